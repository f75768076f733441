import { types } from "node:util";
import { isRecord } from "./record";

/** Binary data, with its media type if that is known. */
export interface Bytes {
  bytes: Buffer;
  contentType?: string;
}

/** One line of ASCII, as a header can carry it. */
const MEDIA_TYPE = /^[\x21-\x7e][\x20-\x7e]*$/;

const isByte = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255;

/** A Buffer that went through JSON. */
const isWrittenBuffer = (value: unknown): value is { data: number[] } =>
  isRecord(value) &&
  value.type === "Buffer" &&
  Array.isArray(value.data) &&
  value.data.every(isByte);

function plainBytes(value: unknown): Buffer | undefined {
  if (Buffer.isBuffer(value)) return value;
  if (ArrayBuffer.isView(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
  if (types.isAnyArrayBuffer(value)) return Buffer.from(value);
  return isWrittenBuffer(value) ? Buffer.from(value.data) : undefined;
}

/**
 * Reads binary data in the forms that earlier steps and the platform give: Buffer, typed array,
 * DataView, ArrayBuffer, a Buffer that went through JSON (`{ type: "Buffer", data: [...] }`), or any
 * of them as `{ data, contentType }`. Returns undefined for anything else; text is never taken for
 * base64.
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
