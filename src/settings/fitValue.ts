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

/** What a value of each kind is called in errors. */
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

/** How many names or values an error lists. */
export const MOST_LISTED = 20;

/** The first of many, with a sign that there are more. */
export const listFirst = (all: readonly unknown[]): string =>
  [...all.slice(0, MOST_LISTED), ...(all.length > MOST_LISTED ? ["…"] : [])].join(", ");

/** What a setting takes, in words. */
export function describeExpected({ kind, isList, choices, mixed }: Setting): string {
  if (isList && mixed) return "a list or an object";
  const one =
    choices.length === 0
      ? EXPECTED[kind]
      : `one of ${listFirst(choices.map(({ value }) => value))}`;
  if (!isList) return one;
  return choices.length === 0 ? `a list of ${LISTED[kind]}` : `a list, each ${one}`;
}

/** Digits, with a fraction or an exponent; no other spelling that an engine may know. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number as JSON writes it: without a plus, outer zeros of its whole part or a bare point. */
const inJson = (text: string): string =>
  text
    .replace(/^\+/, "")
    .replace(/^(-?)0*(?=\d|\.)/, "$1")
    .replace(/^(-?)(?=\.)/, "$10")
    .replace(/\.(?=e|$)/i, "");

/** A number that has all its digits, or text that is one; none that is infinite for JavaScript. */
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

/** Turns a value that is not blank into one of its kind; undefined where it cannot be one. */
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
        // Null is absent; text is a value even if it is nothing but spaces.
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([key, value]) => [
          key,
          typeof value === "string" ? value : asText(value, `${label}.${key}`),
        ]),
    ),
  object: recordIn,
  any: (raw) => raw,
};

/** The items of a list: a list, its JSON text, or text with commas or line breaks between them. */
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

/** Rows of keys and values, as a table of a form answers them, whose texts may be directives. */
function mappedRows(raw: unknown): unknown {
  if (!Array.isArray(raw)) return raw;
  return raw.map((row) =>
    isRecord(row) && "value" in row ? { ...row, value: asDirective(row.value) ?? row.value } : row,
  );
}

/** @param offered the values that the setting takes; undefined where any value goes. */
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

/** The value of JSON text; undefined for any other text. */
function valueIn(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** An object in place of a list, and JSON text of either, if a setting is whatever JSON there is. */
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
 * A value as its setting has it: text becomes what the setting is, and what is typed stays.
 * @returns undefined for what is blank, which is as good as not given.
 * @throws an input error naming the setting, what it takes and what came; secrets are not quoted.
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
