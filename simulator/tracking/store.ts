import type { DroppedEvent, ReceivedEvent, TrackingCounts, TrackingLog } from "./events";
import { Latest } from "./latest";

/** The events of one tracking host. It counts all and keeps the latest ones whole. */
export class TrackingStore implements TrackingLog {
  private stored: Latest<ReceivedEvent>;
  private lost: Latest<DroppedEvent>;
  private readonly bySource = new Map<string, number>();
  private readonly byReason = new Map<string, number>();

  constructor(private readonly keep: number) {
    this.stored = new Latest(keep);
    this.lost = new Latest(keep);
  }

  store(event: ReceivedEvent): void {
    this.stored.add(event);
    increment(this.bySource, event.projectId);
  }

  drop(event: DroppedEvent): void {
    this.lost.add(event);
    increment(this.byReason, event.reason);
  }

  clear(): void {
    this.stored = new Latest(this.keep);
    this.lost = new Latest(this.keep);
    this.bySource.clear();
    this.byReason.clear();
  }

  events(sourceId?: string): ReceivedEvent[] {
    const { all } = this.stored;
    return sourceId === undefined ? all : all.filter(({ projectId }) => projectId === sourceId);
  }

  get dropped(): DroppedEvent[] {
    return this.lost.all;
  }

  get counts(): TrackingCounts {
    return {
      stored: sum(this.bySource),
      dropped: sum(this.byReason),
      bySource: Object.fromEntries(this.bySource),
      byReason: Object.fromEntries(this.byReason),
    };
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sum(counts: Map<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
