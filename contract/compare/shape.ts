import { isDeepStrictEqual } from "node:util";
import { Refusal } from "../../cli/errors";
import { entriesOf, type Fields, fieldsOf, listOf, MOST_DEPTH, type OpenApi } from "./document";

/** One of several schemas that a value may have; its label is the name of its model or its number. */
export interface Alternative {
  label: string;
  schema: unknown;
}

/** A schema in the form in which two of them are compared. */
export interface Shape {
  /** Sorted, without `null`; empty for any value. */
  types: readonly string[];
  nullable: boolean;
  values?: readonly unknown[];
  /** The format and the other keywords that narrow a value, by name. */
  limits: Fields;
  properties: ReadonlyMap<string, unknown>;
  required: ReadonlySet<string>;
  items?: unknown;
  /** The schema of properties without a declaration; `{}` for any value. */
  additional?: unknown;
  /** At least two, or none. */
  alternatives: readonly Alternative[];
  /** Keywords that are compared as they are written. */
  others: Fields;
  /** The source of a part that the contract keeps by hand. */
  from?: unknown;
}

const TYPES_OF_LIMITS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].map((name) => [
      name,
      ["number", "integer"],
    ]),
  ),
  ...Object.fromEntries(["minLength", "maxLength", "pattern"].map((name) => [name, ["string"]])),
  ...Object.fromEntries(["minItems", "maxItems", "uniqueItems"].map((name) => [name, ["array"]])),
  ...Object.fromEntries(["minProperties", "maxProperties"].map((name) => [name, ["object"]])),
};

const BOUNDS = [
  ["exclusiveMinimum", "minimum"],
  ["exclusiveMaximum", "maximum"],
] as const;

const READ = new Set(
  ["$ref", "type", "nullable", "enum", "const", "properties", "required", "items"].concat([
    "additionalProperties",
    "anyOf",
    "oneOf",
    "allOf",
  ]),
);
/** Keywords that mean nothing if they are false. */
const FLAGS = new Set(["deprecated", "readOnly", "writeOnly"]);
const PROSE = new Set(["title", "description", "example", "examples", "externalDocs", "$comment"]);

const EMPTY: Shape = {
  types: [],
  nullable: false,
  limits: {},
  properties: new Map(),
  required: new Set(),
  alternatives: [],
  others: {},
};

/** Reads schemas of a document as shapes. The same schema has one shape. */
export function shapeReader(document: OpenApi) {
  const shapes = new Map<unknown, Shape>();
  let open = 0;

  /** @throws Refusal for a value that is no schema. */
  function shapeOf(schema: unknown, place: string): Shape {
    if (schema === true) return EMPTY;
    const known = shapes.get(schema);
    if (known) return known;
    const fields = fieldsOf(document, place, schema);
    if (++open > MOST_DEPTH) {
      throw new Refusal(`${document.name}: ${place}: expected fewer levels of schemas`);
    }
    const shape = shapes.get(fields) ?? toShape(fields, place);
    open--;
    shapes.set(fields, shape);
    // A shape in the making is empty.
    if (shape !== EMPTY) shapes.set(schema, shape);
    return shape;
  }

  function toShape(fields: Fields, place: string): Shape {
    // A schema that contains itself through `allOf` adds nothing to itself.
    shapes.set(fields, EMPTY);
    const own = ownShape(fields, place);
    const parts = listOf(document, place, fields.allOf).map((part) => shapeOf(part, place));
    const several = [
      ...listOf(document, place, fields.anyOf),
      ...listOf(document, place, fields.oneOf),
    ];
    const alternatives = several.map((schema, index) => ({
      label: labelOf(schema, index),
      schema,
    }));
    const choices = alternatives.filter(({ schema }) => !isNull(shapeOf(schema, place)));
    const [only, second] = choices;
    const nullable = own.nullable || choices.length < alternatives.length;
    if (only && second)
      return [...parts].reduce(merged, { ...own, nullable, alternatives: choices });
    const all = only ? [...parts, shapeOf(only.schema, place)] : parts;
    const shape = all.reduce(merged, own);
    return { ...shape, nullable: nullable || shape.nullable };
  }

  function ownShape(fields: Fields, place: string): Shape {
    const names = listOf(document, place, [fields.type ?? []].flat()).map(String);
    const types = names.filter((name) => name !== "null").toSorted();
    const listed = fields.const === undefined ? fields.enum : [fields.const];
    const all = listed === undefined ? [] : listOf(document, place, listed);
    const values = all.filter((value) => value !== null);
    const rest = Object.entries(withPlainBounds(fields)).filter(
      ([name]) => !READ.has(name) && !PROSE.has(name),
    );
    const limits = rest.filter(
      ([name]) =>
        name === "format" ||
        (TYPES_OF_LIMITS[name]?.some((type) => types.length === 0 || types.includes(type)) ??
          false),
    );
    const others = rest.filter(
      ([name, value]) =>
        name !== "format" &&
        !TYPES_OF_LIMITS[name] &&
        !name.startsWith("x-") &&
        !(FLAGS.has(name) && value === false),
    );
    const open = fields.additionalProperties;
    return {
      types,
      nullable:
        fields.nullable === true ||
        names.includes("null") ||
        (names.length === 0 && all.includes(null)),
      values: values.length > 0 ? values : undefined,
      limits: Object.fromEntries(limits),
      properties: new Map(entriesOf(document, place, fields.properties)),
      required: new Set(listOf(document, place, fields.required).map(String)),
      items: fields.items,
      additional: open === true ? {} : open === false ? undefined : open,
      alternatives: [],
      others: Object.fromEntries(others),
      from: fields["x-from"],
    };
  }

  return shapeOf;
}

