import type { TriggerPayload } from "@prismatic-io/spectral";
import { NotJson, parsePlainJson } from "../values/json";
import { isRecord } from "../values/record";

/** Bytes of a `Buffer` that went through JSON. */
const isSerializedBuffer = (value: unknown): value is { data: number[] } =>
  isRecord(value) &&
  value.type === "Buffer" &&
  Array.isArray(value.data) &&
  value.data.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255);

/**
 * Returns the body of a request as it was received. The platform gives a `Buffer`; other runners give
 * text, a typed array or a serialized `Buffer`.
 * @returns undefined for anything else, such as a parsed body: its bytes are lost.
 */
export function receivedBytes({ rawBody }: Pick<TriggerPayload, "rawBody">): Buffer | undefined {
  const data: unknown = rawBody?.data;
  if (typeof data === "string") return Buffer.from(data);
  if (data instanceof Uint8Array) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return isSerializedBuffer(data) ? Buffer.from(data.data) : undefined;
}

/**
 * Returns the value of a header, whose name may have any case.
 * @returns undefined also for a header that is there more than once: which one counts is not known.
 */
export function headerOf(headers: unknown, name: string): string | undefined {
  if (!isRecord(headers)) return undefined;
  const values = Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === name.toLowerCase() ? [value] : [],
  );
  return values.length === 1 && typeof values[0] === "string" ? values[0] : undefined;
}

/** Returns headers without one of them, whose name may have any case. */
export function withoutHeader(headers: unknown, name: string): Record<string, string> {
  const entries = Object.entries(isRecord(headers) ? headers : {}) as [string, string][];
  return Object.fromEntries(entries.filter(([key]) => key.toLowerCase() !== name.toLowerCase()));
}

const FORM = /^application\/x-www-form-urlencoded\b/i;

/**
 * Reads the events of a body: the items of a list, or the one object. An empty body has none.
 * @param contentType of the request. A form is one object of texts; everything else is read as JSON.
 * @throws NotJson
 */
export function readEvents(body: Buffer, contentType = ""): unknown[] {
  const text = body.toString("utf8");
  if (text.trim() === "") return [];
  if (FORM.test(contentType)) return [Object.fromEntries(new URLSearchParams(text))];
  const read = parsePlainJson(text);
  if (Array.isArray(read)) return read;
  if (isRecord(read)) return [read];
  throw new NotJson("JSON that is neither an object nor a list");
}
