import { isDeepStrictEqual } from "node:util";
import { parse, stringify } from "lossless-json";
import { canonical, ExactNumber, isExact, numberFrom, plainNumber } from "./exactNumber";
import { markLong, unmark } from "./longNumbers";
import { characters, withoutMark } from "./text";

/** Text that is no JSON. The message says what came instead, and quotes none of it. */
export class NotJson extends Error {
  constructor(
    message: string,
    /** The line of the error, 1 for the first. */
    readonly line?: number,
  ) {
    super(message);
  }
}

/** A number of more than 15 digits, or with an exponent; in text it may be found for nothing. */
const MAY_LOSE_DIGITS = /[[:,\s]-?\d(?:\d{15}|[\d.]{16}|[\d.]*[eE])/;

const mayLoseDigits = (text: string): boolean => MAY_LOSE_DIGITS.test(text) || /^-?\d/.test(text);

type ReadNumber = (digits: string) => unknown;

/** Reads with JSON.parse's view of names given twice: the last one holds. */
const readNumbers = (text: string, parseNumber: ReadNumber): unknown =>
  parse(text, undefined, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });

function syntaxError(text: string, offset: number): NotJson {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const column = characters(lines.at(-1) ?? "") + 1;
  const place = `line ${lines.length}, column ${column}`;
  return new NotJson(`JSON with an error at ${place}`, lines.length);
}

/** Why text cannot be read. JSON.parse says where on some versions of Node only. */
function failureOf(text: string): NotJson {
  try {
    readNumbers(text, Number);
    return new NotJson("text that is not JSON");
  } catch (error) {
    if (error instanceof RangeError) return new NotJson("JSON that is nested too deeply");
    const offset = /at position (\d+)$/.exec(String(error))?.[1] ?? 0;
    return syntaxError(text, Number(offset));
  }
}

function parseWith(given: string, read: ReadNumber): unknown {
  const text = withoutMark(given);
  try {
    const value: unknown = JSON.parse(text);
    if (!mayLoseDigits(text)) return value;
    const marked = markLong(text, (digits) => !isExact(numberFrom(digits)));
    if (marked === text) return value;
    if (marked !== undefined) return unmark(JSON.parse(marked), read);
    return readNumbers(text, (digits) => {
      const number = numberFrom(digits);
      return isExact(number) ? read(digits) : number;
    });
  } catch {
    throw failureOf(text);
  }
}

/**
 * JSON text, with or without a byte order mark, as its value. Numbers that JavaScript would change are
 * {@link ExactNumber}s.
 * @throws NotJson
 */
export const parseJson = (text: string): unknown =>
  parseWith(text, (digits) => new ExactNumber(digits));

/** The same with such numbers as flows can keep them: see {@link plainNumber}. */
export const parsePlainJson = (text: string): unknown => parseWith(text, plainNumber);

function holdsExact(value: unknown): boolean {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  return isExact(value) || Object.values(value).some(holdsExact);
}

const asNumber = { test: isExact, stringify: String };

/** A value as JSON text, with exact numbers as the digits they are. */
export const toJson = (value: unknown): string =>
  holdsExact(value)
    ? (stringify(value, undefined, undefined, [asNumber]) as string)
    : JSON.stringify(value);

/** A value with its exact numbers as flows can keep them; the very same value if it has none. */
export const forFlow = <Value>(value: Value): Value =>
  holdsExact(value) ? (parsePlainJson(toJson(value)) as Value) : value;

/** As it goes out: without undefined, and whatever class or realm it came from. */
const asSent = (value: unknown): unknown => parseWith(toJson({ value }), canonical);

/** Whether two values are the same once sent; the order of keys and the spelling of numbers are nothing. */
export const isSameJson = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(asSent(one), asSent(other));
