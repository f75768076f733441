/** A JSON schema, and the type of the data that it accepts. The type exists at compile time only. */
export type Schema<Data> = Readonly<Record<string, unknown>> & { readonly [DATA]?: Data };

declare const DATA: unique symbol;

/** The type of the data that a schema accepts. */
export type DataOf<S> = S extends Schema<infer Data> ? Data : never;

type Schemas = Readonly<Record<string, Schema<unknown>>>;

type Flat<Data> = { [Key in keyof Data]: Data[Key] };

/** The keyword for the expected data in plain words; schemas with a union of types need it. */
export const EXPECTED = "expected";

export const text: Schema<string> = { type: "string" };

export const flag: Schema<boolean> = { type: "boolean" };

/** An object whose keys are not checked. */
export const anyObject: Schema<Record<string, unknown>> = { type: "object" };

/** One of some texts. */
export const oneOf = <const Value extends string>(...values: readonly Value[]): Schema<Value> => ({
  enum: values,
});

export const exactly = <const Value extends string | number>(value: Value): Schema<Value> => ({
  const: value,
});

export const listOf = <Item>(items: Schema<Item>, minItems = 0): Schema<Item[]> => ({
  type: "array",
  items,
  minItems,
});

/** An object with some keys, of which others may be absent, and no further keys. */
export const record = <Required extends Schemas, Optional extends Schemas>(
  required: Required,
  optional: Optional,
): Schema<
  Flat<
    { [Key in keyof Required]: DataOf<Required[Key]> } & {
      [Key in keyof Optional]?: DataOf<Optional[Key]>;
    }
  >
> => ({
  type: "object",
  required: Object.keys(required),
  properties: { ...required, ...optional },
  additionalProperties: false,
});

/** One of several records, which their key `type` tells apart. */
export const oneOfTypes = <Forms extends readonly Schema<unknown>[]>(
  ...forms: Forms
): Schema<DataOf<Forms[number]>> => ({
  type: "object",
  discriminator: { propertyName: "type" },
  oneOf: forms,
});

/** A schema by its name in `definitions`, for data that contains data of its own kind. */
export const named = <Data>(name: string): Schema<Data> => ({ $ref: `#/definitions/${name}` });
