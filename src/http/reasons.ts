import { oneLine } from "../values/oneLine";
import { isRecord } from "../values/record";
import type { Hide } from "./redact";

/** One reason Segment gives for a failure. */
export interface SegmentReason {
  type?: string;
  message?: string;
  field?: string;
}

const MOST_REASONS = 10;
const LONGEST_TEXT = 500;
/** Bounds on a text that comes as a list or an object. */
const MOST_TEXTS = 20;
const DEEPEST = 4;

/** Cuts a text that is longer than so many characters. */
export const truncate = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;

/** The texts in a value of any shape; of an object with a message, those of its message. */
export function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value === "number" || typeof value === "boolean") {
    return depth === 0 ? [] : [String(value)];
  }
  if (typeof value !== "object" || value === null || depth === DEEPEST) return [];
  const said = isRecord(value) ? textsIn(value.message, depth + 1) : [];
  if (said.length > 0) return said;
  const entries = Object.values(value).slice(0, MOST_TEXTS);
  return entries.flatMap((entry) => textsIn(entry, depth + 1)).slice(0, MOST_TEXTS);
}

/** The separators of texts that come as a list: a field is named by its steps. */
const SEPARATORS = { type: "; ", message: "; ", field: "." } as const;

/**
 * The names under which an error says what is wrong, the most telling first: Segment's and gateways'
 * `message`, the `detail` and `title` of RFC 9457, OAuth's `error_description`, of which `error` is the code.
 */
const SAID_BY = ["message", "detail", "error_description", "error", "title"] as const;

/** The texts of the first name that has any. */
const saidIn = (fields: Readonly<Record<string, unknown>>): string[] =>
  SAID_BY.map((name) => textsIn(fields[name])).find(({ length }) => length > 0) ?? [];

/** One reason; undefined if the entry says nothing and is no object. */
function reasonOf(entry: unknown, hide: Hide): SegmentReason | undefined {
  const fields = isRecord(entry) ? entry : { message: entry };
  const said = { type: fields.type, message: saidIn(fields), field: fields.field };
  const reason: SegmentReason = {};
  for (const key of ["type", "message", "field"] as const) {
    const text = textsIn(said[key]).join(SEPARATORS[key]);
    if (text !== "") reason[key] = truncate(hide(oneLine(hide(text, LONGEST_TEXT))), LONGEST_TEXT);
  }
  return isRecord(entry) || reason.message !== undefined ? reason : undefined;
}

/** The entries of `errors`: of a list as they are, of an object one for each field that says anything. */
function entriesOf(errors: unknown): unknown[] {
  if (Array.isArray(errors)) return errors;
  if (!isRecord(errors) || typeof errors.message === "string") return textsIn(errors);
  return Object.entries(errors)
    .slice(0, MOST_TEXTS)
    .map(([field, said]) => ({ field, message: textsIn(said, 1) }))
    .filter(({ message }) => message.length > 0);
}

/** Whether a body is the error envelope of Segment's Public API. */
export const isErrorEnvelope = (body: unknown): boolean =>
  isRecord(body) && Array.isArray(body.errors);

/**
 * Returns the reasons in the body of an error response, whatever its shape: Segment's `errors`, an
 * object of fields in its place, or else what gateways send: see {@link SAID_BY}. The first 10, each
 * text cut at 500 characters.
 * @param hide removes secrets from a text. It runs before the cut, which could leave a part of one, and
 *   again on the single line, which may put one together.
 */
export function readReasons(body: unknown, hide: Hide): SegmentReason[] {
  if (!isRecord(body)) return [];
  const reasons = entriesOf(body.errors)
    .slice(0, MOST_REASONS)
    .map((entry) => reasonOf(entry, hide))
    .filter((reason) => reason !== undefined);
  if (reasons.length > 0) return reasons;
  const only = reasonOf(saidIn(body), hide);
  return only ? [only] : [];
}
