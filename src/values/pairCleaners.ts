import { type Cleaner, isBlank } from "./cleaner";
import { inputError, refuse } from "./inputError";
import { fromJson } from "./jsonCleaners";
import { isRecord } from "./record";

const FORBIDDEN_KEY = "__proto__";

/** One row of a key/value list. */
export interface Pair {
  key: string;
  value: unknown;
}

/**
 * Accepts the rows of a key/value list, or an object, as a value or as JSON text. Rows without a value
 * are left out. Values keep their type.
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

/** Accepts a key/value list or an object, and returns an object. A repeated key is refused. */
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
