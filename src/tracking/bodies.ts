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
 * Creates functions that write events into the bodies of requests as they come: `add` takes the next
 * event, and `finish` returns all bodies. The text of an event is not kept: a long list of texts would
 * cost more time to collect as garbage than to write.
 */
export function createBodies(writeKey: string) {
  const begins = createSplit(writeKey);
  const bodies: EventBody[] = [];
  // The open body.
  let indexes: number[] = [];
  let haveOwnIds = true;
  let buffer = Buffer.alloc(0);
  let end = 0;
  const write = (text: string) => {
    end += buffer.write(text, end);
  };
  const finish = (): readonly EventBody[] => {
    if (indexes.length > 0) {
      write(tailOf(writeKey));
      const whole = buffer.subarray(0, end);
      // A small view would keep the whole buffer alive.
      const data = end * 2 < buffer.length ? Buffer.from(whole) : whole;
      bodies.push({ indexes, haveOwnIds, data });
    }
    return bodies;
  };
  const add = ({ index, hasOwnId, json, bytes }: PreparedEvent): void => {
    const isFirst = begins({ bytes });
    if (isFirst) {
      finish();
      buffer = Buffer.allocUnsafe(TRACKING_LIMITS.bodyBytes);
      end = 0;
      indexes = [];
      haveOwnIds = true;
    }
    write((isFirst ? HEAD : ",") + json);
    indexes.push(index);
    haveOwnIds &&= hasOwnId;
  };
  return { add, finish };
}
