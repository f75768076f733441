import type { Inputs } from "@prismatic-io/spectral";
import type { StepContext } from "../api/step";
import type { InputGroup } from "./inputGroup";
import { omitFields } from "./omitFields";

/** The fields of a listed rule that Segment returns but does not accept. */
export const READ_ONLY_OF_RULES = ["createdAt", "updatedAt", "deprecatedAt"] as const;

/** Removes read-only fields from the value of an input, and names them in the log. */
export function omitReadOnly<Value>(
  { log }: Pick<StepContext, "log">,
  { label, paths }: { label: string; paths: readonly string[] },
  value: Value,
): Value {
  const { kept, dropped } = omitFields(value, paths);
  if (dropped.length > 0) {
    log(`left out ${dropped.join(", ")} of ${label}: Segment returns them and does not take them.`);
  }
  return kept as Value;
}

/**
 * A JSON input that accepts a value of a response: its read-only fields are not sent.
 * @param name the key of the input.
 * @param field a field that `json` created with the same paths.
 */
export const boundJson = <Value>(
  name: string,
  field: { label: string; clean: (raw: unknown) => Value },
  paths: readonly string[],
): InputGroup<Value> => ({
  inputs: { [name]: field } as object as Inputs,
  gather: async (step, params) =>
    omitReadOnly(step, { label: field.label, paths }, params[name] as Value),
});
