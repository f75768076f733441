import { invalid } from "../errors";
import type { ApiRequest, Handlers } from "../handler";
import { hash } from "../ids";
import type { Source, Workspace } from "../state";
import { listed } from "./crud";

interface VolumeQuery {
  granularity: keyof typeof STEPS;
  startTime: string;
  endTime: string;
  groupBy?: string[];
  sourceId?: string[];
  eventName?: string[];
  eventType?: string[];
  appVersion?: string[];
}

interface Stream {
  source: Source;
  eventName: string;
  eventType: string;
  appVersion: string;
}

interface Series {
  source?: { id: string; name: string; slug: string };
  eventName?: string;
  eventType?: string;
  total: number;
  series: { time: string; count: number }[];
}

/** Milliseconds of one step. */
const STEPS = { MINUTE: 60_000, HOUR: 3_600_000, DAY: 86_400_000 };
const MAX_STEPS = 10_000;
const GROUPS = ["source", "eventName", "eventType"];
const EVENTS = [
  { eventName: "Order Completed", eventType: "track", perHour: 40 },
  { eventName: "Product Viewed", eventType: "track", perHour: 300 },
  { eventName: "Signed Up", eventType: "track", perHour: 12 },
  { eventName: "", eventType: "page", perHour: 900 },
  { eventName: "", eventType: "identify", perHour: 120 },
];
const APP_VERSIONS = ["1.0.0", "1.1.0"];

/** Event volumes: invented, but the same for the same question, and the sum of their parts. */
export const events: Handlers = {
  getEventsVolumeFromWorkspace(request, workspace) {
    const query = request.query as unknown as VolumeQuery;
    const times = steps(query);
    const groups = new Map<string, Series>();
    for (const stream of streams(query, workspace)) {
      const found = groupOf(stream, query.groupBy ?? []);
      const key = JSON.stringify(found);
      const group = groups.get(key) ?? {
        ...found,
        total: 0,
        series: times.map((time) => ({ time: new Date(time).toISOString(), count: 0 })),
      };
      groups.set(key, group);
      add(group, stream, times, STEPS[query.granularity]);
    }
    return {
      path: "/events/volume",
      query: { workspaceId: workspace.id, ...withoutPagination(request) },
      ...listed(request, "result", [...groups.values()]),
    };
  },
};

function withoutPagination({ query }: ApiRequest): Record<string, unknown> {
  const { pagination: _, ...rest } = query;
  return rest;
}

function steps({ granularity, startTime, endTime, groupBy = [] }: VolumeQuery): number[] {
  const step = STEPS[granularity];
  const start = Math.floor(Date.parse(startTime) / step) * step;
  const end = Date.parse(endTime);
  if (end <= start) throw invalid("endTime", "endTime must be after startTime");
  const count = Math.ceil((end - start) / step);
  if (count > MAX_STEPS) {
    throw invalid(
      "granularity",
      `${granularity} would give ${count} points, ${MAX_STEPS} is the most`,
    );
  }
  const unknown = groupBy.find((name) => !GROUPS.includes(name));
  if (unknown !== undefined) {
    throw invalid("groupBy", `groupBy ${unknown} is not one of ${GROUPS.join(", ")}`);
  }
  return Array.from({ length: count }, (_, index) => start + index * step);
}

function streams(query: VolumeQuery, workspace: Workspace): Stream[] {
  const wanted = (list: string[] | undefined, value: string) =>
    list === undefined || list.includes(value);
  return workspace.sources.all
    .filter(({ id, enabled }) => enabled && wanted(query.sourceId, id))
    .flatMap((source) =>
      EVENTS.flatMap(({ eventName, eventType }) =>
        APP_VERSIONS.map((appVersion) => ({ source, eventName, eventType, appVersion })),
      ),
    )
    .filter(
      (stream) =>
        wanted(query.eventName, stream.eventName) &&
        wanted(query.eventType, stream.eventType) &&
        wanted(query.appVersion, stream.appVersion),
    );
}

function groupOf(stream: Stream, groupBy: string[]): Partial<Series> {
  const { id, name, slug } = stream.source;
  return {
    ...(groupBy.includes("source") ? { source: { id, name, slug } } : {}),
    ...(groupBy.includes("eventName") ? { eventName: stream.eventName } : {}),
    ...(groupBy.includes("eventType") ? { eventType: stream.eventType } : {}),
  };
}

function add(group: Series, stream: Stream, times: number[], step: number): void {
  const { source, eventName, eventType, appVersion } = stream;
  const seed = hash([source.id, eventName, eventType, appVersion].join("/"));
  const event = EVENTS.find((one) => one.eventName === eventName && one.eventType === eventType);
  const usual = ((event?.perHour ?? 0) * step) / STEPS.HOUR / APP_VERSIONS.length;
  for (const [index, time] of times.entries()) {
    const noise = 0.5 + (Math.imul(seed ^ Math.floor(time / step), 0x9e3779b1) >>> 0) / 4294967296;
    const hour = (time % STEPS.DAY) / STEPS.HOUR;
    const daytime = step === STEPS.DAY ? 1 : 1 - 0.6 * Math.cos((hour / 12) * Math.PI);
    const count = Math.floor(usual * noise * daytime);
    const point = group.series[index];
    if (point !== undefined) point.count += count;
    group.total += count;
  }
}
