import { SpectralError } from "@prismatic-io/spectral";
import { inputError } from "../values/inputError";
import { isSameJson } from "../values/json";
import { fromJson } from "../values/jsonCleaners";
import { isRecord, ownValue } from "../values/record";
import { isDirective } from "./directive";
import { describeExpected, fitValue, MOST_LISTED } from "./fitValue";
import { fromFormName } from "./formName";
import { restoreNumbers, settingFromHeld } from "./held";
import { findMisspelledName } from "./misspelledName";
import type { DescribedSettings, Setting } from "./setting";
import { isInternal } from "./unlisted";

/** The label of the switch that turns the checks off. */
export const SEND_AS_THEY_ARE = "Send Settings As They Are";

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
      if (isKnown(name) || isInternal(name)) return undefined;
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
  const more = problems.length - MOST_LISTED;
  const shown = [
    ...problems.slice(0, MOST_LISTED),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ].join(" ");
  throw new SpectralError(
    `${shown} Nothing was written; ${SEND_AS_THEY_ARE} sends them unchecked.`,
  );
}
