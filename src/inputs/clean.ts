import { SpectralError } from "@prismatic-io/spectral";
import { jsonSize, MOST_JSON } from "../values/jsonSize";
import { oneLine } from "../values/oneLine";

/**
 * Turns what an input received into the value to send. A reference to an earlier step can supply any
 * type whatever the input's own type, so each cleaner takes text, numbers, booleans, objects and
 * lists. `undefined` stands for a blank input.
 * @throws SpectralError naming the input's label, what was expected and what came.
 */
export type Cleaner<Value> = (raw: unknown, label: string) => Value | undefined;

const SHOWN_TEXT = 60;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);
/** Prefilled by an older connector as a stand-in for "nothing"; flows built on it still carry it. */
const OLD_PLACEHOLDER = "000xxx";

/** Says what kind of value came, for an error; text is quoted only where it cannot be a secret. */
export function describeValue(raw: unknown, quoteText = true): string {
  if (raw === undefined || raw === null || raw === "") return "nothing";
  if (typeof raw === "string") {
    if (!quoteText) return `text of ${raw.length} characters`;
    const shown = raw.length > SHOWN_TEXT ? `${raw.slice(0, SHOWN_TEXT)}…` : raw;
    return `text ${JSON.stringify(shown)}`;
  }
  if (typeof raw === "number") return `the number ${raw}`;
  if (typeof raw === "boolean") return `the boolean ${raw}`;
  if (Array.isArray(raw)) return `a list of ${raw.length}`;
  return typeof raw === "object" ? "an object" : `a ${typeof raw}`;
}

/**
 * The error of an input that cannot be used; nothing has been sent when it is thrown. Names of Segment's
 * may be in it, so it is made one safe line.
 */
export function inputError(label: string, expected: string, came: string): SpectralError {
  return new SpectralError(oneLine(`${label}: expected ${expected}, got ${came}.`));
}

function refuse(raw: unknown, label: string, expected: string, quoteText = true): never {
  throw inputError(label, expected, describeValue(raw, quoteText));
}

/** True for undefined, null and text of nothing but space. */
export function isBlank(raw: unknown): raw is undefined | null | "" {
  return raw === undefined || raw === null || (typeof raw === "string" && raw.trim() === "");
}

/** True for an object that is neither a list nor an instance of a class. */
export function isRecord(raw: unknown): raw is Record<string, unknown> {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return false;
  const prototype = Object.getPrototypeOf(raw);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isScalar(raw: unknown): raw is string | number | boolean {
  return typeof raw === "string" || typeof raw === "boolean" || Number.isFinite(raw);
}

/** Text as it is; a number or a boolean in its written form. */
export const asText: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  return isScalar(raw) ? String(raw) : refuse(raw, label, "text");
};

/** Text of no more than so many characters. */
export const asTextUpTo =
  (most: number): Cleaner<string> =>
  (raw, label) => {
    const text = asText(raw, label);
    if (text === undefined || text.length <= most) return text;
    throw inputError(label, `text of at most ${most} characters`, describeValue(text, false));
  };

/** Source code or another long text: text only, never quoted in an error. */
export const asCode: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  return typeof raw === "string" ? raw : refuse(raw, label, "text", false);
};

/**
 * The id of a resource: text that can stand as one segment of a path. Refuses `.` and `..`, outer
 * spaces, control characters and text that is not well-formed Unicode.
 */
export const asId: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  if (typeof raw !== "string") return refuse(raw, label, "an id as text");
  const isSegment =
    raw === raw.trim() &&
    raw !== "." &&
    raw !== ".." &&
    raw.isWellFormed() &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    !/[\u0000-\u001f\u007f-\u009f]/.test(raw);
  return isSegment
    ? raw
    : refuse(raw, label, "an id without outer spaces, control characters or dots alone");
};

/** A boolean, or the text `true` or `false`. */
export const asBoolean: Cleaner<boolean> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  if (typeof raw === "boolean") return raw;
  const word = typeof raw === "string" ? raw.trim().toLowerCase() : undefined;
  if (word === "true" || word === "false") return word === "true";
  return refuse(raw, label, "true or false");
};

/** What a whole number within a range is called. */
export const wholeNumberWithin = (least: number, most = Number.MAX_SAFE_INTEGER): string =>
  most === Number.MAX_SAFE_INTEGER
    ? `a whole number of ${least} or more`
    : `a whole number from ${least} to ${most}`;

/** A whole number from `least` to `most`, both included, as a number or as text of digits. */
export function asWholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): Cleaner<number> {
  return (raw, label) => {
    if (isBlank(raw)) return undefined;
    const value =
      typeof raw === "string" && /^\s*\d{1,15}\s*$/.test(raw) ? Number(raw) : (raw as number);
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
    return refuse(raw, label, wholeNumberWithin(least, most));
  };
}

/** One of the given names, exactly. */
export function asChoice<const Choice extends string>(choices: readonly Choice[]): Cleaner<Choice> {
  return (raw, label) => {
    if (isBlank(raw)) return undefined;
    const text = typeof raw === "string" ? raw.trim() : undefined;
    const choice = choices.find((name) => name === text);
    return choice ?? refuse(raw, label, `one of ${choices.join(", ")}`);
  };
}

const ISO_TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** False for the 30th of February, which the engine takes for a day in March. */
function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/** An ISO 8601 date and time with its offset, as RFC 3339 writes it. */
export const asTime: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const text = typeof raw === "string" ? raw.trim() : "";
  const date = ISO_TIME.exec(text)?.[1];
  if (date !== undefined && isDay(date) && !Number.isNaN(Date.parse(text))) return text;
  return refuse(raw, label, "a date and time such as 2026-01-31T08:00:00Z");
};

