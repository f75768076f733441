import { isBlank } from "../values/cleaner";
import {
  type ExactNumber,
  isExact,
  isFaithful,
  isWhole,
  numberFrom,
  scalarKey,
  writtenForm,
} from "../values/exactNumber";
import { describeValue, inputError } from "../values/inputError";
import { parseJson } from "../values/json";
import { fromJson } from "../values/jsonCleaners";
import { asRecord } from "../values/pairCleaners";
import { isRecord } from "../values/record";
import { asText } from "../values/textCleaners";
import { timeText } from "../values/timeCleaners";
import { asDirective } from "./directive";
import type { Setting, SettingKind } from "./setting";

/** The name of a value of each kind in errors. */
const EXPECTED: Readonly<Record<SettingKind, string>> = {
  text: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  time: "a date and time",
  textMap: "texts by their keys",
  object: "an object",
  any: "a value",
};

const LISTED: Readonly<Record<SettingKind, string>> = {
  text: "texts",
  number: "numbers",
  integer: "whole numbers",
  boolean: "values that are true or false",
  time: "dates and times",
  textMap: "objects",
  object: "objects",
  any: "values",
};

/** The largest number of names or values that an error lists. */
export const MOST_LISTED = 20;

/** Lists the first of many, with an ellipsis if there are more. */
export const listFirst = (all: readonly unknown[]): string =>
  [...all.slice(0, MOST_LISTED), ...(all.length > MOST_LISTED ? ["…"] : [])].join(", ");

/** Describes the values that a setting accepts, for errors. */
export function describeExpected({ kind, isList, choices, mixed }: Setting): string {
  if (isList && mixed) return "a list or an object";
  const one =
    choices.length === 0
      ? EXPECTED[kind]
      : `one of ${listFirst(choices.map(({ value }) => value))}`;
  if (!isList) return one;
  return choices.length === 0 ? `a list of ${LISTED[kind]}` : `a list, each ${one}`;
}

/** Digits, with a fraction or an exponent; no other notation. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** Writes a number as JSON does: without a plus, leading zeros or a bare decimal point. */
const inJson = (text: string): string =>
  text
    .replace(/^\+/, "")
    .replace(/^(-?)0*(?=\d|\.)/, "$1")
    .replace(/^(-?)(?=\.)/, "$10")
    .replace(/\.(?=e|$)/i, "");

/** Reads a number that has kept all its digits, or text of one. Numbers too large for JavaScript are refused. */
function numberIn(raw: unknown): number | ExactNumber | undefined {
  if (typeof raw === "number") return isFaithful(raw) ? raw : undefined;
  const text = typeof raw === "string" ? raw.trim() : "";
  const value = NUMBER.test(text) ? numberFrom(inJson(text)) : raw;
  if (isExact(value)) return Number.isFinite(Number(value.digits)) ? value : undefined;
  return typeof value === "number" ? value : undefined;
}

const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ["true", true],
  [false, false],
  ["false", false],
]);

function recordIn(raw: unknown, label: string): Record<string, unknown> {
  return asRecord(raw, label) ?? {};
}

/** Convert a value that is not blank to each kind; undefined if that is impossible. */
const CONVERTERS: Readonly<Record<SettingKind, (raw: unknown, label: string) => unknown>> = {
  text: writtenForm,
  number: numberIn,
  integer: (raw) => {
    const value = numberIn(raw);
    return Number.isSafeInteger(value) || (isExact(value) && isWhole(value)) ? value : undefined;
  },
  boolean: (raw) => BOOLEANS.get(typeof raw === "string" ? raw.trim().toLowerCase() : raw),
  time: (raw) => {
    if (raw instanceof Date) return timeText(raw) || undefined;
    return typeof raw === "string" || Number.isFinite(raw) || isExact(raw) ? raw : undefined;
  },
  textMap: (raw, label) =>
    Object.fromEntries(
      Object.entries(recordIn(raw, label))
        // Null means absent; text is a value even if it is only spaces.
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([key, value]) => [
          key,
          typeof value === "string" ? value : asText(value, `${label}.${key}`),
        ]),
    ),
  object: recordIn,
  any: (raw) => raw,
};

/** Reads the items of a list, of its JSON text, or of text separated by commas or line breaks. */
function itemsIn(raw: unknown, label: string, expected: string): unknown[] {
  const isText = typeof raw === "string";
  const value = isText && raw.trim().startsWith("[") ? fromJson(raw, label, expected) : raw;
  if (Array.isArray(value)) return value.filter((item) => !isBlank(item));
  if (!isText) throw inputError(label, expected, describeValue(raw, false));
  return raw
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** Reads directives in the rows of keys and values that a table of a form returns. */
function mappedRows(raw: unknown): unknown {
  if (!Array.isArray(raw)) return raw;
  return raw.map((row) =>
    isRecord(row) && "value" in row ? { ...row, value: asDirective(row.value) ?? row.value } : row,
  );
}

/** @param offered the values that the setting accepts; undefined if it accepts any. */
function fitItem(
  setting: Setting,
  raw: unknown,
  label: string,
  offered: ReadonlySet<unknown> | undefined,
): unknown {
  const { kind, mapped, secret } = setting;
  const directive = mapped ? asDirective(raw) : undefined;
  if (directive) return directive;
  const given = mapped && kind === "object" ? mappedRows(raw) : raw;
  const value = CONVERTERS[kind](given, label);
  if (value !== undefined && (offered?.has(scalarKey(value)) ?? true)) return value;
  throw inputError(
    label,
    describeExpected({ ...setting, isList: false }),
    describeValue(raw, !secret),
  );
}

/** Parses JSON text; returns undefined for any other text. */
function valueIn(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Reads an object in place of a list, or JSON text of either, if the setting accepts any JSON. */
function mixedIn(setting: Setting, raw: unknown, label: string): unknown {
  const { mixed, isList } = setting;
  if (!mixed) return undefined;
  if (typeof raw !== "string") return isRecord(raw) ? raw : undefined;
  const expected = describeExpected(setting);
  if (isList) return /^\s*\{/.test(raw) ? fromJson(raw, label, expected) : undefined;
  const value = /^\s*[{[]/.test(raw) ? valueIn(raw) : undefined;
  return value === undefined ? undefined : fromJson(value, label, expected);
}

/**
 * Converts a value to the type of its setting. A value that has the type is not changed.
 * @returns undefined for a blank, which counts as not given.
 * @throws an input error that names the setting, the expected and the given value; secrets are not quoted.
 */
export function fitValue(setting: Setting, raw: unknown, label: string): unknown {
  const { kind, isList, mapped, nullable, choices } = setting;
  if (raw === null && nullable) return null;
  const isText = kind === "text" && !isList;
  if (raw === undefined || raw === null || (isBlank(raw) && !isText)) return undefined;
  const offered =
    choices.length > 0 ? new Set(choices.map(({ value }) => scalarKey(value))) : undefined;
  const mixed = mixedIn(setting, raw, label);
  if (mixed !== undefined) return mixed;
  if (!isList) return fitItem(setting, raw, label, offered);
  const directive = mapped ? asDirective(raw) : undefined;
  if (directive) return directive;
  return itemsIn(raw, label, describeExpected(setting)).map((item, index) =>
    fitItem(setting, item, `${label}[${index}]`, offered),
  );
}
