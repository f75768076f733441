import { type Batch, sendBatches } from "../api/batches";
import type { Client } from "../client";
import { monotonicMs, pause } from "../http/clock";
import { isCallError, withProgress } from "../http/errors";
import { MalformedResponse, type ReadBody, readJson } from "../http/response";
import { actionPolicy, type RetryPolicy } from "../http/retry";
import { chunksOf } from "../values/chunks";
import { isRecord, ownValue } from "../values/record";
import { TRACKING_LIMITS } from "./event";
import type { DeduplicateBy } from "./messageId";
import type { PreparedEvent } from "./prepare";

/** Retries are bounded for each request, and by the time of the step. */
const policy: RetryPolicy = { ...actionPolicy, retriesInAll: Number.POSITIVE_INFINITY };

/** Segment accepts with `{"success": true}`. An empty body is no refusal either. */
const readAcceptance: ReadBody<void> = (body, status, contentType) => {
  if (body.length === 0) return;
  const value = readJson(body, status, contentType);
  if (!isRecord(value) || ownValue(value, "success") === false) {
    throw new MalformedResponse("the response does not accept the events");
  }
};

/** The body of a batch. */
const bodyOf = (events: readonly PreparedEvent[], writeKey: string): string =>
  `{"batch":[${events.map(({ json }) => json).join(",")}],"writeKey":${JSON.stringify(writeKey)}}`;

/** Splits events into the longest batches that Segment takes, in their order. */
export const splitEvents = (
  events: readonly PreparedEvent[],
  writeKey: string,
): PreparedEvent[][] =>
  chunksOf(events, {
    items: TRACKING_LIMITS.eventsInBody,
    bytes: TRACKING_LIMITS.bodyBytes - Buffer.byteLength(bodyOf([], writeKey)),
    // Each event with its comma.
    bytesOf: ({ bytes }) => bytes + 1,
  });

/** The way in which events are sent. */
export interface DeliveryOptions {
  client: Client;
  writeKey: string;
  by: DeduplicateBy;
  /** The most events a second on average; 0 for no limit. */
  perSecond: number;
  log(text: string): void;
  /** Names an event of the step: `Events[3]`. */
  nameOf(index: number): string;
}

/** The size of a delivery. */
export interface Delivery {
  requests: number;
  bytes: number;
}

const SAFE =
  "Run it again as it is: Segment drops the events that it already has, for at least 24 hours.";

/** Says what Segment has of a batch that failed, and how to go on. */
function adviseOnBatch(
  error: unknown,
  events: readonly PreparedEvent[],
  isFirst: boolean,
  { by, nameOf }: DeliveryOptions,
): string {
  const first = nameOf(events[0]?.index ?? 0);
  const last = nameOf(events.at(-1)?.index ?? 0);
  const isUnknown = isCallError(error) && error.outcome === "unknown";
  const range = first === last ? first : `${first} to ${last}`;
  const state = isUnknown
    ? `Segment may have received ${range}, and received nothing after it.`
    : `Segment did not accept ${first === last ? first : `${first} or any event after it`}.`;
  if (by !== "run") return `${state} ${SAFE}`;
  if (isFirst)
    return isUnknown
      ? `${state} Another run may record ${first === last ? "it" : "them"} twice.`
      : state;
  const risk = isUnknown ? `, which may record ${range} twice` : "";
  return `${state} Send the list from ${first} on in another run${risk}.`;
}

/**
 * Sends events one request after the other, in their order and at the given pace.
 * @throws the error of the first request that fails. It says which events Segment accepted, which ones
 * it may have received, and whether it is safe to send them again.
 */
export async function deliverEvents(
  events: readonly PreparedEvent[],
  options: DeliveryOptions,
): Promise<Delivery> {
  const { client, writeKey, perSecond, log } = options;
  const startedMs = monotonicMs();
  let before = 0;
  let bytes = 0;
  const batches = splitEvents(events, writeKey).map(
    (batch, at): Batch<void> => ({
      items: batch.length,
      async send() {
        const dueMs = perSecond > 0 ? startedMs + (before / perSecond) * 1000 : 0;
        const waitMs = dueMs - monotonicMs();
        if (waitMs > 0) await pause(waitMs);
        const body = bodyOf(batch, writeKey);
        const path = "/v1/batch";
        try {
          await client.call(
            {
              method: "POST",
              path,
              template: path,
              body,
              mediaType: "application/json",
              repeatable: true,
            },
            { read: readAcceptance, policy },
          );
        } catch (error) {
          throw withProgress(error, adviseOnBatch(error, batch, at === 0, options));
        }
        before += batch.length;
        bytes += Buffer.byteLength(body);
      },
    }),
  );
  await sendBatches(batches, { log, done: "events accepted", advice: () => "." });
  return { requests: batches.length, bytes };
}
