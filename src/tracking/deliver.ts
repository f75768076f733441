import { type Batch, sendBatches } from "../api/batches";
import type { Client } from "../client";
import { monotonicMs, pause } from "../http/clock";
import { withProgress } from "../http/errors";
import { MalformedResponse, type ReadBody, readJson } from "../http/response";
import { actionPolicy, type RetryPolicy } from "../http/retry";
import { isRecord, ownValue } from "../values/record";
import type { EventBody } from "./bodies";
import { adviseOnBatch } from "./deliveryAdvice";
import type { DeduplicateBy } from "./messageId";

/** Retries are bounded for each request, and by the time of the step. */
const policy: RetryPolicy = { ...actionPolicy, retriesInAll: Number.POSITIVE_INFINITY };

/**
 * Segment accepts with `{"success": true}`. Anything else, such as the empty response of a gateway, does
 * not show that it has the events.
 */
const readAcceptance: ReadBody<void> = (body, status, contentType) => {
  if (body.length === 0) throw new MalformedResponse("the response is empty");
  const value = readJson(body, status, contentType);
  if (!isRecord(value) || ownValue(value, "success") !== true) {
    throw new MalformedResponse("the response does not accept the events");
  }
};

/** The way in which events are sent. */
export interface DeliveryOptions {
  client: Client;
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

/**
 * Sends events one request after the other, in their order and at the given pace.
 * @throws the error of the first request that fails. It says which events Segment accepted, which ones
 * it may have received, and whether it is safe to send them again.
 */
export async function deliverEvents(
  bodies: readonly EventBody[],
  options: DeliveryOptions,
): Promise<Delivery> {
  const { client, by, perSecond, log, nameOf } = options;
  const startedMs = monotonicMs();
  let before = 0;
  let bytes = 0;
  const isRepeatable = by !== "run" || bodies.every(({ haveOwnIds }) => haveOwnIds);
  const advise = (error: unknown, at: number): string =>
    adviseOnBatch({
      error,
      indexes: bodies[at]?.indexes ?? [],
      isFirst: at === 0,
      isWhole: bodies.length === 1,
      isRepeatable,
      nameOf,
    });
  const batches = bodies.map(
    ({ indexes, data }, at): Batch<void> => ({
      items: indexes.length,
      async send() {
        const dueMs = perSecond > 0 ? startedMs + (before / perSecond) * 1000 : 0;
        const waitMs = dueMs - monotonicMs();
        if (waitMs > 0) await pause(waitMs);
        const path = "/v1/batch";
        try {
          await client.call(
            {
              method: "POST",
              path,
              template: path,
              body: data,
              mediaType: "application/json",
              repeatable: true,
            },
            { read: readAcceptance, policy },
          );
        } catch (error) {
          throw at === 0 ? withProgress(error, advise(error, at)) : error;
        }
        before += indexes.length;
        bytes += data.length;
      },
    }),
  );
  await sendBatches(batches, {
    log,
    done: "events were accepted",
    advice: (responses, error) => `. ${advise(error, responses.length)}`,
  });
  return { requests: batches.length, bytes };
}
