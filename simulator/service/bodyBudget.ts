import type { RecordedRequest } from "./journal";

const KEEP_BYTES = 16 * 1024 * 1024;

/** Bounds the memory of the journal: only the latest requests with events keep their body. */
export class BodyBudget {
  private kept: { record: RecordedRequest; bytes: number }[] = [];
  private total = 0;

  constructor(private readonly most = KEEP_BYTES) {}

  /** Adds a request, and removes the bodies of the oldest ones if there are too many bytes. */
  add(record: RecordedRequest, bytes: number): void {
    this.kept.push({ record, bytes });
    this.total += bytes;
    // The latest request keeps its body until it has been handled.
    while (this.total > this.most && this.kept.length > 1) {
      const oldest = this.kept.shift();
      if (oldest === undefined) return;
      this.total -= oldest.bytes;
      oldest.record.body = undefined;
      delete oldest.record.text;
    }
  }

  clear(): void {
    this.kept = [];
    this.total = 0;
  }
}
