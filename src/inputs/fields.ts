import { findMismatch } from "../contract/mismatch";
import type { OperationName, Operations } from "../contract/operations";
import { argumentShape } from "../contract/runtimeContract";
import { asBoolean, asChoice } from "../values/choiceCleaners";
import { type Cleaner, isBlank } from "../values/cleaner";
import { asId, asName } from "../values/idCleaners";
import { describeValue, inputError } from "../values/inputError";
import { asList, type Blanks } from "../values/listCleaners";
import { asWholeNumber, wholeNumberWithin } from "../values/numberCleaners";
import { asRecord } from "../values/pairCleaners";
import { asCode, asEntry, asText, asTextUpTo } from "../values/textCleaners";
import { asDate, asTime } from "../values/timeCleaners";
import { asSchema, describeExpected } from "./asSchema";

/** The texts of an input that the designer shows. */
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

/** A cleaner that knows its input's label. */
export interface Clean<Value> {
  (raw: unknown): Value;
  /** The value that errors ask for if a blank is refused. */
  expected: string;
  /** The value of an empty list of rows or an empty object if the field is required. */
  empty?: object;
}

/** The text that an empty input shows: its own placeholder, else its example. */
function placeholderOf({ placeholder, example }: FieldOptions): { placeholder?: string } {
  const shown = placeholder ?? example;
  return shown === undefined ? {} : { placeholder: shown };
}

/**
 * Adds a cleaner and a placeholder to the options of a field. The field may be left blank.
 * @param expected the value that errors ask for if a blank is refused.
 * @param empty the value of an empty list of rows or an empty object if the field is required.
 */
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
  return { ...options, ...placeholderOf(options), required: false as boolean, clean };
}

/** The same field, required: it refuses a blank. An empty object is not blank if the API accepts it. */
export function required<
  const Field extends { label: string; required: boolean; clean: Clean<unknown> },
>(field: Field) {
  type Value = Exclude<ReturnType<Field["clean"]>, undefined>;
  const { expected, empty } = field.clean;
  const demand = (raw: unknown): Value => {
    const cleaned = field.clean(raw);
    // Null is a value if the API accepts it, written as JSON.
    const value = cleaned === undefined && !isBlank(raw) ? empty : cleaned;
    if (value === undefined) throw inputError(field.label, expected, describeValue(raw, false));
    return value as Value;
  };
  const clean: Clean<Value> = Object.assign(demand, { expected });
  return { ...field, required: true, clean };
}

/** The same field with another example, which is its placeholder too. */
export const withExample = <Field extends { label: string }>(field: Field, example: string) => ({
  ...field,
  example,
  placeholder: example,
});

/**
 * A line of text.
 * @param most the largest number of characters; unlimited by default.
 */
export const text = <const O extends FieldOptions>(options: O, most?: number) => ({
  type: "string" as const,
  ...checked(options, most === undefined ? asText : asTextUpTo(most), "text"),
});

/** The ID of one resource, chosen from a picklist if the options name one. */
export const id = <const O extends FieldOptions>(options: O) => ({
  type: "string" as const,
  ...checked(options, asId, "an id"),
});

/** The name of something without an ID, such as an event, chosen from a picklist. */
export const namedId = <const O extends FieldOptions>(options: O) => ({
  type: "string" as const,
  ...checked(options, asName, "a name"),
});

/** A list of IDs. */
export const idList = <const O extends Omit<FieldOptions, "default">>(options: O) => ({
  type: "string" as const,
  collection: "valuelist" as const,
  ...checked(options, asList(asId), "at least one id"),
});

/**
 * A list of texts.
 * @param blanks the rows that may be blank; any by default.
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
 * True, false or not set. A dropdown, because the platform's boolean cannot be left blank: it would
 * send `false` for every untouched input.
 */
export const flag = <const O extends FieldOptions>(options: O) => ({
  type: "string" as const,
  model: [
    { label: "True", value: "true" },
    { label: "False", value: "false" },
  ],
  ...checked(options, asBoolean, "true or false"),
});

/** A switch of the component itself, off by default and never sent to Segment. */
export const toggle = (options: Omit<FieldOptions, "default">) => ({
  type: "boolean" as const,
  ...options,
  required: false,
  default: "false",
  clean: (raw: unknown): boolean => asBoolean(raw, options.label) ?? false,
});

/** A dropdown of a fixed set of names, each with its label. */
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

/** A whole number within an inclusive range; without `most`, there is no upper limit. */
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

/** Keys and values, which become one object. */
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
 * An argument of an operation as JSON, checked against its schema in the contract. Errors name the path
 * of a mismatch, such as `Invites[0].email`.
 * @param path the argument's name, or the path to it (`input.reverseETLSchedule`).
 * @param readOnly fields that Segment returns but does not accept; `boundJson` removes them.
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
