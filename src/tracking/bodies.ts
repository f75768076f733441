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
 * event, and `finish` returns all bodies. The texts of a complete body are not kept: a long list of texts
 * would cost more time to collect as garbage than to write.
 */
export function createBodies(writeKey: string) {
  const begins = createSplit(writeKey);
  const bodies: EventBody[] = [];
  /** The events of the open body. */
  let open: PreparedEvent[] = [];
  const finish = (): readonly EventBody[] => {
    if (open.length > 0) {
      bodies.push({
        indexes: open.map(({ index }) => index),
        haveOwnIds: open.every(({ hasOwnId }) => hasOwnId),
        data: Buffer.from(HEAD + open.map(({ json }) => json).join() + tailOf(writeKey)),
      });
      open = [];
    }
    return bodies;
  };
  const add = (event: PreparedEvent): void => {
    if (begins(event)) finish();
    open.push(event);
  };
  return { add, finish };
}
