import { EVENT_TYPES, isObject } from "./checks";

/** The maximum bytes of an event, as JSON. */
export const MAX_EVENT_BYTES = 32 * 1024;
/** The maximum bytes of a body. */
export const MAX_BODY_BYTES = 500 * 1024;

/** The events of a request. */
interface SentEvents {
  /** The events as sent, without a write key. */
  events: unknown[];
  /** Every different write key of the header and the body. */
  writeKeys: unknown[];
}

const ENDPOINTS = new Map<string, string | undefined>([
  ["/v1/batch", undefined],
  ...EVENT_TYPES.map((type): [string, string] => [`/v1/${type}`, type]),
]);

/** Returns true if the tracking hosts serve this path. */
export function isTrackingPath(path: string): boolean {
  return ENDPOINTS.has(path);
}

/**
 * Reads the events and the write key of a request.
 * @param body the parsed body.
 * @param bytes the number of bytes of the body as sent.
 * @returns a message if Segment rejects the request with 400.
 */
export function readEvents(
  path: string,
  authorization: string | undefined,
  body: unknown,
  bytes: number,
): SentEvents | string {
  if (bytes > MAX_BODY_BYTES) return `the body has more than ${MAX_BODY_BYTES} bytes`;
  if (!isObject(body)) return "malformed JSON";
  const { writeKey, ...rest } = body;
  const events = eventsIn(path, rest);
  // A short body cannot contain a long event.
  if (bytes > MAX_EVENT_BYTES && events.some(isTooLarge)) {
    return `an event has more than ${MAX_EVENT_BYTES} bytes`;
  }
  const writeKeys = [keyInHeader(authorization), writeKey].filter((key) => key !== undefined);
  return { events, writeKeys: [...new Set(writeKeys)] };
}

function eventsIn(path: string, body: Record<string, unknown>): unknown[] {
  const type = ENDPOINTS.get(path);
  if (type !== undefined) return [{ ...body, type }];
  const { batch, context, integrations, sentAt } = body;
  if (!Array.isArray(batch)) return [];
  const common = Object.entries({ context, integrations, sentAt }).filter(
    ([, value]) => value !== undefined,
  );
  if (common.length === 0) return batch;
  return batch.map((event: unknown) =>
    isObject(event) ? { ...Object.fromEntries(common), ...event } : event,
  );
}

function keyInHeader(authorization: string | undefined): unknown {
  const [, encoded] = /^Basic (.+)$/i.exec(authorization ?? "") ?? [];
  // Anything else is a key too, though of no source.
  if (encoded === undefined) return authorization;
  return Buffer.from(encoded, "base64").toString("utf8").replace(/:$/, "");
}

function isTooLarge(event: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES;
}
