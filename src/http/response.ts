import { parseJson, parsePlainJson } from "../values/json";
import { jsonSize, MOST_JSON } from "../values/jsonSize";
import { isRecord } from "../values/record";

/** A successful answer of the Public API; null for one without content (204, 205). */
export type Envelope = { data: Record<string, unknown> } | null;

/** How the body of a successful answer is read. */
export type ReadBody<Value> = (body: Buffer, status: number, contentType: string) => Value;

/** An answer that is not what it claims to be; never counted as a success. */
export class MalformedResponse extends Error {}

/**
 * A response that is larger than the component reads, unpacked or parsed. Without a message, the error
 * names the size limit.
 */
export class OversizeResponse extends Error {}

/** Characters of a content type that an error shows. */
const LONGEST_TYPE = 100;

const isEmptyStatus = (status: number): boolean => status === 204 || status === 205;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Decodes UTF-8, without a byte order mark. */
function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new MalformedResponse("the response is not UTF-8 text");
  }
}

/** Checks what JSON takes once it is parsed: packed, 50 kB can hold small values for gigabytes. */
function checkSize(body: Buffer): void {
  const { weight, depth } = jsonSize(body);
  if (depth > MOST_JSON.depth) {
    throw new MalformedResponse(`the response is nested deeper than ${MOST_JSON.depth} levels`);
  }
  if (weight > MOST_JSON.weight) {
    throw new OversizeResponse("the response holds more values than the component reads");
  }
}

const readWith =
  (parse: (text: string) => unknown): ReadBody<unknown> =>
  (body, _status, contentType) => {
    checkSize(body);
    const text = decode(body);
    try {
      return parse(text);
    } catch {
      const type = contentType.slice(0, LONGEST_TYPE) || "no content type";
      throw new MalformedResponse(`the response is not JSON (${type})`);
    }
  };

/**
 * Reads any JSON, with its digits as they are: numbers that JavaScript would change are exact ones.
 * @throws MalformedAnswer, OversizeAnswer
 */
export const readJson: ReadBody<unknown> = readWith(parseJson);

const readPlainJson = readWith(parsePlainJson);

/** Reads text as it is. */
export const readText: ReadBody<string> = decode;

/** Hands over the bytes. */
export const readBinary: ReadBody<Buffer> = (body) => body;

const enveloped =
  (read: ReadBody<unknown>): ReadBody<Envelope> =>
  (body, status, contentType) => {
    if (isEmptyStatus(status)) return null;
    const value = read(body, status, contentType);
    if (isRecord(value) && isRecord(value.data)) return value as Envelope;
    throw new MalformedResponse("the response has no data");
  };

/**
 * Reads Segment's envelope: an object with `data`; nothing is expected of a 204 or 205. Digits are as
 * they are, for what compares values or writes them back.
 */
export const readEnvelope: ReadBody<Envelope> = enveloped(readJson);

/** Reads Segment's envelope for a flow: numbers that JavaScript would change are digits as text. */
export const readPlainEnvelope: ReadBody<Envelope> = enveloped(readPlainJson);
