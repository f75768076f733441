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
export const cut = (text: string, longest: number): string =>
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

/** One reason; undefined if the entry says nothing and is no object. */
function reasonOf(entry: unknown, hide: Hide): SegmentReason | undefined {
  const fields = isRecord(entry) ? entry : { message: entry };
  const reason: SegmentReason = {};
  for (const key of ["type", "message", "field"] as const) {
    const text = textsIn(fields[key]).join(SEPARATORS[key]);
    if (text !== "") reason[key] = cut(hide(oneLine(hide(text, LONGEST_TEXT))), LONGEST_TEXT);
  }
  return isRecord(entry) || reason.message !== undefined ? reason : undefined;
}

/** Whether a body is the error envelope of Segment's Public API. */
export const isErrorEnvelope = (body: unknown): boolean =>
  isRecord(body) && Array.isArray(body.errors);

/**
 * Returns the reasons in the body of an error response, whatever its shape: Segment's `errors`, or
 * else the `message` or the `error` that gateways send. The first 10, each text cut at 500 characters.
 * @param hide removes secrets from a text. It runs before the cut, which could leave a part of one, and
 *   again on the single line, which may put one together.
 */
export function reasonsIn(body: unknown, hide: Hide): SegmentReason[] {
  if (!isRecord(body)) return [];
  const { errors, message, error } = body;
  const entries = Array.isArray(errors) ? errors : textsIn(errors);
  const reasons = entries
    .slice(0, MOST_REASONS)
    .map((entry) => reasonOf(entry, hide))
    .filter((reason) => reason !== undefined);
  if (reasons.length > 0) return reasons;
  const texts = [message, error].map((said) => textsIn(said)).find(({ length }) => length > 0);
  const only = reasonOf(texts, hide);
  return only ? [only] : [];
}
