import { SpectralError } from "@prismatic-io/spectral";
import { isExact, writtenForm } from "./exactNumber";
import { flawIn } from "./flaw";
import { parseJson } from "./json";
import { jsonSize, MOST_JSON } from "./jsonSize";
import { oneLine } from "./oneLine";
import { isRecord } from "./record";
import { characters } from "./text";

/**
 * Turns what an input received into the value to send. A reference to an earlier step can supply any
 * type whatever the input's own type, so each cleaner takes text, numbers, booleans, objects and
 * lists. `undefined` stands for a blank input.
 * @throws SpectralError naming the input's label, what was expected and what came.
 */
export type Cleaner<Value> = (raw: unknown, label: string) => Value | undefined;

const SHOWN_TEXT = 60;
const FORBIDDEN_KEY = "__proto__";
/** Prefilled by an older connector as a stand-in for "nothing"; flows built on it still carry it. */
const OLD_PLACEHOLDER = "000xxx";

/** Says what kind of value came, for an error; text is quoted only where it cannot be a secret. */
export function describeValue(raw: unknown, quoteText = true): string {
  if (raw === undefined || raw === null || raw === "") return "nothing";
  if (typeof raw === "string") {
    if (!quoteText) return `text of ${characters(raw)} characters`;
    const shown = raw.length > SHOWN_TEXT ? `${raw.slice(0, SHOWN_TEXT)}…` : raw;
    return `text ${JSON.stringify(shown)}`;
  }
  if (typeof raw === "number") return `the number ${raw}`;
  if (isExact(raw)) return `the number ${raw.digits.slice(0, SHOWN_TEXT)}`;
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

/** Text as it is; a boolean, or a number that still has all its digits, in its written form. */
export const asText: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const isNumber = isExact(raw) || Number.isFinite(raw);
  return (
    writtenForm(raw) ??
    refuse(raw, label, isNumber ? "text, which keeps the digits of a number this long" : "text")
  );
};

/** Text of no more than so many characters. */
export const asTextUpTo =
  (most: number): Cleaner<string> =>
  (raw, label) => {
    const text = asText(raw, label);
    if (text === undefined || characters(text) <= most) return text;
    throw inputError(label, `text of at most ${most} characters`, describeValue(text, false));
  };

/** What no line of text has: control characters, and the mark that begins files. */
const CONTROL = /[\p{Cc}\u2028\u2029\ufeff]/u;
const INVISIBLE_ENDS = /^\p{Cf}|\p{Cf}$/u;
/** What becomes of a value that is missing, or of an object, where a script turns it into text. */
const NO_TEXT = /^(undefined|\[object [A-Z]\w*\])$/;

/**
 * One text of a list, such as the ID of an end user, which may hold spaces and commas. Refuses control
 * characters, invisible ones at its ends, and the text of a missing value.
 */
export const asEntry: Cleaner<string> = (raw, label) => {
  const text = asText(raw, label);
  if (text === undefined) return undefined;
  if (NO_TEXT.test(text)) return refuse(text, label, "text");
  return CONTROL.test(text) || INVISIBLE_ENDS.test(text)
    ? refuse(text, label, "text without control characters and invisible ends")
    : text;
};

/** Source code or another long text: text only, never quoted in an error. */
export const asCode: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  return typeof raw === "string" ? raw : refuse(raw, label, "text", false);
};

/** Whether text can stand as one segment of a path, and shows all that is in it. */
export const isSegment = (text: string): boolean =>
  text === text.trim() &&
  text !== "." &&
  text !== ".." &&
  text.isWellFormed() &&
  !CONTROL.test(text) &&
  !INVISIBLE_ENDS.test(text);

const SEGMENT = "without outer spaces, control or invisible characters or dots alone";

/** A name that stands for an id in a path, such as an event's: text that is one segment of a path. */
export const asName: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  if (typeof raw !== "string") return refuse(raw, label, "a name as text");
  return isSegment(raw) ? raw : refuse(raw, label, `a name ${SEGMENT}`);
};

/** What becomes of a value that is missing where a template or a script turns it into text. */
const NO_ID = /^(undefined|null|NaN|\[object .*\])$/;

/**
 * The id of one resource: text that is one segment of a path. Refuses commas, which stand between
 * several ids, and the text of a missing value.
 */
export const asId: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  if (typeof raw !== "string") return refuse(raw, label, "an id as text");
  if (!isSegment(raw)) return refuse(raw, label, `an id ${SEGMENT}`);
  if (NO_ID.test(raw)) return refuse(raw, label, "an id");
  return raw.includes(",") ? refuse(raw, label, "an id, and one alone") : raw;
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
      typeof raw === "string" && /^\s*\d{1,16}\s*$/.test(raw) ? Number(raw) : (raw as number);
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

