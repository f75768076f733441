import { toJson } from "./json";
import { isRecord } from "./record";

/** Returns a copy with the names of every object in order. A value with a toJSON stays as it is. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value, inOrder);
  if (!isRecord(value) || typeof value.toJSON === "function") return value;
  const ordered: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) ordered[name] = inOrder(value[name]);
  return ordered;
}

/**
 * Writes a value as JSON with the names of every object in order, so that equal values give equal text.
 * An exact number is a number, not the text of its digits. A copy in order is faster than a replacer,
 * which `JSON.stringify` calls for every value.
 */
export const canonicalJson = (value: unknown): string => toJson(inOrder(value));
