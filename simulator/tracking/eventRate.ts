/**
 * Limits the events of a workspace per second. A batch is accepted whole while there is room for one
 * event, and what it has too many delays the next one.
 */
export class EventRate {
  private level = 0;
  private at = 0;

  constructor(private readonly perSecond: number) {}

  /** Counts events. Returns the seconds to wait if there is no room, and counts nothing then. */
  take(events: number, now: number): number | undefined {
    const drained = (Math.max(0, now - this.at) * this.perSecond) / 1000;
    this.level = Math.max(0, this.level - drained);
    this.at = now;
    if (this.level >= this.perSecond) {
      return Math.max(1, Math.ceil((this.level - this.perSecond + 1) / this.perSecond));
    }
    this.level += events;
    return undefined;
  }
}
