/** Similar events of a source, and their number by minute. */
export interface ReceivedSeries {
  labels: { eventName: string; eventType: string; appVersion: string };
  /** By the start of the minute, in milliseconds since 1970. */
  counts: ReadonlyMap<number, number>;
}

interface MutableSeries extends ReceivedSeries {
  counts: Map<number, number>;
}

const MINUTE = 60_000;

/** The numbers of events that sources received. The events themselves are elsewhere. */
export class ReceivedEvents {
  private readonly bySource = new Map<string, Map<string, MutableSeries>>();

  /**
   * Counts an event.
   * @param now the time of receipt, in milliseconds since 1970.
   */
  add(sourceId: string, event: Record<string, unknown>, now: number): void {
    const labels = {
      eventName: event.type === "track" ? String(event.event) : "",
      eventType: String(event.type),
      appVersion: findAppVersion(event.context),
    };
    const series = this.bySource.get(sourceId) ?? new Map<string, MutableSeries>();
    this.bySource.set(sourceId, series);
    const key = JSON.stringify(Object.values(labels));
    const { counts } = series.get(key) ?? put(series, key, { labels, counts: new Map() });
    const minute = Math.floor(now / MINUTE) * MINUTE;
    counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }

  /** The series of a source, in the order of their first event. */
  of(sourceId: string): ReceivedSeries[] {
    return [...(this.bySource.get(sourceId)?.values() ?? [])];
  }
}

function put<K, V>(map: Map<K, V>, key: K, value: V): V {
  map.set(key, value);
  return value;
}

function findAppVersion(context: unknown): string {
  const version = (context as { app?: { version?: unknown } } | null | undefined)?.app?.version;
  return typeof version === "string" ? version : "";
}