/** Writes bounds in the form of OpenAPI 3.1: in 3.0, `exclusiveMinimum: true` stands beside `minimum`. */
function withPlainBounds(fields: Fields): Fields {
  const plain: Record<string, unknown> = { ...fields };
  for (const [exclusive, usual] of BOUNDS) {
    if (typeof plain[exclusive] !== "boolean") continue;
    if (plain[exclusive] && plain[usual] !== undefined) {
      plain[exclusive] = plain[usual];
      delete plain[usual];
    } else delete plain[exclusive];
  }
  return plain;
}

const isNull = ({ types, nullable, values, properties, alternatives }: Shape): boolean =>
  nullable && types.length + properties.size + alternatives.length === 0 && !values;

function labelOf(schema: unknown, index: number): string {
  const ref = typeof schema === "object" && schema !== null && "$ref" in schema ? schema.$ref : "";
  return String(ref).split("/").at(-1) || String(index + 1);
}

/** Returns true if a list has a value that is equal, also an object. */
export const includes = (values: readonly unknown[], value: unknown): boolean =>
  values.some((one) => isDeepStrictEqual(one, value));

/** The shape of a value that has both shapes. */
function merged(left: Shape, right: Shape): Shape {
  const { values } = left;
  const both = [...right.properties].map(([name, schema]): [string, unknown] => {
    const other = left.properties.get(name) ?? schema;
    return [name, isDeepStrictEqual(other, schema) ? schema : { allOf: [other, schema] }];
  });
  return {
    types: left.types.length > 0 ? left.types : right.types,
    nullable: left.nullable || right.nullable,
    values:
      values && right.values
        ? values.filter((value) => includes(right.values ?? [], value))
        : (values ?? right.values),
    limits: { ...right.limits, ...left.limits },
    properties: new Map([...left.properties, ...both]),
    required: new Set([...left.required, ...right.required]),
    items: left.items ?? right.items,
    additional: left.additional ?? right.additional,
    alternatives: [...left.alternatives, ...right.alternatives],
    others: { ...right.others, ...left.others },
    from: left.from ?? right.from,
  };
}

/** Describes the kind of value in a few words. */
export function describeShape({ types, values, alternatives, limits, nullable }: Shape): string {
  const kind =
    alternatives.length > 0
      ? `one of the models ${alternatives.map(({ label }) => label).join(", ")}`
      : values
        ? `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`
        : types.join(" or ") || "any value";
  const format = typeof limits.format === "string" ? ` (${limits.format})` : "";
  return `${kind}${format}${nullable ? " or null" : ""}`;
}

/**
 * Pairs the alternatives of two shapes: those of the same name first, then equal ones, then by order.
 * A pair without one side is new or gone.
 */
export function pairAlternatives(
  left: readonly Alternative[],
  right: readonly Alternative[],
): { left?: Alternative; right?: Alternative }[] {
  const rest = [...right];
  const take = (fits: (other: Alternative) => boolean): Alternative | undefined => {
    const index = rest.findIndex(fits);
    return index < 0 ? undefined : rest.splice(index, 1)[0];
  };
  const isNamed = ({ label }: Alternative) => !/^\d+$/.test(label);
  const partners = new Map(
    left.map((one) => [one, isNamed(one) ? take(({ label }) => label === one.label) : undefined]),
  );
  for (const one of left) {
    const equal = (other: Alternative) => isDeepStrictEqual(other.schema, one.schema);
    partners.set(one, partners.get(one) ?? take(equal));
  }
  for (const one of left) partners.set(one, partners.get(one) ?? rest.shift());
  return [
    ...left.map((one) => ({ left: one, right: partners.get(one) })),
    ...rest.map((one) => ({ right: one })),
  ];
}
