import { ownValue } from "../../ownValue";
import type { InputDescription } from "../../protocol";

type Declared = Pick<InputDescription, "key" | "required">;

/** Reads the values of the inputs of a connection from its form. An empty input has none. */
export function readFields(
  form: Pick<FormData, "get">,
  inputs: readonly Declared[],
): Record<string, string> {
  return Object.fromEntries(
    inputs.flatMap(({ key }): [string, string][] => {
      const value = form.get(key);
      return typeof value === "string" && value !== "" ? [[key, value]] : [];
    }),
  );
}

/** Finds the required inputs without a value. */
export const findMissing = (
  fields: Readonly<Record<string, string>>,
  inputs: readonly Declared[],
): string[] =>
  inputs
    .filter(({ key, required }) => required && !ownValue(fields, key)?.trim())
    .map(({ key }) => key);
