import { invalid } from "../contract/errors";
import type { Destination } from "../state/destinations";
import type { Source } from "../state/sources";
import type { Workspace } from "../state/workspace";
import { type Egress, egress, type Ingress, ingress } from "./delivery";
import type { ApiRequest, Handler, Handlers } from "./handler";
import { listData } from "./lists";
import { findDestination } from "./lookup";
import {
  checkGroups,
  type EventSeries,
  filterSeries,
  formatTime,
  type Granularity,
  groupSeries,
  listSteps,
  type SeriesGroup,
  STEPS,
  sum,
} from "./volumes";

interface OverviewQuery {
  sourceId: string;
  destinationConfigId?: string;
  startTime: string;
  endTime: string;
  groupBy?: string[];
  granularity: Granularity;
  filter?: Record<string, string[]>;
}

interface SummaryQuery {
  sourceId: string;
  startTime?: string;
  endTime?: string;
  granularity?: Granularity;
}

const INGRESS_GROUPS = ["eventName", "eventType", "discardReason", "appVersion"];
const EGRESS_GROUPS = [
  ...INGRESS_GROUPS,
  "subscriptionId",
  "activationId",
  "audienceId",
  "spaceId",
];
/** The groups that a response names. */
const SHOWN = new Set(INGRESS_GROUPS);
/** The longest span of a request, by granularity. */
const LONGEST = { MINUTE: 4 * STEPS.HOUR, HOUR: 14 * STEPS.DAY, DAY: 30 * STEPS.DAY };
/** The default span of a summary, by granularity. */
const BACK = { MINUTE: STEPS.HOUR, HOUR: 7 * STEPS.DAY, DAY: 30 * STEPS.DAY };

/** Delivery metrics, derived from the events of the event volume. */
export const deliveryOverview: Handlers = {
  getIngressSuccessMetricsFromDeliveryOverview: ingressMetric("received"),
  getIngressFailedMetricsFromDeliveryOverview: ingressMetric("failed"),
  getFilteredAtSourceMetricsFromDeliveryOverview: ingressMetric("filtered"),
  getFilteredAtDestinationMetricsFromDeliveryOverview: egressMetric("filtered"),
  getEgressFailedMetricsFromDeliveryOverview: egressMetric("failed", true),
  getEgressSuccessMetricsFromDeliveryOverview: egressMetric("delivered", true),
  listDeliveryMetricsSummaryFromDestination({ params, query, now }, workspace) {
    const destination = findDestination(params.destinationId, workspace);
    const { sourceId, granularity = "MINUTE", ...span } = query as unknown as SummaryQuery;
    checkPair(requireSource(sourceId, workspace), destination, "sourceId");
    const { endTime = formatTime(now) } = span;
    const { startTime = formatTime(Date.parse(endTime) - BACK[granularity]) } = span;
    const times = listSteps(granularity, startTime, endTime);
    const { delivered, failed, filtered } = egress(destination, times, granularity, workspace);
    return {
      deliveryMetricsSummary: {
        sourceId,
        destinationMetadataId: destination.metadataId,
        metrics: [
          summary("successes", delivered, "eventType"),
          summary("failures", failed, "discardReason"),
          summary("filtered", filtered, "discardReason"),
        ],
      },
    };
  },
};

function ingressMetric(metric: keyof Ingress): Handler {
  return (request, workspace) => {
    const query = request.query as unknown as OverviewQuery;
    const times = listTimes(query, INGRESS_GROUPS);
    const source = requireSource(query.sourceId, workspace);
    return overview(request, times, ingress(source, times, query.granularity, workspace)[metric]);
  };
}

function egressMetric(metric: keyof Egress, showsRetries = false): Handler {
  return (request, workspace) => {
    const query = request.query as unknown as OverviewQuery;
    const times = listTimes(query, EGRESS_GROUPS);
    const source = requireSource(query.sourceId, workspace);
    const destination = workspace.destinations.get(query.destinationConfigId ?? "");
    checkPair(source, destination, "destinationConfigId");
    const parts = egress(destination, times, query.granularity, workspace)[metric];
    return overview(request, times, parts, showsRetries);
  };
}

function overview(
  request: ApiRequest,
  times: number[],
  parts: EventSeries[],
  showsRetries = false,
): unknown {
  const { groupBy = [], filter = {} } = request.query as unknown as OverviewQuery;
  const groups = groupSeries(filterSeries(parts, filter), groupBy);
  return {
    total: sum(groups.map(({ total }) => total)),
    ...listData(request, "dataset", groups, (group) => dataset(group, times, showsRetries)),
  };
}

function dataset(
  { labels, counts, retries, total }: SeriesGroup,
  times: number[],
  showsRetries: boolean,
): unknown {
  return {
    ...Object.fromEntries(Object.entries(labels).filter(([name]) => SHOWN.has(name))),
    total,
    series: times.map((time, index) => ({
      time: formatTime(time),
      count: counts[index] ?? 0,
      ...(showsRetries && { retryCount: retries[index] ?? 0 }),
    })),
    ...(showsRetries && { totalRetryCount: sum(retries) }),
  };
}

function summary(metricName: string, parts: EventSeries[], by: string): unknown {
  const groups = groupSeries(parts, [by]);
  return {
    metricName,
    total: sum(groups.map(({ total }) => total)),
    breakdown: groups.map(({ labels, total }) => ({ metricName: labels[by], value: total })),
  };
}

function listTimes(query: OverviewQuery, groups: string[]): number[] {
  const { granularity, startTime, endTime, groupBy = [] } = query;
  checkGroups(groupBy, groups);
  if (Date.parse(endTime) - Date.parse(startTime) > LONGEST[granularity]) {
    const hours = LONGEST[granularity] / STEPS.HOUR;
    throw invalid(
      "endTime",
      `endTime must be within ${hours} hours of startTime with granularity ${granularity}`,
    );
  }
  return listSteps(granularity, startTime, endTime);
}

function requireSource(id: string, workspace: Workspace): Source {
  const source = workspace.sources.get(id);
  if (source !== undefined) return source;
  throw invalid("sourceId", `sourceId ${id} is not a source of this workspace`);
}

function checkPair(
  source: Source,
  destination: Destination | undefined,
  field: string,
): asserts destination is Destination {
  if (destination?.sourceId === source.id) return;
  throw invalid(field, `${field} does not match: the destination is not connected to the source`);
}
