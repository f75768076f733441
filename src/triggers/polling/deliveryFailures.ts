import { listAll } from "../../api/lists";
import { readTime } from "../../composite/time";
import {
  activationId,
  audienceId,
  DESTINATION_DIMENSIONS,
  destinationConfigId,
  discardReason,
  groupBy,
  sourceId,
  spaceId,
  subscriptionId,
} from "../../inputs/deliveryCounts";
import { eventFilter } from "../../inputs/eventFilter";
import { canonicalJson } from "../../values/canonicalJson";
import { isRecord } from "../../values/record";
import { pollTrigger } from "./pollTrigger";
import type { Fresh, Span } from "./settle";

const listFailures = listAll(
  "getEgressFailedMetricsFromDeliveryOverview",
  "GET /delivery-overview/failed-delivery",
  "dataset",
  ["series"],
);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The longest time frame of a request by the minute. Segment also retries for about as long. */
const WINDOW_MS = 4 * HOUR_MS;
/** The time before the last poll in which growth is always found. Polls an hour apart need one request. */
const GROWTH_MS = 3 * HOUR_MS;
/** Segment counts by the minute for 48 hours. One minute less, because the request takes time. */
const OLDEST_MS = 48 * HOUR_MS - MINUTE_MS;
/** The latest minutes are not counted yet. */
const LAG_MS = 2 * MINUTE_MS;

const filterInputs = {
  discardReason,
  ...eventFilter,
  subscriptionId,
  activationId,
  audienceId,
  spaceId,
};

/** The failed deliveries of one minute, of all events or of those with the same labels. */
interface Minute {
  /** The start of the minute, in milliseconds since 1970. */
  time: number;
  /** The dimensions that are counted by, such as eventName. */
  labels: Readonly<Record<string, unknown>>;
  key: string;
  count: number;
}

const isoTime = (time: number): string => new Date(time).toISOString();

/** Returns the minutes with failures. Counts of the same minute and labels are added up. */
function minutesIn(dataset: readonly object[]): Minute[] {
  const minutes = new Map<string, Minute>();
  for (const { series, total: _total, totalRetryCount: _retries, ...labels } of dataset as {
    series: unknown[];
    total: unknown;
    totalRetryCount?: unknown;
  }[]) {
    for (const point of series) {
      const time = readTime(isRecord(point) ? point.time : undefined);
      const count = Number(isRecord(point) ? String(point.count) : 0);
      if (!(count > 0)) continue;
      const key = canonicalJson(labels);
      const id = `${time} ${key}`;
      const other = minutes.get(id);
      minutes.set(id, { time, labels, key, count: count + (other?.count ?? 0) });
    }
  }
  return [...minutes.values()];
}

/** Returns the time frames to request: one, if the last poll was at most an hour ago. */
function windowsOf({ since, now }: Span): { start: number; end: number }[] {
  const end = Math.floor((now - LAG_MS) / MINUTE_MS) * MINUTE_MS;
  const oldest = Math.ceil((now - OLDEST_MS) / MINUTE_MS) * MINUTE_MS;
  const begin = Math.floor(since / MINUTE_MS) * MINUTE_MS;
  const windows = [];
  for (
    let start = Math.max(oldest, Math.min(begin - GROWTH_MS, end - WINDOW_MS));
    start < end;
    start += WINDOW_MS
  ) {
    windows.push({ start, end: Math.min(end, start + WINDOW_MS) });
  }
  return windows;
}

/** Adds up the new failures with the same labels. */
function byLabels(fresh: readonly Fresh<Minute>[]): object[] {
  const groups = new Map<string, Fresh<Minute>[]>();
  for (const one of fresh) {
    const group = groups.get(one.item.key);
    if (group) group.push(one);
    else groups.set(one.item.key, [one]);
  }
  return [...groups.values()].map((group) => {
    const times = group.map(({ item }) => item.time);
    return {
      startTime: isoTime(times[0] as number),
      endTime: isoTime((times.at(-1) as number) + MINUTE_MS),
      ...group[0]?.item.labels,
      total: group.reduce((sum, { added }) => sum + added, 0),
      series: group.map(({ item, added }) => ({ time: isoTime(item.time), count: added })),
    };
  });
}

/**
 * Starts the flow for deliveries that failed since the last poll. The counts of a minute grow for hours,
 * because Segment retries, so that every poll reads the last four hours again and returns the growth.
 */
export const deliveryFailures = pollTrigger({
  label: "Delivery Failures",
  description: "Start the flow when events of a source could not be delivered to a destination.",
  inputs: {
    sourceId,
    destinationConfigId,
    groupBy: groupBy(DESTINATION_DIMENSIONS),
    ...filterInputs,
  },
  subject: (values: Readonly<Record<string, unknown>>) =>
    ["sourceId", "destinationConfigId", "groupBy", ...Object.keys(filterInputs)].map(
      (name) => values[name] ?? null,
    ),
  overlapMs: WINDOW_MS,
  async read({ client, log }, values, span) {
    const { sourceId, destinationConfigId, groupBy } = values;
    const chosen = Object.keys(filterInputs).flatMap((name) => {
      const value = values[name as keyof typeof filterInputs];
      return value === undefined ? [] : [[name, value]];
    });
    const filter = chosen.length > 0 ? Object.fromEntries(chosen) : undefined;
    const windows = windowsOf(span);
    const [first] = windows;
    if (first && span.since < first.start) {
      log(`failures before ${isoTime(first.start)} are no longer counted by the minute`);
    }
    const items: Minute[] = [];
    for (const { start, end } of windows) {
      const part = await listFailures(client, {
        sourceId,
        destinationConfigId,
        granularity: "MINUTE",
        startTime: isoTime(start),
        endTime: isoTime(end),
        groupBy,
        filter,
      });
      for (const minute of minutesIn(part)) items.push(minute);
    }
    return { items, through: windows.at(-1)?.end };
  },
  identity: ({ time, key }) => `${time} ${key}`,
  time: ({ time }) => time,
  count: ({ count }) => count,
  shape: byLabels,
  example: [
    {
      startTime: "2026-01-31T08:00:00.000Z",
      endTime: "2026-01-31T08:02:00.000Z",
      eventName: "Order Completed",
      total: 5,
      series: [
        { time: "2026-01-31T08:00:00.000Z", count: 3 },
        { time: "2026-01-31T08:01:00.000Z", count: 2 },
      ],
    },
  ],
});
