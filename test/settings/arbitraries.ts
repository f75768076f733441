import fc from "fast-check";
import type { ActionField, Option } from "../../simulator/catalog/types";

/** JSON as it comes over the wire, with no -0 and no prototype but the usual one. */
export const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)));

/** Names of settings: those of a catalog, and those that forms and objects have trouble with. */
export const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("apiKey", "region", "batchSize", "headers", "channels") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "a.b",
      "a/b",
      "a b",
      "a[0]",
      "~",
      "#",
      "constructor",
      "toString",
      "5",
    ),
  },
  { weight: 1, arbitrary: fc.string({ minLength: 1 }) },
);

/** Text that is no blank, no number, no list and no directive. */
export const word = fc.stringMatching(/^[a-z][a-z0-9 :/-]{0,8}[a-z0-9]$/);
const key = fc.stringMatching(/^[a-z][a-zA-Z0-9._-]{0,5}$/);
const number = fc.oneof(fc.integer(), fc.constantFrom(0, 0.5, -1.25, 1e15, 1e-7));
const integer = fc.integer();
/** A path of an event's property. */
export const path = fc.constantFrom("$.userId", "$.context.ip", "$.properties['a b']");

/** A value as it is typed, and something a user may enter for it. */
export interface Entered {
  typed: unknown;
  raw: unknown;
}

const as = <Value>(typed: fc.Arbitrary<Value>, ...ways: ((value: Value) => unknown)[]) =>
  fc
    .tuple(
      typed,
      fc.constantFrom((value: Value): unknown => value, ...ways),
    )
    .map(([value, way]): Entered => ({ typed: value, raw: way(value) }));

const map = fc.dictionary(key, word, { noNullPrototype: true });
const rowsOf = (value: object) => Object.entries(value).map(([key, value]) => ({ key, value }));
const text = as(word);
const list = as(fc.array(word), JSON.stringify, (items) => items.join(", ") || items);
const numbers = as(number, String, (value) => ` ${value}\n`);
const booleans = as(fc.boolean(), String, (value) => String(value).toUpperCase());

const OPTION_VALUES: Readonly<Record<string, fc.Arbitrary<Entered>>> = {
  string: text,
  select: text,
  password: text,
  number: numbers,
  boolean: booleans,
  array: list,
  "text-map": as(map, JSON.stringify, rowsOf),
  map: as(map, JSON.stringify, rowsOf),
  mixed: as(fc.oneof(fc.array(map), fc.array(word)), JSON.stringify),
  "color-picker": text,
};

/** An option of any type, with or without a default of that type. */
export const option: fc.Arbitrary<Option> = fc
  .tuple(name, fc.constantFrom(...Object.keys(OPTION_VALUES)), fc.boolean())
  .chain(([name, type, required]) =>
    fc.record({
      name: fc.constant(name),
      type: fc.constant(type),
      required: fc.constant(required),
      description: fc.constantFrom("", "What it is."),
      label: fc.constantFrom("One", "Two", "Three", ""),
      defaultValue: fc.option(
        enteredFor(type).map(({ typed }) => typed),
        { nil: undefined },
      ),
    }),
  );

/** A user's input for an option of this type, and the expected value. */
export const enteredFor = (type: string): fc.Arbitrary<Entered> => OPTION_VALUES[type] ?? text;

const FIELD_VALUES: Readonly<Record<string, fc.Arbitrary<Entered>>> = {
  STRING: text,
  TEXT: text,
  PASSWORD: text,
  HIDDEN: text,
  DATETIME: as(fc.constantFrom<unknown>("2026-01-31T08:00:00Z", 1_700_000_000)),
  NUMBER: numbers,
  INTEGER: as(integer, String),
  BOOLEAN: booleans,
  OBJECT: as(map, JSON.stringify, rowsOf),
};
const CHOICES: Readonly<Record<string, ActionField["choices"]>> = {
  STRING: [
    { label: "Lead", value: "lead" },
    { label: "Customer", value: "customer" },
  ],
  INTEGER: [
    { label: "One", value: 1 },
    { label: "Two", value: 2 },
  ],
};

const directive = fc.oneof(
  as(
    path.map((text) => ({ "@path": text })),
    (value) => value["@path"],
    JSON.stringify,
  ),
  as(fc.constant({ "@template": "{{a}}, {{b}}" }), JSON.stringify),
);

/** A field of an action of any type, with or without choices and a default. */
export const field: fc.Arbitrary<ActionField> = fc
  .record({
    fieldKey: name,
    type: fc.constantFrom(...Object.keys(FIELD_VALUES)),
    required: fc.boolean(),
    multiple: fc.boolean(),
    dynamic: fc.boolean(),
    allowNull: fc.boolean(),
    hidden: fc.constantFrom(true, false, undefined),
    label: fc.constantFrom("One", "Two", "Three", ""),
    isChosen: fc.boolean(),
  })
  .chain(({ isChosen, ...given }) => {
    const choices = isChosen ? CHOICES[given.type] : undefined;
    const bare = { ...given, id: "f", sortOrder: 0, description: "", choices };
    return fc.record({
      ...(Object.fromEntries(
        Object.entries(bare).map(([key, value]) => [key, fc.constant(value)]),
      ) as { [Key in keyof typeof bare]: fc.Arbitrary<(typeof bare)[Key]> }),
      defaultValue: fc.option(
        enteredForField(bare).map(({ typed }) => typed),
        { nil: undefined },
      ),
    });
  });

/** A user's input for a field, and the expected value. */
export function enteredForField({
  type,
  multiple,
  allowNull,
  choices,
  dynamic,
}: Pick<
  ActionField,
  "type" | "multiple" | "allowNull" | "choices" | "dynamic"
>): fc.Arbitrary<Entered> {
  const values = dynamic ? [] : (choices ?? []).map(({ value }) => value);
  const one =
    values.length > 0 ? as(fc.constantFrom(...values), String) : (FIELD_VALUES[type] ?? text);
  const many = fc.array(fc.oneof(one, directive)).map(
    (items): Entered => ({
      typed: items.map(({ typed }) => typed),
      raw: items.map(({ raw }) => raw),
    }),
  );
  const given = [multiple ? many : one, directive];
  const nothing = fc.constant<Entered>({ typed: null, raw: null });
  return fc.oneof(...given, ...(allowNull ? [nothing] : []));
}

/** Whatever a reference to an earlier step can supply. */
export const anything = fc.oneof(
  fc.anything(),
  json,
  fc.string(),
  fc.constantFrom("", " ", "true", "5", "5.5", "a, b", "[1", '{"a": 1}', "••••1234", "$.userId"),
);
