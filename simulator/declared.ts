import { ApiError, invalidField, type SegmentError } from "./errors";
import { isMasked } from "./secrets";
import type { Settings } from "./state";

/** What is asked of one setting, whoever declares it. */
export interface Declared {
  name: string;
  /** Must be given to something new; false where a default stands in for it. */
  needed: boolean;
  /** What is wrong with a value, to follow the name of its field: "must be a number, not text". */
  problem(value: unknown): string | undefined;
}

/** Where settings are in a request, and what they are checked for. */
export interface SettingsCheck {
  /** What the names of their fields begin with: `settings` or `input.settings`. */
  field: string;
  /** Whether those needed must be there. */
  complete: boolean;
  /** What declares them, as in "is not a setting of this integration". */
  of: string;
}

/**
 * Throws 422 naming each setting that is not declared, does not fit its declaration, is a masked secret
 * written back or, where all must be there, is missing.
 */
export function checkDeclared(
  declared: Declared[],
  settings: Settings,
  check: SettingsCheck,
): void {
  const known = new Map(declared.map((one) => [one.name, one]));
  const at = (name: string) => `${check.field}.${name}`;
  const errors: SegmentError[] = [];
  const refuse = (name: string, problem: string) =>
    errors.push(invalidField(at(name), `${at(name)} ${problem}`));
  for (const [name, value] of Object.entries(settings)) {
    // No catalog lists all that Segment takes.
    const problem = known.get(name)?.problem(value);
    if (problem !== undefined) refuse(name, problem);
    else if (isMasked(value)) refuse(name, "is a masked secret, not a value to write");
  }
  for (const { name, needed } of check.complete ? declared : []) {
    const given = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (needed && (given === undefined || given === "")) refuse(name, "is required");
  }
  if (errors.length > 0) throw new ApiError(422, errors);
}

/** Whether something required counts as given when it is left out: it has a default that is not empty. */
export function hasDefault(defaultValue: unknown): boolean {
  if (defaultValue === undefined || defaultValue === null || defaultValue === "") return false;
  return typeof defaultValue !== "object" || Object.keys(defaultValue).length > 0;
}
