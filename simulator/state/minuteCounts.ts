/** The labels by which events are counted. */
export interface EventLabels {
  eventName: string;
  eventType: string;
  appVersion: string;
}

/** Similar events, and their number by minute. */
export interface MinuteSeries {
  labels: Record<string, string>;
  /** By the start of the minute, in milliseconds since 1970. */
  counts: ReadonlyMap<number, number>;
  /** The retries of these events, by the same minute. */
  retries: ReadonlyMap<number, number>;
}

interface MutableSeries extends MinuteSeries {
  counts: Map<number, number>;
  retries: Map<number, number>;
}

const MINUTE = 60_000;

/** The numbers of events of sources, or of deliveries of destinations, by minute. */
export class MinuteCounts {
  private readonly byOwner = new Map<string, Map<string, MutableSeries>>();

  /**
   * Counts an event.
   * @param owner the id of a source or a destination.
   * @param at a time in its minute, in milliseconds since 1970.
   */
  add(owner: string, labels: Record<string, string>, at: number, retries = 0): void {
    const all = this.byOwner.get(owner) ?? put(this.byOwner, owner, new Map());
    const key = JSON.stringify(Object.values(labels));
    const fresh = () => ({ labels, counts: new Map(), retries: new Map() });
    const series = all.get(key) ?? put(all, key, fresh());
    const minute = Math.floor(at / MINUTE) * MINUTE;
    series.counts.set(minute, (series.counts.get(minute) ?? 0) + 1);
    series.retries.set(minute, (series.retries.get(minute) ?? 0) + retries);
  }

  /** The series of a source or a destination, in the order of their first event. */
  of(owner: string): MinuteSeries[] {
    return [...(this.byOwner.get(owner)?.values() ?? [])];
  }
}

/** Returns the labels of an event. */
export function labelsOf(event: Record<string, unknown>): EventLabels & Record<string, string> {
  return {
    eventName: event.type === "track" ? String(event.event) : "",
    eventType: String(event.type),
    appVersion: findAppVersion(event.context),
  };
}

function put<K, V>(map: Map<K, V>, key: K, value: V): V {
  map.set(key, value);
  return value;
}

function findAppVersion(context: unknown): string {
  const version = (context as { app?: { version?: unknown } } | null | undefined)?.app?.version;
  return typeof version === "string" ? version : "";
}
