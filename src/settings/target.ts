import type { StepContext } from "../api/step";
import { inputError } from "../values/inputError";
import type { Existing } from "./describe";
import type { DescribedSettings } from "./setting";

/** What is asked for: the settings of something new of a type, or of something there is. */
export interface TargetInputs<Fields> {
  /** The input that chooses the type. */
  type: keyof Fields & string;
  /** The input that chooses what there is. */
  existing: keyof Fields & string;
  ofType(step: StepContext, ids: never): Promise<DescribedSettings>;
  ofExisting(step: StepContext, ids: never): Promise<Existing>;
}

/** What was chosen: the settings, and their values where it is something that there is. */
export interface SettingsTarget {
  described: DescribedSettings;
  values?: Existing["values"];
}

/**
 * Reads what was chosen in these inputs.
 * @throws an input error where neither is chosen, or something of another type than the one chosen.
 */
export async function describeTarget<Fields extends { [Name in keyof Fields]: { label: string } }>(
  inputs: Fields,
  { type, existing, ofType, ofExisting }: TargetInputs<Fields>,
  step: StepContext,
  ids: Partial<Record<string, unknown>>,
): Promise<SettingsTarget> {
  const typeId = ids[type];
  const [typeLabel, existingLabel] = [inputs[type].label, inputs[existing].label];
  if (ids[existing] !== undefined) {
    const described = await ofExisting(step, ids as never);
    if (typeId === undefined || typeId === described.typeId) {
      return { described, values: described.values };
    }
    const expected = `${described.typeId}, which the one chosen under ${existingLabel} is of`;
    throw inputError(typeLabel, expected, JSON.stringify(typeId));
  }
  if (typeId !== undefined) return { described: await ofType(step, ids as never) };
  throw inputError(typeLabel, `an id here or under ${existingLabel}`, "nothing");
}