/** A day of the calendar, as RFC 3339 writes it. */
export const asDate: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const text = typeof raw === "string" ? raw.trim() : "";
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text)) return text;
  return refuse(raw, label, "a date such as 2026-01-31");
};

function parseJson(text: string, label: string, expected: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The engine's message quotes the text, which may hold a secret: only the position is passed on.
    const at = /position (\d+)/.exec(String(error))?.[1];
    const where = at ? ` that is not valid JSON at character ${Number(at) + 1}` : "";
    throw inputError(
      label,
      expected,
      `${describeValue(text, false)}${where || " that is not JSON"}`,
    );
  }
}

/** Walks without recursion: a value may be deeper than calls can be, or hold itself. */
function refuseForbiddenKeys(value: unknown, label: string): void {
  let level = [value].filter(isObject);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MOST_JSON.depth) throw tooDeep(label);
    const inner = new Set<object>();
    for (const one of level) {
      for (const key of Object.keys(one)) {
        if (FORBIDDEN_KEYS.has(key)) throw inputError(label, `no key named ${key}`, "one");
        const entry = (one as Record<string, unknown>)[key];
        if (isObject(entry)) inner.add(entry);
      }
    }
    level = [...inner];
  }
}

/** Bytes have millions of keys, all of them numbers. */
const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !ArrayBuffer.isView(value);

const tooDeep = (label: string): SpectralError =>
  inputError(label, `JSON of at most ${MOST_JSON.depth} levels`, "more");

/** Refuses text that would take much more memory and time once it is parsed than it does as text. */
function refuseOversize(text: string, label: string): void {
  const { weight, depth } = jsonSize(Buffer.from(text));
  if (depth > MOST_JSON.depth) throw tooDeep(label);
  if (weight <= MOST_JSON.weight) return;
  throw inputError(label, "fewer values", describeValue(text, false));
}

/**
 * JSON text as its value; any other value as it is. Refuses keys that reach into prototypes, and what is
 * nested deeper than 200 levels or holds itself.
 */
export function fromJson(raw: unknown, label: string, expected: string): unknown {
  if (typeof raw === "string") refuseOversize(raw, label);
  const value = typeof raw === "string" ? parseJson(raw, label, expected) : raw;
  refuseForbiddenKeys(value, label);
  return value;
}

/** Any JSON: text is parsed, other values are taken as they are. */
export const asJson: Cleaner<unknown> = (raw, label) =>
  isBlank(raw) ? undefined : fromJson(raw, label, "JSON text or a value");

/** One row of a key/value list. */
export interface Pair {
  key: string;
  value: unknown;
}

/**
 * The rows of a key/value list, or the entries of a whole object, given as a value or as JSON text.
 * Rows without a value are left out; values keep the type they came with.
 */
export const asPairs: Cleaner<Pair[]> = (raw, label) => {
  const expected = "a list of keys and values, or an object";
  if (isBlank(raw)) return undefined;
  const value = fromJson(raw, label, expected);
  const rows = isRecord(value)
    ? Object.entries(value).map(([key, entry]) => ({ key, value: entry }))
    : Array.isArray(value)
      ? value.filter((row) => !isBlankRow(row)).map((row) => toPair(row, label, expected))
      : refuse(value, label, expected, false);
  return rows.length === 0 ? undefined : rows;
};

function isBlankRow(row: unknown): boolean {
  return isBlank(row) || (isRecord(row) && isBlank(row.value));
}

function toPair(row: unknown, label: string, expected: string): Pair {
  const isRow = isRecord(row) && ("key" in row || "value" in row);
  if (!isRow) return refuse(row, label, expected, false);
  if (typeof row.key !== "string" || isBlank(row.key)) {
    return refuse(row.key, label, "a key as text for every value");
  }
  if (FORBIDDEN_KEYS.has(row.key)) throw inputError(label, `no key named ${row.key}`, "one");
  return { key: row.key, value: row.value };
}

/** A key/value list or a whole object as one object; a key given twice is refused. */
export const asRecord: Cleaner<Record<string, unknown>> = (raw, label) => {
  const pairs = asPairs(raw, label);
  if (!pairs) return undefined;
  const record: Record<string, unknown> = {};
  for (const { key, value } of pairs) {
    if (Object.hasOwn(record, key)) throw inputError(label, "every key once", `${key} twice`);
    record[key] = value;
  }
  return record;
};

/**
 * A list of texts, cleaned one by one; blank rows and the literal `000xxx` are left out. A single
 * text stands for a list of one, unless it is the JSON text of a list.
 */
export function asList<Text extends string>(item: Cleaner<Text>): Cleaner<Text[]> {
  return (raw, label) => {
    if (isBlank(raw)) return undefined;
    const isJsonList = typeof raw === "string" && /^\s*\[/.test(raw);
    const value = isJsonList ? fromJson(raw, label, "a list of text") : raw;
    const rows = Array.isArray(value) ? value : [value];
    const named = (index: number) => (rows.length > 1 ? `${label}[${index}]` : label);
    const texts = rows
      .map((row, index) => (row === OLD_PLACEHOLDER ? undefined : item(row, named(index))))
      .filter((text) => text !== undefined);
    return texts.length === 0 ? undefined : texts;
  };
}
