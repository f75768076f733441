import { oneLine } from "../values/oneLine";
import { isRecord } from "../values/record";
import type { Hide } from "./redact";

/** One of Segment's reasons for a failure. */
export interface SegmentReason {
  type?: string;
  message?: string;
  field?: string;
}

const MOST_REASONS = 10;
const LONGEST_TEXT = 500;
/** The limits of a text that comes as a list or an object. */
const MOST_TEXTS = 20;
const DEEPEST = 4;

/** Cuts a text to a number of characters. A cut text ends with an ellipsis. */
export const truncate = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;

/** Returns the texts in a value of any shape; for an object with a message, the texts of that. */
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

/** The separators of texts that come as a list. A field comes as the parts of its path. */
const SEPARATORS = { type: "; ", message: "; ", field: "." } as const;

/**
 * The fields in which an error says what is wrong, the most specific first: `message` of Segment and
 * gateways, `detail` and `title` of RFC 9457, `error_description` of OAuth with its code `error`.
 */
const SAID_BY = ["message", "detail", "error_description", "error", "title"] as const;

/** Returns the texts of the first such field that has any. */
const saidIn = (fields: Readonly<Record<string, unknown>>): string[] =>
  SAID_BY.map((name) => textsIn(fields[name])).find(({ length }) => length > 0) ?? [];

/** Reads one reason; undefined for an entry that is neither an object nor a text. */
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

/** Returns the entries of `errors`: those of a list, or one for each field of an object with a text. */
function entriesOf(errors: unknown): unknown[] {
  if (Array.isArray(errors)) return errors;
  if (!isRecord(errors) || typeof errors.message === "string") return textsIn(errors);
  return Object.entries(errors)
    .slice(0, MOST_TEXTS)
    .map(([field, said]) => ({ field, message: textsIn(said, 1) }))
    .filter(({ message }) => message.length > 0);
}

/** True for the error envelope of Segment's Public API. */
export const isErrorEnvelope = (body: unknown): boolean =>
  isRecord(body) && Array.isArray(body.errors);

/** True for an error of Segment's Tracking API. */
export const isTrackingRefusal = (body: unknown): boolean =>
  isRecord(body) && body.success === false;

/**
 * Returns the reasons in the body of an error response: Segment's `errors`, an object of fields in its
 * place, or the texts of gateways (see {@link SAID_BY}). Returns the first 10, each text cut at 500
 * characters.
 * @param hide hides secrets in a text. It runs before the cut, which could leave a part of a secret, and
 *   again on the single line, which can join the parts of one.
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