/** Text without outer spaces; a date of JavaScript as ISO 8601 writes it. */
export function timeText(raw: unknown): string {
  if (raw instanceof Date) return Number.isNaN(raw.getTime()) ? "" : raw.toISOString();
  return typeof raw === "string" ? raw.trim() : "";
}

/** An ISO 8601 date and time with its offset, as RFC 3339 writes it, or a date of JavaScript. */
export const asTime: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const text = timeText(raw);
  const date = ISO_TIME.exec(text)?.[1];
  if (date !== undefined && isDay(date) && !Number.isNaN(Date.parse(text))) return text;
  return refuse(raw, label, "a date and time such as 2026-01-31T08:00:00Z");
};

/** A day of the calendar, as RFC 3339 writes it; of a date of JavaScript its day in UTC. */
export const asDate: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const text = raw instanceof Date ? timeText(raw).slice(0, 10) : timeText(raw);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text)) return text;
  return refuse(raw, label, "a date such as 2026-01-31");
};

/** The name of a place within an input: `Invites[0].email`, `Options.filterByExternalIds`. */
export const named = (label: string, path: string): string =>
  path === "" || path.startsWith("[") ? `${label}${path}` : `${label}.${path}`;

function parse(text: string, label: string, expected: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw inputError(label, expected, (error as Error).message);
  }
}

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
 * JSON text as its value, any other value as it is. Refuses by its path what JSON cannot carry: see
 * {@link flawIn}.
 */
export function fromJson(raw: unknown, label: string, expected: string): unknown {
  if (typeof raw === "string") refuseOversize(raw, label);
  const value = typeof raw === "string" ? parse(raw, label, expected) : raw;
  const flaw = flawIn(value);
  if (!flaw) return value;
  throw inputError(
    named(label, flaw.path),
    flaw.expected,
    flaw.came ?? describeValue(flaw.value, false),
  );
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
  if (row.key === FORBIDDEN_KEY) throw inputError(label, `no key named ${row.key}`, "one");
  return { key: row.key, value: row.value };
}

/** A key/value list or a whole object as one object; a key given twice is refused. */
export const asRecord: Cleaner<Record<string, unknown>> = (raw, label) => {
  const pairs = asPairs(raw, label);
  if (!pairs) return undefined;
  const record = new Map<string, unknown>();
  for (const { key, value } of pairs) {
    if (record.has(key)) throw inputError(label, "every key once", `${key} twice`);
    record.set(key, value);
  }
  return Object.fromEntries(record);
};

/** Which rows of a list may be blank, and are left out: all, those of blank text, or none. */
export type Blanks = "any" | "text" | "none";

/**
 * A list of texts, cleaned one by one. The literal `000xxx` is left out, and so are blank rows. Of a
 * list that says who is deleted or who stays, those that may hide a missing value are refused. A single
 * text stands for a list of one, unless it is the JSON text of a list.
 */
export function asList<Text extends string>(
  item: Cleaner<Text>,
  blanks: Blanks = "any",
): Cleaner<Text[]> {
  return (raw, label) => {
    if (isBlank(raw)) return undefined;
    const isJsonList = typeof raw === "string" && /^\s*\[/.test(raw);
    const value = isJsonList ? fromJson(raw, label, "a list of text") : raw;
    const rows = Array.isArray(value) ? [...value] : [value];
    const nameOf = (index: number) => (rows.length > 1 ? `${label}[${index}]` : label);
    const cleaned = rows.map((row, index) =>
      row === OLD_PLACEHOLDER ? undefined : item(row, nameOf(index)),
    );
    const texts = cleaned.filter((text) => text !== undefined);
    if (texts.length === 0) return undefined;
    const isRefused = (row: unknown) =>
      isBlank(row) && (blanks === "none" || (blanks === "text" && typeof row !== "string"));
    const blank = rows.findIndex(isRefused);
    if (blank >= 0) throw inputError(nameOf(blank), "text", "nothing");
    return texts;
  };
}

function illFormedIn(value: unknown, path: string): string | undefined {
  if (typeof value === "string") return value.isWellFormed() ? undefined : path;
  if (!isRecord(value) && !Array.isArray(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = illFormedIn(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

/**
 * Refuses text that an address cannot hold, at any depth: half of a surrogate pair.
 * @param labelOf the label of the input that a key of the query is for.
 */
export function refuseIllFormed(query: object = {}, labelOf: (key: string) => string): void {
  for (const [key, value] of Object.entries(query)) {
    const path = illFormedIn(value, labelOf(key));
    if (path) throw inputError(path, "well-formed Unicode", "half of a surrogate pair");
  }
}
