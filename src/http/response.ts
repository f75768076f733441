import { parseJson, parsePlainJson } from "../values/json";
import { jsonSize, MOST_JSON } from "../values/jsonSize";
import { isRecord } from "../values/record";

/** A successful response of the Public API; null for one without content (204, 205). */
export type Envelope = { data: Record<string, unknown> } | null;

/** Reads the body of a successful response. */
export type ReadBody<Value> = (body: Buffer, status: number, contentType: string) => Value;

/** A malformed response. It never counts as a success. */
export class MalformedResponse extends Error {}

/**
 * A response that is larger than the component reads, unpacked or parsed. Without a message, the error
 * names the size limit.
 */
export class OversizeResponse extends Error {}

/** The characters of a content type that an error shows. */
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

/**
 * Checks the size of parsed JSON: 50 compressed kB can hold small values for gigabytes.
 * @returns true if a number may lose digits as a JavaScript number.
 */
function checkSize(body: Buffer): boolean {
  const { weight, depth, mayLoseDigits } = jsonSize(body);
  if (depth > MOST_JSON.depth) {
    throw new MalformedResponse(`the response is nested deeper than ${MOST_JSON.depth} levels`);
  }
  if (weight > MOST_JSON.weight) {
    throw new OversizeResponse("the response holds more values than the component reads");
  }
  return mayLoseDigits;
}

const readWith =
  (parse: (text: string, mayLose: boolean) => unknown): ReadBody<unknown> =>
  (body, _status, contentType) => {
    const mayLose = checkSize(body);
    const text = decode(body);
    try {
      return parse(text, mayLose);
    } catch {
      const type = contentType.slice(0, LONGEST_TYPE) || "no content type";
      throw new MalformedResponse(`the response is not JSON (${type})`);
    }
  };

/**
 * Reads any JSON with all digits. Numbers that JavaScript would change become exact numbers.
 * @throws MalformedResponse, OversizeResponse
 */
export const readJson: ReadBody<unknown> = readWith(parseJson);

const readPlainJson = readWith(parsePlainJson);

/** Reads text as it is. */
export const readText: ReadBody<string> = decode;

/** Returns the bytes. */
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
 * Reads Segment's envelope, an object with `data`. A 204 or 205 gives null. Numbers keep all digits, for
 * code that compares values or writes them back.
 */
export const readEnvelope: ReadBody<Envelope> = enveloped(readJson);

/** Reads Segment's envelope for a flow. Numbers that JavaScript would change become text. */
export const readPlainEnvelope: ReadBody<Envelope> = enveloped(readPlainJson);
