import { asBoolean } from "../values/choiceCleaners";
import { isBlank } from "../values/cleaner";
import { named } from "../values/jsonCleaners";
import { isRecord, ownValue } from "../values/record";
import type { LearningLockerJourney, Unchecked } from "./model";
import { JOURNEY_LABEL, type Omit, refuseAt } from "./notes";

/** Why fields are not carried over. */
const REASONS: Partial<Record<keyof LearningLockerJourney, string>> = {
  isActive: "Segment creates a draft.",
  sources: "Segment reads all sources of the space.",
  trackBy: "Segment follows profiles.",
};
export const NO_COUNTERPART = "Segment has no counterpart, or a value of its own.";

/**
 * Notes the fields of an object that are not carried over.
 * @param prefix the path of the object, with a dot at its end.
 */
export function omitOthers(
  record: object,
  carriedOver: readonly string[],
  prefix: string,
  omit: Omit,
): void {
  for (const key of Object.keys(record)) {
    const why = ownValue(REASONS, key) as string | undefined;
    if (!carriedOver.includes(key)) omit(prefix + key, why ?? NO_COUNTERPART);
  }
}

/** Reads true or false. */
export const readFlag = (value: unknown, path: string, ifMissing = false): boolean =>
  asBoolean(value, named(JOURNEY_LABEL, path)) ?? ifMissing;

/** Reads text that is not blank. */
export const readText = (value: unknown, path: string): string =>
  typeof value === "string" && value.trim() !== "" ? value : refuseAt(path, "text", value);

/** The longest name of a journey or a state, in characters. */
const MOST_NAME = 73;

/**
 * Cuts a name to the length that Segment accepts. No character is cut in two, and text that is not blank
 * does not become blank.
 */
export const toName = (text: string, suffix = ""): string =>
  [...text.trim().slice(0, 2 * MOST_NAME)].slice(0, MOST_NAME - suffix.length).join("") + suffix;

/** Notes a part whose description {@link toName} cuts. */
export function omitCut({ name, path }: Named, omit: Omit, suffix?: string): void {
  if (toName(name, suffix) === name.trim() + (suffix ?? "")) return;
  omit(`${path}.description`, `A name has at most ${MOST_NAME} characters.`);
}

/** The fields that waypoints and outcomes have in common. */
interface Described {
  description?: string;
  isActive?: boolean;
}

interface Named {
  path: string;
  /** Its description, or its kind and number. */
  name: string;
}

/** An active part of a journey. */
interface Part<Model> extends Named {
  fields: Unchecked<Model>;
}

/**
 * Reads the active parts of a list. Notes the others, and the fields that are not carried over.
 * @param carriedOver the fields that are, besides `description` and `isActive`.
 * @param reasonToOmit returns the reason if a part cannot be carried over.
 */
export function readParts<Model extends Described>(
  value: unknown,
  list: "waypoints" | "outcomes",
  carriedOver: readonly (keyof Model & string)[],
  omit: Omit,
  reasonToOmit: (fields: Unchecked<Model>) => string | false | undefined = () => undefined,
): Part<Model>[] {
  const parts = value ?? [];
  if (!Array.isArray(parts)) return refuseAt(list, "a list", value);
  return parts.flatMap((part: unknown, index): Part<Model>[] => {
    const path = `${list}[${index}]`;
    if (!isRecord(part)) return refuseAt(path, "an object", part);
    const fields: Unchecked<Model> & Unchecked<Described> = part;
    const reason = readFlag(fields.isActive, `${path}.isActive`, true)
      ? reasonToOmit(fields)
      : "It is inactive.";
    if (reason) {
      omit(path, reason);
      return [];
    }
    const { description } = fields;
    const name = isBlank(description)
      ? `${list.slice(0, -1)} ${index + 1}`
      : readText(description, `${path}.description`);
    omitOthers(part, ["description", "isActive", ...carriedOver], `${path}.`, omit);
    return [{ fields, path, name }];
  });
}
