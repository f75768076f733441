import { isDeepStrictEqual } from "node:util";
import { ApiError, invalidField, missingField, type SegmentError } from "../contract/errors";
import type { Settings } from "../state/settings";
import { hasMaskedSecret } from "./secrets";

/** The declaration of one setting. */
export interface Declaration {
  name: string;
  /** True if a new object must have the setting. False if it has a default. */
  needed: boolean;
  /** Returns what is wrong with a value, to follow the name of its field: "must be a number, not text". */
  problem(value: unknown): string | undefined;
}

/** The place of settings in a request, and the checks to make. */
export interface SettingsCheck {
  /** The prefix of their fields: `settings` or `input.settings`. */
  field: string;
  /** True if required settings must be present. */
  complete: boolean;
  /** Existing settings that an update keeps. They are not missing, and their values are accepted again. */
  held?: Settings;
  /**
   * The declarer in "is not a setting of this function", if it accepts only declared settings. If absent,
   * undeclared settings are accepted unchecked.
   */
  onlyOf?: string;
}

/** The part of a check that differs between creations and updates. */
export type WriteCheck = Pick<SettingsCheck, "complete" | "held">;

/**
 * Throws 422 naming each setting that is invalid, a masked secret, not accepted or, with `complete`,
 * missing.
 */
export function checkDeclarations(
  declared: Declaration[],
  settings: Settings,
  check: SettingsCheck,
): void {
  const known = new Map(declared.map((one) => [one.name, one]));
  const at = (name: string) => `${check.field}.${name}`;
  const errors: SegmentError[] = [];
  const refuse = (name: string, problem: string) =>
    errors.push(invalidField(at(name), `${at(name)} ${problem}`));
  for (const [name, value] of Object.entries(settings)) {
    const { held = {} } = check;
    if (Object.hasOwn(held, name) && isDeepStrictEqual(value, held[name])) continue;
    const one = known.get(name);
    const problem = one ? one.problem(value) : undeclaredProblem(check);
    if (problem !== undefined) refuse(name, problem);
    else if (hasMaskedSecret(value)) refuse(name, "is a masked secret, not a value to write");
  }
  const all = { ...check.held, ...settings };
  for (const { name, needed } of check.complete ? declared : []) {
    const given = Object.hasOwn(all, name) ? all[name] : undefined;
    if (needed && (given === undefined || given === "")) errors.push(missingField(at(name), name));
  }
  if (errors.length > 0) throw new ApiError(422, errors);
}

function undeclaredProblem({ onlyOf }: SettingsCheck): string | undefined {
  return onlyOf === undefined ? undefined : `is not a setting of ${onlyOf}`;
}

/** Returns true for a default that stands in for a required setting: one that is not empty. */
export function hasDefault(defaultValue: unknown): boolean {
  if (defaultValue === undefined || defaultValue === null || defaultValue === "") return false;
  return typeof defaultValue !== "object" || Object.keys(defaultValue).length > 0;
}
