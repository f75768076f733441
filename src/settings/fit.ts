import { SpectralError } from "@prismatic-io/spectral";
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
import { isSameJson, parseJson } from "../values/json";
import { fromJson } from "../values/jsonCleaners";
import { asRecord } from "../values/pairCleaners";
import { isRecord, ownValue } from "../values/record";
import { asText } from "../values/textCleaners";
import { timeText } from "../values/timeCleaners";
import { asDirective, isDirective } from "./directive";
import { fromFormName } from "./formName";
import { restoreNumbers, settingFromHeld } from "./held";
import { findMisspelledName } from "./misspelledName";
import type { DescribedSettings, Setting, SettingKind } from "./setting";

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
const SHOWN = 20;

/** The first of many, with a sign that there are more. */
const listed = (all: readonly unknown[]): string =>
  [...all.slice(0, SHOWN), ...(all.length > SHOWN ? ["…"] : [])].join(", ");

/** What a setting takes, in words. */
export function describeExpected({ kind, isList, choices, mixed }: Setting): string {
  if (isList && mixed) return "a list or an object";
  const one =
    choices.length === 0 ? EXPECTED[kind] : `one of ${listed(choices.map(({ value }) => value))}`;
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

/** The messages of what throws, and nothing of what does not. */
function messageOf(attempt: () => void): string[] {
  try {
    attempt();
    return [];
  } catch (error) {
    if (error instanceof SpectralError) return [error.message];
    throw error;
  }
}

/** What is given for settings, and how it is held against their description. */
export interface Fit {
  /** The label of the input, for errors. */
  label: string;
  /** Whether all that are required must be there, as on a creation. */
  complete: boolean;
  /** The names that came with these but are not sent, as those of masked secrets. */
  leftOut?: readonly string[];
}

/** Segment's own notes among the fields of a subscription, which no catalog lists. */
const INTERNAL = "__segment_internal_";

/** Finds the settings that names mean: those listed, those held, and those that may be meant. */
function namesIn({ settings, values = {} }: DescribedSettings, given: readonly string[]) {
  const listed = new Map(settings.map((setting) => [setting.name, setting]));
  const isKnown = (name: string) => listed.has(name) || Object.hasOwn(values, name);
  const nameOf = (key: string): string =>
    [key, fromFormName(key)].find((name) => isKnown(name)) ?? key;
  // Whoever gives a listed name and one that is like it means two settings.
  const apart = new Set(given.map(nameOf));
  let meant: ((name: string) => string[]) | undefined;
  return {
    listed,
    nameOf,
    /** The listed name that an unknown one is a misspelling of. */
    misspelt(name: string): string | undefined {
      if (isKnown(name) || name.startsWith(INTERNAL)) return undefined;
      meant ??= findMisspelledName([...listed.keys()]);
      return meant(name).find((one) => !apart.has(one));
    },
  };
}

/** A value of a setting that no catalog lists: of the type that is held if one is, else as given. */
function fitUnlisted(name: string, raw: unknown, held: unknown, label: string): unknown {
  const value = typeof raw === "string" ? raw : fromJson(raw, label, "a value of JSON");
  const isKept =
    held === undefined ||
    isDirective(value) ||
    (Array.isArray(held) && Array.isArray(value)) ||
    (isRecord(held) && isRecord(value));
  return isKept ? value : fitValue(settingFromHeld(name, held), value, label);
}

/** The value of JSON text of an object or a list; undefined for other text, and for what cannot be sent. */
function holderIn(text: string, label: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return fromJson(text, label, "JSON");
  } catch {
    return undefined;
  }
}

/** Whether the text that is given for a setting may be JSON; for one that is not listed the type held says it. */
const takesJson = ({ kind, isList, mixed }: Setting): boolean =>
  isList || mixed === true || kind === "object" || kind === "textMap";

