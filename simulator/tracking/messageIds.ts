/** Segment looks back this far for an event with the same messageId, in milliseconds. */
const WINDOW = 24 * 60 * 60 * 1000;

/** The message ids of the last 24 hours, over all sources of all workspaces. */
export class MessageIds {
  /** The time of each id in milliseconds since 1970, oldest first. */
  private readonly seen = new Map<string, number>();

  /** Records an id. Returns false if it is a duplicate. */
  add(messageId: string, now: number): boolean {
    this.forget(now);
    const before = this.seen.get(messageId);
    if (before !== undefined && now - before < WINDOW) return false;
    this.seen.delete(messageId);
    this.seen.set(messageId, now);
    return true;
  }

  private forget(now: number): void {
    for (const [id, at] of this.seen) {
      if (now - at < WINDOW) return;
      this.seen.delete(id);
    }
  }
}
