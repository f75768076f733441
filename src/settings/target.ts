import type { StepContext } from "../api/step";
import { inputError } from "../values/inputError";
import type { DescribedSettings, Existing } from "./setting";

/** The inputs that select settings: those of a new object of a type, or of an existing object. */
export interface TargetInputs<Fields> {
  /** The input that selects the type. */
  type: keyof Fields & string;
  /** The input that selects the existing object. */
  existing: keyof Fields & string;
  ofType(step: StepContext, ids: never): Promise<DescribedSettings>;
  ofExisting(step: StepContext, ids: never): Promise<Existing>;
}

/** The selected settings, with their values if the object exists. */
interface SettingsTarget {
  described: DescribedSettings;
  values?: Existing["values"];
}

/**
 * Describes the settings that the inputs select.
 * @throws an input error if neither input is set, or if the object is of another type.
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
    const { values } = described;
    if (typeId === undefined || typeId === described.typeId) return { described, values };
    if (described.typeId === undefined) {
      return { described: { ...(await ofType(step, ids as never)), values }, values };
    }
    const expected = `${described.typeId}, the type of the one chosen in ${existingLabel}`;
    throw inputError(typeLabel, expected, JSON.stringify(typeId));
  }
  if (typeId !== undefined) return { described: await ofType(step, ids as never) };
  throw inputError(typeLabel, `an id here or in ${existingLabel}`, "nothing");
}
