import type { InputDescription, StepDescription } from "../../protocol";

/** The values of a form by the key of the input. An input that is absent has its default. */
export type FormValues = Readonly<Record<string, unknown>>;

/** A row of a list of keys and values. */
export interface KeyValue {
  key: string;
  value: string;
}

/** Returns the values with one more value. `undefined` removes a value: the input has its default again. */
export function setValue(values: FormValues, key: string, value: unknown): FormValues {
  const { [key]: _before, ...others } = values;
  return value === undefined ? others : { ...others, [key]: value };
}

/** The value that an input shows: the user's, or its default. */
export const shownValue = (input: InputDescription, values: FormValues): unknown =>
  Object.hasOwn(values, input.key) ? values[input.key] : input.default;

/** The text that a value shows. An object shows as JSON. */
export function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** The rows that the value of a list shows. The default of a list is often empty text. */
export const toTexts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(toText) : [];

/** The rows that the value of a list of keys and values shows. */
export const toPairs = (value: unknown): readonly KeyValue[] =>
  Array.isArray(value)
    ? value.map((row) => ({ key: toText(row?.key), value: toText(row?.value) }))
    : [];

/**
 * The inputs of the data source of a picker: those that the form has under the same key, with their
 * values in the form. The connection is the one of the workspace.
 */
export function dataSourceInputs(
  dataSource: Pick<StepDescription, "inputs">,
  form: Pick<StepDescription, "inputs">,
  values: FormValues,
): Record<string, unknown> {
  const shared = dataSource.inputs.flatMap(({ key, type }) => {
    const input = form.inputs.find((one) => one.key === key);
    const value = input && type !== "connection" ? shownValue(input, values) : undefined;
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(shared);
}
