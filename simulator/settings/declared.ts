import { ApiError, invalidField, missingField, type SegmentError } from "../contract/errors";
import type { Settings } from "../state/settings";
import { hasMaskedSecret } from "./secrets";

/** What is asked of one setting, whoever declares it. */
export interface Declaration {
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
  /** The settings that an update leaves in place: what is among them is not missing. */
  held?: Settings;
  /**
   * The declarer, as in "is not a setting of this function", if it takes nothing that it does not declare.
   * Without it, settings that are not declared are taken as given.
   */
  onlyOf?: string;
}

/**
 * Throws 422 naming each setting that does not fit its declaration, is a masked secret written back, is not
 * declared by one that takes nothing else or, if all must be there, is missing.
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
    const one = known.get(name);
    const problem = one ? one.problem(value) : undeclared(check);
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

function undeclared({ onlyOf }: SettingsCheck): string | undefined {
  return onlyOf === undefined ? undefined : `is not a setting of ${onlyOf}`;
}

/** Whether something required counts as given when it is left out: it has a default that is not empty. */
export function hasDefault(defaultValue: unknown): boolean {
  if (defaultValue === undefined || defaultValue === null || defaultValue === "") return false;
  return typeof defaultValue !== "object" || Object.keys(defaultValue).length > 0;
}
