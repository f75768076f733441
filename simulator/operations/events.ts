import type { Workspace } from "../state/workspace";
import type { ApiRequest, Handlers } from "./handler";
import { listData } from "./lists";
import {
  checkGroups,
  type EventSeries,
  eventsOf,
  filterSeries,
  formatTime,
  type Granularity,
  groupSeries,
  listSteps,
  type SeriesGroup,
} from "./volumes";

interface VolumeQuery {
  granularity: Granularity;
  startTime: string;
  endTime: string;
  groupBy?: string[];
  sourceId?: string[];
  eventName?: string[];
  eventType?: string[];
  appVersion?: string[];
}

const GROUPS = ["source", "eventName", "eventType"];

/** Event volumes: invented events and received ones. Without new events, the same request gives the same numbers, and groups add up to their total. */
export const events: Handlers = {
  getEventsVolumeFromWorkspace(request, workspace) {
    const query = request.query as unknown as VolumeQuery;
    const { granularity, startTime, endTime, groupBy = [] } = query;
    const times = listSteps(granularity, startTime, endTime);
    checkGroups(groupBy, GROUPS);
    const groups = groupSeries(selectEvents(query, times, workspace), groupBy);
    return {
      path: "/events/volume",
      query: { workspaceId: workspace.id, ...withoutPagination(request) },
      ...listData(request, "result", groups, (group) => series(group, times, workspace)),
    };
  },
};

function withoutPagination({ query }: ApiRequest): Record<string, unknown> {
  const { pagination: _, ...rest } = query;
  return rest;
}

function selectEvents(query: VolumeQuery, times: number[], workspace: Workspace): EventSeries[] {
  const { sourceId, eventName, eventType, appVersion, granularity } = query;
  const parts = workspace.sources.all.flatMap((source) =>
    eventsOf(source, times, granularity, workspace).map(({ labels, counts }) => ({
      labels: { source: source.id, ...labels },
      counts,
    })),
  );
  return filterSeries(parts, { source: sourceId, eventName, eventType, appVersion });
}

function series(
  { labels, counts, total }: SeriesGroup,
  times: number[],
  workspace: Workspace,
): unknown {
  const { source, ...rest } = labels;
  const found = workspace.sources.get(source ?? "");
  return {
    ...(found === undefined
      ? {}
      : { source: { id: found.id, name: found.name, slug: found.slug } }),
    ...rest,
    total,
    series: times.map((time, index) => ({ time: formatTime(time), count: counts[index] ?? 0 })),
  };
}
