import { types } from "node:util";
import { isRecord } from "./record";

/** Binary data, and its media type if known. */
export interface Bytes {
  bytes: Buffer;
  contentType?: string;
}

/** One line of ASCII, as a header can contain it. */
const MEDIA_TYPE = /^[\x21-\x7e][\x20-\x7e]*$/;

const isByte = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255;

/** Returns true for a Buffer that was written as JSON. */
const isWrittenBuffer = (value: unknown): value is { data: number[] } =>
  isRecord(value) &&
  value.type === "Buffer" &&
  Array.isArray(value.data) &&
  value.data.every(isByte) &&
  Object.keys(value).length === 2;

/** Reads binary data in the forms of {@link bytesIn} that have no media type; undefined for anything else. */
export function plainBytes(value: unknown): Buffer | undefined {
  if (Buffer.isBuffer(value)) return value;
  if (ArrayBuffer.isView(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  if (types.isAnyArrayBuffer(value)) return Buffer.from(value);
  return isWrittenBuffer(value) ? Buffer.from(value.data) : undefined;
}

/**
 * Reads binary data in the forms of earlier steps and the platform: Buffer, typed array, DataView,
 * ArrayBuffer, a Buffer that was written as JSON (`{ type: "Buffer", data: [...] }`), or any of them as
 * `{ data, contentType }`.
 * @returns undefined for anything else. Text is never decoded as base64.
 */
export function bytesIn(value: unknown): Bytes | undefined {
  const bytes = plainBytes(value);
  if (bytes) return { bytes };
  const data = isRecord(value) ? plainBytes(value.data) : undefined;
  if (!data) return undefined;
  const { contentType } = value as { contentType?: unknown };
  const isType = typeof contentType === "string" && MEDIA_TYPE.test(contentType);
  return isType ? { bytes: data, contentType } : { bytes: data };
}
