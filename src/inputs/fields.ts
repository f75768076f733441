import {
  asBoolean,
  asChoice,
  asCode,
  asId,
  asJsonList,
  asJsonObject,
  asList,
  asRecord,
  asText,
  asTime,
  asWholeNumber,
  type Cleaner,
  describeValue,
  inputError,
} from "./clean";

/** What every input says of itself; the designer shows it. */
export interface FieldOptions {
  /** Title Case; errors name the input by it. */
  label: string;
  comments: string;
  example?: string;
  placeholder?: string;
  /** Prefilled in the designer. */
  default?: string;
  /** The key of the picklist that offers the choices. */
  dataSource?: string;
}

/** A cleaner that knows its input's label, and says what it expects for when a blank is refused. */
export interface Clean<Value> {
  (raw: unknown): Value;
  expected: string;
}

/** Adds its cleaner to what a field says of itself. A field may be left blank. */
export function checked<const Options extends FieldOptions, Value>(
  options: Options,
  cleaner: Cleaner<Value>,
  expected: string,
) {
  const clean: Clean<Value | undefined> = Object.assign(
    (raw: unknown) => cleaner(raw, options.label),
    { expected },
  );
  return { ...options, required: false as boolean, clean };
}

/** The same field, which refuses a blank. */
export function required<
  const Field extends { label: string; required: boolean; clean: Clean<unknown> },
>(field: Field) {
  type Value = Exclude<ReturnType<Field["clean"]>, undefined>;
  const { expected } = field.clean;
  const demand = (raw: unknown): Value => {
    const value = field.clean(raw);
    if (value === undefined) throw inputError(field.label, expected, describeValue(raw, false));
    return value as Value;
  };
  const clean: Clean<Value> = Object.assign(demand, { expected });
  return { ...field, required: true, clean };
}

/** A line of text. */
export const text = <const O extends FieldOptions>(options: O) => ({
  type: "string" as const,
  ...checked(options, asText, "text"),
});

/** The id of one resource, chosen from a picklist where the options name one. */
export const id = <const O extends FieldOptions>(options: O) => ({
  type: "string" as const,
  ...checked(options, asId, "an id"),
});

/** A list of ids. */
export const idList = <const O extends Omit<FieldOptions, "default">>(options: O) => ({
  type: "string" as const,
  collection: "valuelist" as const,
  ...checked(options, asList(asId), "at least one id"),
});

/** A list of texts. */
export const textList = <const O extends Omit<FieldOptions, "default">>(options: O) => ({
  type: "string" as const,
  collection: "valuelist" as const,
  ...checked(options, asList(asText), "at least one text"),
});

/**
 * True, false or not set. A dropdown rather than the platform's boolean, which cannot be left blank
 * and would send `false` for every input that nobody touched.
 */
export const flag = <const O extends FieldOptions>(options: O) => ({
  type: "string" as const,
  model: [
    { label: "True", value: "true" },
    { label: "False", value: "false" },
  ],
  ...checked(options, asBoolean, "true or false"),
});

/** A switch of the component's own, off unless set; never sent to Segment. */
export const toggle = (options: Omit<FieldOptions, "default">) => ({
  type: "boolean" as const,
  ...options,
  required: false,
  default: "false",
  clean: (raw: unknown): boolean => asBoolean(raw, options.label) ?? false,
});

/** One of a fixed set of names, each with the label the dropdown shows. */
export const choice = <const O extends FieldOptions, const Choice extends string>(
  options: O,
  choices: { readonly [Name in Choice]: string },
) => {
  const names = Object.keys(choices) as Choice[];
  return {
    type: "string" as const,
    model: names.map((value) => ({ label: choices[value], value })),
    ...checked(options, asChoice(names), `one of ${names.join(", ")}`),
  };
};

/** A whole number within a range, both ends included. */
export const wholeNumber = <const O extends FieldOptions>(
  options: O,
  least: number,
  most: number,
) => ({
  type: "string" as const,
  ...checked(options, asWholeNumber(least, most), `a whole number from ${least} to ${most}`),
});

/** A date and time in ISO 8601. */
export const time = <const O extends FieldOptions>(options: O) => ({
  type: "string" as const,
  ...checked(options, asTime, "a date and time"),
});

/** A key/value list that becomes one object. */
export const keyValues = <const O extends Omit<FieldOptions, "default">>(options: O) => ({
  type: "string" as const,
  collection: "keyvaluelist" as const,
  ...checked(options, asRecord, "at least one key and value"),
});

/** JavaScript source. */
export const javascript = <const O extends FieldOptions>(options: O) => ({
  type: "code" as const,
  language: "javascript" as const,
  ...checked(options, asCode, "source code"),
});

/** A list of objects, written as JSON. `Item` is the contract's model of one. */
export const jsonList =
  <Item extends object>() =>
  <const O extends FieldOptions>(options: O) => ({
    type: "code" as const,
    language: "json" as const,
    ...checked(options, asJsonList<Item>(), "a list of objects"),
  });

/** One object, written as JSON. `Model` is the contract's model of it. */
export const jsonObject =
  <Model extends object>() =>
  <const O extends FieldOptions>(options: O) => ({
    type: "code" as const,
    language: "json" as const,
    ...checked(options, asJsonObject<Model>(), "an object"),
  });
