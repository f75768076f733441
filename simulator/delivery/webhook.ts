import { createHmac } from "node:crypto";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { catalog } from "../catalog";
import type { Destination, Subscription } from "../state/destinations";
import type { ReceivedEvent } from "../tracking/events";
import { resolveMapping } from "./mapping";

/** The type of the destinations that events are delivered to. */
const WEBHOOK = catalog.destinations.find(({ slug }) => slug === "actions-webhook");
const SEND = WEBHOOK?.actions.find(({ slug }) => slug === "send");
const METHODS = ["POST", "PUT", "PATCH"];
/** Segment's maximum number of events in a batch. */
const MAX_BATCH = 4000;

/** An HTTP request to a webhook, ready to be sent again. */
export interface WebhookRequest {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string;
}

/** Returns true for a destination of the type Webhooks (Actions). */
export function isWebhook({ metadataId }: Destination): boolean {
  return metadataId === WEBHOOK?.id;
}

/** Returns true for a subscription of the action Send. */
export function isSend({ actionId }: Subscription): boolean {
  return actionId === SEND?.id;
}

/**
 * Returns false if the event's `integrations` exclude webhooks, by the name of the destination type or by
 * `All`.
 */
export function isIntegrated({ integrations }: ReceivedEvent): boolean {
  if (typeof integrations !== "object" || integrations === null) return true;
  const choices = integrations as Record<string, unknown>;
  const names = [WEBHOOK?.name, ...(WEBHOOK?.previousNames ?? [])];
  const own = names.find((name) => name !== undefined && Object.hasOwn(choices, name));
  return (own === undefined ? choices.All : choices[own]) !== false;
}

/**
 * Returns the largest number of events in a request of a subscription: its field `batch_size` if
 * `enable_batching` is true. Undefined: one event, not in a list.
 */
export function batchSize({ settings }: Subscription): number | undefined {
  const { enable_batching: isBatched, batch_size: size } = settings;
  if (isBatched !== true) return undefined;
  return typeof size === "number" && size >= 1 ? Math.min(Math.floor(size), MAX_BATCH) : MAX_BATCH;
}

/**
 * Makes the request for events that share a subscription. Of a batch, address, method and headers are
 * those of the first event.
 * @returns the reason if there can be no request.
 */
export function makeRequest(
  { settings: { sharedSecret } }: Destination,
  subscription: Subscription,
  events: readonly ReceivedEvent[],
): WebhookRequest | string {
  try {
    const [first, ...others] = events.map((event) => resolveFields(subscription, event));
    const { url, method, headers, data } = first ?? {};
    const address = typeof url === "string" && URL.canParse(url) ? new URL(url) : undefined;
    if (address === undefined || !/^https?:$/.test(address.protocol)) {
      return "the mapped url is not an http or https URL";
    }
    if (typeof method !== "string" || !METHODS.includes(method)) {
      return `the mapped method is not one of ${METHODS.join(", ")}`;
    }
    const isBatch = batchSize(subscription) !== undefined;
    const body = isBatch ? [data, ...others.map((one) => one.data)] : data;
    return {
      url: address,
      method,
      headers: {
        "user-agent": "Segment (Actions)",
        ...sign(sharedSecret, data),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...toHeaders(headers),
      },
      body: body === undefined ? "" : JSON.stringify(body),
    };
  } catch (error) {
    // Also a RangeError of JSON.stringify for an event that is nested too deeply.
    return (error as Error).message;
  }
}

/** The fields of the action for one event. A field without a mapping has the catalog's default. */
function resolveFields({ settings }: Subscription, event: ReceivedEvent): Record<string, unknown> {
  const defaults = (SEND?.fields ?? []).map(({ fieldKey, defaultValue }) => [
    fieldKey,
    defaultValue,
  ]);
  const fields = { ...Object.fromEntries(defaults), ...settings };
  return resolveMapping(fields, event) as Record<string, unknown>;
}

/** The signature covers a single event, or the first one of a batch, and nothing else. */
function sign(sharedSecret: unknown, data: unknown): Record<string, string> {
  if (typeof sharedSecret !== "string" || sharedSecret === "" || data === undefined) return {};
  const signature = createHmac("sha1", sharedSecret).update(JSON.stringify(data)).digest("hex");
  return { "x-signature": signature };
}

/** Throws an Error for a header that HTTP does not allow. */
function toHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== "object" || headers === null) return {};
  const given = Object.entries(headers)
    .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value))
    .map(([name, value]): [string, string] => [name.toLowerCase(), String(value)]);
  for (const [name, value] of given) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw new Error("a mapped header has a name or a value that HTTP does not allow");
    }
  }
  return Object.fromEntries(given);
}
