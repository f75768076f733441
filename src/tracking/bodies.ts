import { createChunker } from "../values/chunks";
import { TRACKING_LIMITS } from "./event";
import type { PreparedEvent } from "./prepare";

/** The size of an event to be sent. */
type Sized = Pick<PreparedEvent, "bytes">;

/** The body of one request. */
export interface EventBody {
  /** The places of its events in the list of the step, in their order. */
  indexes: readonly number[];
  /** True if each event was given with its message ID. */
  haveOwnIds: boolean;
  data: Buffer;
}

const HEAD = '{"batch":[';
const tailOf = (writeKey: string): string => `],"writeKey":${JSON.stringify(writeKey)}}`;

/**
 * Creates a function that takes one event after the other, and returns true for an event that begins
 * another body. Each body has as many events as Segment takes.
 */
export const createSplit = (writeKey: string): ((event: Sized) => boolean) =>
  createChunker<Sized>({
    items: TRACKING_LIMITS.eventsInBody,
    bytes: TRACKING_LIMITS.bodyBytes - Buffer.byteLength(HEAD + tailOf(writeKey)),
    // Each event with its comma.
    bytesOf: ({ bytes }) => bytes + 1,
  });

/**
 * Writes events into the bodies of requests as they come. The text of an event is not kept: a long list
 * of texts would cost more time to collect as garbage than to write.
 */
export class Bodies {
  private readonly done: EventBody[] = [];
  private readonly begins: (event: Sized) => boolean;
  private readonly tail: string;
  /** The open body. */
  private indexes: number[] = [];
  private haveOwnIds = true;
  private buffer = Buffer.alloc(0);
  private end = 0;

  constructor(writeKey: string) {
    this.begins = createSplit(writeKey);
    this.tail = tailOf(writeKey);
  }

  /** Adds the next event. */
  add({ index, hasOwnId, json, bytes }: PreparedEvent): void {
    if (this.begins({ bytes })) {
      this.close();
      this.buffer = Buffer.allocUnsafe(TRACKING_LIMITS.bodyBytes);
    }
    this.write(this.indexes.length === 0 ? HEAD : ",");
    this.write(json);
    this.indexes.push(index);
    this.haveOwnIds &&= hasOwnId;
  }

  /** Returns all bodies. No event can be added after it. */
  all(): readonly EventBody[] {
    this.close();
    return this.done;
  }

  private write(text: string): void {
    this.end += this.buffer.write(text, this.end);
  }

  private close(): void {
    const { indexes, haveOwnIds } = this;
    if (indexes.length === 0) return;
    this.write(this.tail);
    const whole = this.buffer.subarray(0, this.end);
    // A small view would keep the whole buffer alive.
    const data = this.end * 2 < this.buffer.length ? Buffer.from(whole) : whole;
    this.done.push({ indexes, haveOwnIds, data });
    this.indexes = [];
    this.haveOwnIds = true;
    this.end = 0;
  }
}