/** Whether a value is equal to the one that is held, as it is or as the JSON text it may be. */
function isHeld(setting: Setting, value: unknown, held: unknown, label: string): boolean {
  if (isSameJson(value, held)) return true;
  if (typeof value !== "string" || !takesJson(setting)) return false;
  const holder = holderIn(value, label);
  return holder !== undefined && isSameJson(restoreNumbers(holder, held), held);
}

/**
 * Settings as Segment's description of them asks, by the names it gives them. Names that it lacks stay
 * as they are given, or take the type that is held; what is equal to what is held is what is held.
 * @throws one SpectralError with a sentence for every setting that is misspelled, does not fit or is
 *   missing, up to 20 of them.
 */
export function fitSettings(
  described: DescribedSettings,
  given: Readonly<Record<string, unknown>>,
  { label, complete, leftOut = [] }: Fit,
): Record<string, unknown> {
  const { values = {} } = described;
  const { listed, nameOf, misspelt } = namesIn(described, [...Object.keys(given), ...leftOut]);
  const fitted = new Map<string, unknown>();
  const judged = new Set<string>();
  const sentFor = (name: string, raw: unknown): unknown => {
    const setting = listed.get(name);
    const path = `${label}.${name}`;
    if (raw === undefined || raw === null) return setting && fitValue(setting, raw, path);
    const held = ownValue(values, name) ?? undefined;
    const value = held === undefined ? raw : restoreNumbers(raw, held);
    const type = setting ?? settingFromHeld(name, held);
    if (held !== undefined && isHeld(type, value, held, path)) return held;
    const meant = misspelt(name);
    if (meant !== undefined) throw inputError(path, meant, name);
    const fitted = setting ? fitValue(setting, value, path) : fitUnlisted(name, value, held, path);
    // JSON text shows its numbers only now that it is read.
    const isRead = typeof value === "string" && setting?.kind !== "textMap";
    return isRead ? restoreNumbers(fitted, held) : fitted;
  };
  const problems = Object.entries(given).flatMap(([key, raw]) =>
    messageOf(() => {
      const name = nameOf(key);
      judged.add(name);
      const value = sentFor(name, raw);
      if (value === undefined || (value === "" && listed.get(name)?.required)) judged.delete(name);
      if (value !== undefined) fitted.set(name, value);
    }),
  );
  for (const setting of complete ? described.settings : []) {
    const { name, required, defaultValue } = setting;
    if (!required || defaultValue !== undefined || judged.has(name)) continue;
    const expected = `${describeExpected(setting)}, which ${described.of} requires`;
    problems.push(inputError(`${label}.${name}`, expected, "nothing").message);
  }
  if (problems.length === 0) return Object.fromEntries(fitted);
  const more = problems.length - SHOWN;
  const shown = [...problems.slice(0, SHOWN), ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
  throw new SpectralError(
    `${shown} Nothing was written; Send Settings As They Are sends them unchecked.`,
  );
}

/**
 * What the log is told of settings to be sent that Segment's description lacks: their names, never
 * their values. Those that are held as they are sent need no word.
 */
export function describeUnlisted(
  { of, settings, listedIn = `Segment's catalog of ${of}`, values = {} }: DescribedSettings,
  sent: Readonly<Record<string, unknown>>,
  label: string,
): string[] {
  const known = new Set(settings.map(({ name }) => name));
  const unlisted = Object.keys(sent).filter((name) => !known.has(name));
  const isNew = (name: string) =>
    !Object.hasOwn(values, name) ||
    (!name.startsWith(INTERNAL) && !isSameJson(sent[name], values[name]));
  const isTyped = (name: string) => {
    const held = ownValue(values, name) ?? undefined;
    return held !== undefined && !isDirective(held) && !isDirective(sent[name]);
  };
  const line = (names: string[], how: string): string[] =>
    names.length === 0
      ? []
      : [`${listed(names.map((name) => `${label}.${name}`))}: not in ${listedIn}; ${how}.`];
  const told = unlisted.filter(isNew);
  return [
    ...line(
      told.filter((name) => !isTyped(name)),
      "sent as given",
    ),
    ...line(told.filter(isTyped), "sent with the type that is held"),
  ];
}
