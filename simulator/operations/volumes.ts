import { invalid } from "../contract/errors";
import { hash } from "../state/ids";
import type { MinuteSeries } from "../state/minuteCounts";
import type { Source } from "../state/sources";
import type { Workspace } from "../state/workspace";

/** The size of a time step. */
export type Granularity = keyof typeof STEPS;

/** The length of a time step, in milliseconds. */
export const STEPS = { MINUTE: 60_000, HOUR: 3_600_000, DAY: 86_400_000 };

/** Similar events: their common labels, and their number in each time step. */
export interface EventSeries {
  labels: Record<string, string>;
  counts: number[];
  /** The retries of the events in each time step. Absent if there are none. */
  retries?: number[];
}

/** The sum of the series that share some labels. */
export interface SeriesGroup extends Required<EventSeries> {
  total: number;
}

const MAX_STEPS = 10_000;
const APP_VERSIONS = ["1.0.0", "1.1.0"];

/** The events that every source sends. */
export const EVENTS = [
  { eventName: "Order Completed", eventType: "track", perHour: 40 },
  { eventName: "Product Viewed", eventType: "track", perHour: 300 },
  { eventName: "Signed Up", eventType: "track", perHour: 12 },
  { eventName: "", eventType: "page", perHour: 900 },
  { eventName: "", eventType: "identify", perHour: 120 },
];

/**
 * Returns the start of each time step, in milliseconds since 1970. Throws 422 for an empty span or too
 * many steps.
 */
export function listSteps(granularity: Granularity, startTime: string, endTime: string): number[] {
  const step = STEPS[granularity];
  const start = Math.floor(Date.parse(startTime) / step) * step;
  const end = Date.parse(endTime);
  if (end <= start) throw invalid("endTime", "endTime must be after startTime");
  const count = Math.ceil((end - start) / step);
  if (count > MAX_STEPS) {
    throw invalid(
      "granularity",
      `granularity ${granularity} gives ${count} points, at most ${MAX_STEPS} are allowed`,
    );
  }
  return Array.from({ length: count }, (_, index) => start + index * step);
}

/** Throws 422 for an unknown group. */
export function checkGroups(groupBy: string[], known: string[]): void {
  const unknown = groupBy.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw invalid("groupBy", `groupBy ${unknown} is not one of ${known.join(", ")}`);
  }
}

/** Returns the invented events of a source, the same for the same request. A disabled source has none. */
export function inventEvents(
  source: Source,
  times: number[],
  granularity: Granularity,
): EventSeries[] {
  if (!source.enabled) return [];
  return EVENTS.flatMap(({ eventName, eventType, perHour }) =>
    APP_VERSIONS.map((appVersion) => {
      const seed = hash([source.id, eventName, eventType, appVersion].join("/"));
      const usual = (perHour * STEPS[granularity]) / STEPS.HOUR / APP_VERSIONS.length;
      return {
        labels: { eventName, eventType, appVersion },
        counts: times.map((time) => inventCount(time, granularity, usual, seed)),
      };
    }),
  );
}

/** Returns all events of a source: the invented ones, and those it received. */
export function eventsOf(
  source: Source,
  times: number[],
  granularity: Granularity,
  workspace: Workspace,
): EventSeries[] {
  const received = workspace.receivedEvents.of(source.id);
  return [
    ...inventEvents(source, times, granularity),
    ...seriesBySteps(received, times, granularity),
  ];
}

/** Adds up series by minute to time steps. Leaves out those without an event in any step. */
export function seriesBySteps(
  byMinute: MinuteSeries[],
  times: number[],
  granularity: Granularity,
): EventSeries[] {
  const step = STEPS[granularity];
  return byMinute
    .map(({ labels, counts, retries }) => ({
      labels,
      counts: countBySteps(counts, times, step),
      retries: countBySteps(retries, times, step),
    }))
    .filter(({ counts }) => sum(counts) > 0);
}

/** Adds up the counts by minute. Returns the count of each time step. */
function countBySteps(
  byMinute: ReadonlyMap<number, number>,
  times: number[],
  step: number,
): number[] {
  const bySteps = new Map(times.map((time) => [time, 0]));
  for (const [minute, count] of byMinute) {
    const time = Math.floor(minute / step) * step;
    const before = bySteps.get(time);
    if (before !== undefined) bySteps.set(time, before + count);
  }
  return [...bySteps.values()];
}

/**
 * Returns the series with one of the wanted values for each label. A label that is not in `wanted` may
 * have any value.
 */
export function filterSeries(
  parts: EventSeries[],
  wanted: Record<string, string[] | undefined>,
): EventSeries[] {
  return parts.filter(({ labels }) =>
    Object.entries(wanted).every(
      ([name, values]) => values === undefined || values.includes(labels[name] ?? ""),
    ),
  );
}

/** Adds up the series by some of their labels. The groups have only these labels. */
export function groupSeries(parts: EventSeries[], groupBy: string[]): SeriesGroup[] {
  const groups = new Map<string, SeriesGroup>();
  for (const { labels, counts, retries = [] } of parts) {
    const kept = Object.fromEntries(
      Object.entries(labels).filter(([name]) => groupBy.includes(name)),
    );
    const key = JSON.stringify(kept);
    const none = counts.map(() => 0);
    const group = groups.get(key) ?? { labels: kept, counts: none, retries: none, total: 0 };
    groups.set(key, {
      labels: kept,
      counts: addUp(group.counts, counts),
      retries: addUp(group.retries, retries),
      total: group.total + sum(counts),
    });
  }
  return [...groups.values()];
}

function addUp(some: number[], others: number[]): number[] {
  return some.map((count, index) => count + (others[index] ?? 0));
}

/** Returns the sum of the counts. */
export function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** The response form of a time in milliseconds since 1970. */
export function formatTime(time: number): string {
  return new Date(time).toISOString();
}

function inventCount(time: number, granularity: Granularity, usual: number, seed: number): number {
  const step = STEPS[granularity];
  const noise = 0.5 + (Math.imul(seed ^ Math.floor(time / step), 0x9e3779b1) >>> 0) / 4294967296;
  const hour = (time % STEPS.DAY) / STEPS.HOUR;
  const daytime = granularity === "DAY" ? 1 : 1 - 0.6 * Math.cos((hour / 12) * Math.PI);
  return Math.floor(usual * noise * daytime);
}
