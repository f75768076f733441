import { asBoolean } from "../values/choiceCleaners";
import { named } from "../values/jsonCleaners";
import { isRecord, ownValue } from "../values/record";
import type { LearningLockerJourney, Unchecked } from "./model";
import { JOURNEY_LABEL, type Omit, refuseAt } from "./notes";

export const NO_COUNTERPART = "Segment has no counterpart.";
const OWN_VALUE = "Segment sets its own value.";

/** Why fields are not carried over. */
const REASONS: Partial<Record<keyof LearningLockerJourney, string>> = {
  _id: OWN_VALUE,
  owner: OWN_VALUE,
  version: OWN_VALUE,
  createdAt: OWN_VALUE,
  updatedAt: OWN_VALUE,
  isActive: "Segment creates a draft.",
  sources: "Segment reads the events of all sources of the space.",
  trackBy: "Segment follows profiles.",
  isPublic: "Access depends on roles.",
  sendCompletedStatement: "Segment sends no statements.",
};

/**
 * Notes the fields of an object that are not carried over.
 * @param prefix the path of the object, with a dot at its end.
 */
export function omitOthers<Model>(
  record: Unchecked<Model>,
  carriedOver: readonly (keyof Model)[],
  prefix: string,
  omit: Omit,
): void {
  const known: readonly PropertyKey[] = carriedOver;
  for (const key of Object.keys(record)) {
    const why = ownValue(REASONS, key) as string | undefined;
    if (!known.includes(key)) omit(prefix + key, why ?? NO_COUNTERPART);
  }
}

/** Reads a list of objects, each with its path. A missing list is empty. */
export function readObjects<Model>(
  value: unknown,
  path: string,
): [object: Unchecked<Model>, path: string][] {
  const list = value ?? [];
  if (!Array.isArray(list)) return refuseAt(path, "a list", value);
  return list.map((entry, index) => {
    const place = `${path}[${index}]`;
    return isRecord(entry) ? [entry, place] : refuseAt(place, "an object", entry);
  });
}

/** Reads true or false. */
export const readFlag = (value: unknown, path: string, ifMissing: boolean): boolean =>
  asBoolean(value, named(JOURNEY_LABEL, path)) ?? ifMissing;

/** Reads text that is not blank. */
export const readText = (value: unknown, path: string): string =>
  typeof value === "string" && value.trim() !== "" ? value : refuseAt(path, "text", value);

/** The longest name of a journey or a state, in characters. */
const MOST_NAME = 73;

/** Cuts a name to the length that Segment accepts. No character is cut in two. */
export const toName = (text: string, suffix = ""): string =>
  [...text.slice(0, 2 * MOST_NAME)].slice(0, MOST_NAME - suffix.length).join("") + suffix;

/** Reads the description of a part, which becomes its name, and notes that a long one is cut. */
export function readName(value: unknown, path: string, ifMissing: string, omit: Omit): string {
  const name = readText(value ?? ifMissing, path);
  if (name !== toName(name)) omit(path, `A name has at most ${MOST_NAME} characters.`);
  return name;
}
