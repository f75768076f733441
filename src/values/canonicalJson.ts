import { toJson } from "./json";
import { isRecord } from "./record";

const byName = ([one]: [string, unknown], [other]: [string, unknown]): number =>
  one < other ? -1 : 1;

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value, ordered);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(byName);
  return Object.fromEntries(entries.map(([name, inner]) => [name, ordered(inner)]));
}

/**
 * Writes a value as JSON with the names of every object in order, so that equal values give equal text.
 * An exact number is a number, not the text of its digits.
 */
export const canonicalJson = (value: unknown): string => toJson(ordered(value));
