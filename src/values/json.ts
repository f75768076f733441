import { isDeepStrictEqual } from "node:util";
import { parse, stringify } from "lossless-json";
import { canonical, ExactNumber, isExact, keepsDigits, plainNumber } from "./exactNumber";
import { jsonSize } from "./jsonSize";
import { markLong, unmark } from "./longNumbers";
import { characters, withoutMark } from "./text";

/** The error of text that is not JSON. The message describes the text without quoting it. */
export class NotJson extends Error {
  constructor(
    message: string,
    /** The line of the error, from 1. */
    readonly line?: number,
  ) {
    super(message);
  }
}

type ReadNumber = (digits: string) => unknown;

const exactly: ReadNumber = (digits) => new ExactNumber(digits);

/** The most characters in which an error is located: it takes some 40 bytes of memory for each. */
const MOST_LOCATED = 1_000_000;

function syntaxError(text: string, offset: number): NotJson {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const column = characters(lines.at(-1) ?? "") + 1;
  const place = `line ${lines.length}, column ${column}`;
  return new NotJson(`JSON with an error at ${place}`, lines.length);
}

/** Creates the error of unreadable text. JSON.parse gives the position only in some Node versions. */
function failureOf(text: string): NotJson {
  const unlocated = new NotJson("text that is not JSON");
  if (text.length > MOST_LOCATED) return unlocated;
  try {
    parse(text, undefined, { parseNumber: Number, onDuplicateKey: ({ newValue }) => newValue });
    return unlocated;
  } catch (error) {
    if (error instanceof RangeError) return new NotJson("JSON that is nested too deeply");
    const offset = /at position (\d+)$/.exec(String(error))?.[1] ?? 0;
    return syntaxError(text, Number(offset));
  }
}

function parseText(text: string, read: ReadNumber, mayLose?: boolean): unknown {
  const value: unknown = JSON.parse(text);
  if (!(mayLose ?? jsonSize(Buffer.from(text)).mayLoseDigits)) return value;
  const marked = markLong(text, keepsDigits);
  return marked === text ? value : unmark(JSON.parse(marked), read);
}

function parseWith(given: string, read: ReadNumber, mayLose?: boolean): unknown {
  const text = withoutMark(given);
  try {
    return parseText(text, read, mayLose);
  } catch {
    throw failureOf(text);
  }
}

/**
 * Parses JSON text, with or without a byte order mark. A number that JavaScript cannot represent becomes
 * an {@link ExactNumber}.
 * @param mayLose false if no number can lose digits. If left out, the text is searched for one.
 * @throws NotJson
 */
export const parseJson = (text: string, mayLose?: boolean): unknown =>
  parseWith(text, exactly, mayLose);

/** Parses JSON text like {@link parseJson}. Does not locate an error. @returns undefined for other text. */
export function findJson(text: string): unknown {
  try {
    return parseText(withoutMark(text), exactly);
  } catch {
    return undefined;
  }
}

/** Parses JSON text, with such numbers in the form that flows can keep: see {@link plainNumber}. */
export const parsePlainJson = (text: string, mayLose?: boolean): unknown =>
  parseWith(text, plainNumber, mayLose);

function holdsExact(value: unknown): boolean {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  return isExact(value) || Object.values(value).some(holdsExact);
}

const asNumber = { test: isExact, stringify: String };

/**
 * Writes a value as JSON text, with the digits of exact numbers.
 * @param hasExact true if an exact number is in the value. If left out, the value is searched for one.
 */
export const toJson = (value: unknown, hasExact = holdsExact(value)): string =>
  hasExact ? (stringify(value, undefined, undefined, [asNumber]) as string) : JSON.stringify(value);

/** Replaces exact numbers with the form that flows can keep. Returns the same value if it has none. */
export const forFlow = <Value>(value: Value): Value =>
  holdsExact(value) ? (parsePlainJson(toJson(value)) as Value) : value;

/** Returns a value as it is sent: plain data without undefined. */
const asSent = (value: unknown): unknown => parseWith(toJson({ value }), canonical);

/** Returns true if two values are the same once sent, in any order of keys and spelling of numbers. */
export const isSameJson = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(asSent(one), asSent(other));
