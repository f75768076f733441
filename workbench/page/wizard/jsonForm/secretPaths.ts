import type { FormDefinition } from "./messages";

type Path = readonly string[];

/** A part of a schema or a layout. A data source may return anything. */
type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const fieldsOf = (value: unknown): Fields => (isObject(value) ? value : {});
const valuesOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** Keywords with schemas for the same value, for each item of a list, and for other fields of an object. */
const SAME = ["allOf", "anyOf", "oneOf", "if", "then", "else"];
const EACH = ["items", "prefixItems", "additionalItems", "additionalProperties", "contains"];

/** The most references within each other that are followed. */
const MOST_REFERENCES = 8;

const partsOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));

/** The part of a schema that a reference within it, such as `#/definitions/key`, leads to. */
const follow = (root: unknown, reference: string): unknown =>
  partsOf(reference).reduce<unknown>((at, name) => {
    const fields = fieldsOf(at);
    return Object.hasOwn(fields, name) ? fields[name] : undefined;
  }, root);

function inSchema(root: unknown, part: unknown, path: Path, followed: readonly string[]): Path[] {
  if (!isObject(part)) return [];
  const schema = part;
  const { format, properties, patternProperties, $ref } = schema;
  const below = (one: unknown, ...names: string[]) =>
    inSchema(root, one, [...path, ...names], followed);
  const isNew =
    typeof $ref === "string" &&
    $ref.startsWith("#") &&
    !followed.includes($ref) &&
    followed.length < MOST_REFERENCES;
  return [
    ...(format === "password" ? [path] : []),
    ...Object.entries(fieldsOf(properties)).flatMap(([name, one]) => below(one, name)),
    ...Object.values(fieldsOf(patternProperties)).flatMap((one) => below(one, "*")),
    ...SAME.flatMap((keyword) => valuesOf(schema[keyword])).flatMap((one) => below(one)),
    ...EACH.flatMap((keyword) => valuesOf(schema[keyword])).flatMap((one) => below(one, "*")),
    ...(isNew ? inSchema(root, follow(root, $ref), path, [...followed, $ref]) : []),
  ];
}

/** The path of a field: `#/properties/a/properties/b` is `a`, `b`. */
const pathOf = (scope: string): Path => partsOf(scope).filter((_, at) => at % 2 === 1);

function inLayout(part: unknown): Path[] {
  const { scope, options, elements } = fieldsOf(part);
  const { format, detail } = fieldsOf(options);
  const path = typeof scope === "string" ? pathOf(scope) : [];
  // The layout of the items of a list, or of the fields of an object.
  const inDetail = inLayoutOf(detail).flatMap((inner) => [
    [...path, "*", ...inner],
    [...path, ...inner],
  ]);
  return [
    ...(typeof scope === "string" && format === "password" ? [path] : []),
    ...inDetail,
    ...valuesOf(elements).flatMap(inLayoutOf),
  ];
}

const inLayoutOf = (part: unknown): Path[] => (isObject(part) ? inLayout(part) : []);

/**
 * The paths of the fields of a form that are shown as passwords. `*` stands for each item of a list, and for
 * each field of an object.
 */
export const secretPaths = ({ schema, uiSchema }: FormDefinition): Path[] => [
  ...inSchema(schema, schema, [], []),
  ...inLayoutOf(uiSchema),
];
