import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { NotJson, parseJson } from "../values/json";

/** The part of a body that a signature covers. */
export type Coverage = "all" | "first" | "nothing";

const SIGNATURE = /^[0-9a-f]{40}$/i;

const [TAB, LINE_FEED, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPENING_BRACKET, CLOSING_BRACKET, OPENING_BRACE, CLOSING_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

const isSpace = (byte: number | undefined): boolean =>
  byte === SPACE || byte === TAB || byte === LINE_FEED || byte === RETURN;

/** Returns the position of the first byte from `at` that is no white space. */
function skipSpace(bytes: Buffer, at: number): number {
  let next = at;
  while (isSpace(bytes[next])) next += 1;
  return next;
}

/** Returns the position of the quotation mark that closes the string which opens at `at`. */
function endOfString(bytes: Buffer, at: number): number {
  let next = at + 1;
  while (next < bytes.length && bytes[next] !== QUOTE) next += bytes[next] === BACKSLASH ? 2 : 1;
  return next;
}

/**
 * Returns the bytes of the first item of a JSON list, or undefined if there is none. They are cut out as
 * received, because another serializer would write numbers and keys in another way.
 */
function firstItem(bytes: Buffer): Buffer | undefined {
  const opening = skipSpace(bytes, 0);
  if (bytes[opening] !== OPENING_BRACKET) return undefined;
  const start = skipSpace(bytes, opening + 1);
  let depth = 0;
  let at = start;
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (byte === OPENING_BRACE || byte === OPENING_BRACKET) depth += 1;
    else if (depth === 0 && (byte === COMMA || byte === CLOSING_BRACKET)) break;
    else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) depth -= 1;
  }
  let end = at;
  while (end > start && isSpace(bytes[end - 1])) end -= 1;
  return end > start ? bytes.subarray(start, end) : undefined;
}

const isSigned = (signature: string, secret: string, bytes: Buffer): boolean =>
  timingSafeEqual(Buffer.from(signature, "hex"), createHmac("sha1", secret).update(bytes).digest());

/**
 * Returns the part of a body that its `X-Signature` covers. Segment signs a single event as a whole, but
 * of a batch only the first event. Some of its requests carry a signature of data that is not in the
 * body, such as audiences with extras, forms and batches of the extensible webhook.
 */
export function coverageOf(signature: string | undefined, secret: string, body: Buffer): Coverage {
  if (signature === undefined || !SIGNATURE.test(signature) || secret === "") return "nothing";
  if (isSigned(signature, secret, body)) return "all";
  const first = firstItem(body);
  if (first === undefined || !isSigned(signature, secret, first)) return "nothing";
  try {
    const list = parseJson(body.toString("utf8"));
    return Array.isArray(list) && list.length === 1 ? "all" : "first";
  } catch (error) {
    if (error instanceof NotJson) return "nothing";
    throw error;
  }
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Compares two secrets in a time that does not depend on their content. */
export const isSameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected));
