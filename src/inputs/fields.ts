import { findMismatch } from "../contract/mismatch";
import type { OperationName, Operations } from "../contract/operations";
import { argumentShape } from "../contract/runtimeContract";
import {
  asBoolean,
  asChoice,
  asCode,
  asDate,
  asEntry,
  asId,
  asList,
  asName,
  asRecord,
  asText,
  asTextUpTo,
  asTime,
  asWholeNumber,
  type Blanks,
  type Cleaner,
  describeValue,
  inputError,
  isBlank,
  wholeNumberWithin,
} from "../values/clean";
import { asSchema, describeExpected } from "./asSchema";

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
  /** What an empty list of rows or an empty object stands for where the field is required. */
  empty?: object;
}

/** Adds its cleaner to what a field says of itself. A field may be left blank. */
export function checked<const Options extends FieldOptions, Value>(
  options: Options,
  cleaner: Cleaner<Value>,
  expected: string,
  empty?: object,
) {
  const clean: Clean<Value | undefined> = Object.assign(
    (raw: unknown) => cleaner(raw, options.label),
    { expected, empty },
  );
  return { ...options, required: false as boolean, clean };
}

/** The same field, which refuses a blank; an empty object is none where the API takes one. */
export function required<
  const Field extends { label: string; required: boolean; clean: Clean<unknown> },
>(field: Field) {
  type Value = Exclude<ReturnType<Field["clean"]>, undefined>;
  const { expected, empty } = field.clean;
  const demand = (raw: unknown): Value => {
    const cleaned = field.clean(raw);
    // Null is a value where the API takes it, written as JSON.
    const value = cleaned === undefined && !isBlank(raw) ? empty : cleaned;
    if (value === undefined) throw inputError(field.label, expected, describeValue(raw, false));
    return value as Value;
  };
  const clean: Clean<Value> = Object.assign(demand, { expected });
  return { ...field, required: true, clean };
}

/** A line of text; of no more than so many characters where a limit is given. */
export const text = <const O extends FieldOptions>(options: O, most?: number) => ({
  type: "string" as const,
  ...checked(options, most === undefined ? asText : asTextUpTo(most), "text"),
});

/** The id of one resource, chosen from a picklist where the options name one. */
export const id = <const O extends FieldOptions>(options: O) => ({
  type: "string" as const,
  ...checked(options, asId, "an id"),
});

/** The name of one thing that has no id, such as an event, chosen from a picklist. */
export const namedId = <const O extends FieldOptions>(options: O) => ({
  type: "string" as const,
  ...checked(options, asName, "a name"),
});

/** A list of ids. */
export const idList = <const O extends Omit<FieldOptions, "default">>(options: O) => ({
  type: "string" as const,
  collection: "valuelist" as const,
  ...checked(options, asList(asId), "at least one id"),
});

/**
 * A list of texts.
 * @param blanks which rows may be blank; any unless given.
 */
export const textList = <const O extends Omit<FieldOptions, "default">>(
  options: O,
  blanks?: Blanks,
) => ({
  type: "string" as const,
  collection: "valuelist" as const,
  ...checked(options, asList(asEntry, blanks), "at least one text"),
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

/**
 * Offers known values of a field in a dropdown, each with its label. The field's cleaner still decides:
 * a reference to an earlier step can supply a value that is not offered.
 */
export const withChoices = <const Field extends object>(
  field: Field,
  choices: Readonly<Record<string, string>>,
) => ({
  ...field,
  model: Object.entries(choices).map(([value, label]) => ({ label, value })),
});

/** A list of names, each of a fixed set. */
export const choiceList = <
  const O extends Omit<FieldOptions, "default">,
  const Choice extends string,
>(
  options: O,
  choices: readonly Choice[],
) => ({
  type: "string" as const,
  collection: "valuelist" as const,
  ...checked(options, asList(asChoice(choices)), `at least one of ${choices.join(", ")}`),
});

/** A whole number within a range, both ends included; open upwards without a `most`. */
export const wholeNumber = <const O extends FieldOptions>(
  options: O,
  least: number,
  most?: number,
) => ({
  type: "string" as const,
  ...checked(options, asWholeNumber(least, most), wholeNumberWithin(least, most)),
});

/** A day of the calendar. */
export const date = <const O extends FieldOptions>(options: O) => ({
  type: "string" as const,
  ...checked(options, asDate, "a date"),
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
  ...checked(options, asRecord, "keys and values", {}),
});

/** JavaScript source. */
export const javascript = <const O extends FieldOptions>(options: O) => ({
  type: "code" as const,
  language: "javascript" as const,
  ...checked(options, asCode, "source code"),
});

/** An SQL query. */
export const sql = <const O extends FieldOptions>(options: O) => ({
  type: "code" as const,
  language: "sql" as const,
  ...checked(options, asCode, "source code"),
});

type At<Args, Path extends string> = Path extends `${infer Name}.${infer Rest}`
  ? At<NonNullable<Args[Name & keyof Args]>, Rest>
  : NonNullable<Args[Path & keyof Args]>;

/**
 * An argument of an operation that is written as JSON, held against its shape in the contract: the
 * error names the path of what is wrong, such as `Invites[0].email`.
 * @param path the argument's name, or the path to it (`input.reverseETLSchedule`).
 * @param readOnly fields that Segment returns with it and does not take, let through for `boundJson`.
 */
export const json = <
  const Name extends OperationName,
  const Path extends string,
  const O extends FieldOptions & { example: string },
>(
  operation: Name,
  path: Path,
  options: O,
  readOnly: readonly string[] = [],
) => {
  const shape = argumentShape(operation, path);
  return {
    type: "code" as const,
    language: "json" as const,
    ...checked(
      options,
      asSchema<At<Operations[Name]["args"], Path>>(shape, readOnly),
      describeExpected(shape),
      findMismatch(shape, {}) ? undefined : {},
    ),
  };
};
