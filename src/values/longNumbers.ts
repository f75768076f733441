import { randomBytes } from "node:crypto";

/** A number of more than 15 digits, or with an exponent. */
const LONG = /-?\d(?:\d{15}|[\d.]{16}|[\d.]*[eE])[\d.eE+-]*/g;
const BACKSLASH = 92;
/** The prefix of texts that replace numbers. It is random and stays in the process, so no JSON has it. */
const MARK = randomBytes(12).toString("base64url");

/** Returns the position of the closing quote of a text, or the end of the JSON if there is none. */
export function endOfText(json: string, quote: number): number {
  for (let end = json.indexOf('"', quote + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return json.length;
}

/**
 * Replaces long numbers in valid JSON with marked texts.
 * @param isKept returns true for numbers that are not replaced.
 * @returns the same text if there is nothing to replace.
 */
export function markLong(json: string, isKept: (digits: string) => boolean): string {
  const mark = (digits: string) => (isKept(digits) ? digits : `"${MARK}${digits}"`);
  let marked = "";
  let from = 0;
  for (let at = 0; at < json.length; ) {
    const quote = json.indexOf('"', at);
    const end = quote === -1 ? json.length : quote;
    const between = json.slice(at, end);
    const read = between.replace(LONG, mark);
    if (read !== between) {
      marked += json.slice(from, at) + read;
      from = end;
    }
    at = quote === -1 ? end : endOfText(json, quote) + 1;
  }
  return marked + json.slice(from);
}

const isMarked = (value: unknown): value is string =>
  typeof value === "string" && value.startsWith(MARK);

/** Replaces marked texts with numbers, in place. */
export function unmark(value: unknown, read: (digits: string) => unknown): unknown {
  if (isMarked(value)) return read(value.slice(MARK.length));
  // Not recursive: JSON can be nested deeper than the call stack.
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const holder = rest.pop() as Record<string, unknown> | null;
    if (typeof holder !== "object" || holder === null) continue;
    for (const key of Object.keys(holder)) {
      const inner = holder[key];
      if (isMarked(inner)) holder[key] = read(inner.slice(MARK.length));
      else if (typeof inner === "object") rest.push(inner);
    }
  }
  return value;
}
