import { resolved, type Schema } from "./contract";

/** A value with one thing in it changed, and what that is. */
export type Mutation = [change: string, value: unknown];

const within = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

/** A value of a kind that a schema does not take. */
function ofAnotherKind({ type }: Schema): unknown {
  return [type].flat().includes("string") ? 7 : "seven";
}

function changesOfScalar(schema: Schema, path: string): Mutation[] {
  const { minimum, maximum, maxLength, format } = schema;
  return [
    [`${path} of another kind`, ofAnotherKind(schema)],
    [`${path} null`, null],
    ...(schema.enum ? [[`${path} not of its names`, "NO_SUCH_NAME"] satisfies Mutation] : []),
    ...(minimum === undefined ? [] : [[`${path} too small`, minimum - 1] satisfies Mutation]),
    ...(maximum === undefined ? [] : [[`${path} too large`, maximum + 1] satisfies Mutation]),
    ...(maxLength === undefined
      ? []
      : [[`${path} too long`, "x".repeat(maxLength + 1)] satisfies Mutation]),
    ...(format ? [[`${path} of another format`, "yesterday"] satisfies Mutation] : []),
  ];
}

/** Every way to change one thing in a value, at any depth, by what its schema says. */
export function mutationsOf(given: Schema, value: unknown, path = ""): Mutation[] {
  const schema = resolved(given);
  if (schema.anyOf) {
    return schema.anyOf
      .flatMap((one) => mutationsOf(one, value, path))
      .concat([
        [`${path} of another kind`, "seven"],
        [`${path} null`, null],
      ]);
  }
  if (Array.isArray(value)) {
    const [first] = value;
    return [
      [`${path} no list`, { a: 1 }],
      ...mutationsOf(schema.items ?? {}, first, `${path}[0]`).map(
        ([change, changed]): Mutation => [change, [changed, ...value.slice(1)]],
      ),
      ...(schema.maxItems === undefined
        ? []
        : [[`${path} too many`, Array(schema.maxItems + 1).fill(first)] satisfies Mutation]),
    ];
  }
  if (typeof value !== "object" || value === null) return changesOfScalar(schema, path);
  const entries = Object.entries(value);
  return [
    [`${path} no object`, "seven"],
    [`${path} with a stray name`, { ...value, noSuchName: 1 }],
    ...entries.map(([name]): Mutation => {
      const left = entries.filter(([other]) => other !== name);
      return [`${within(path, name)} missing`, Object.fromEntries(left)];
    }),
    ...entries.flatMap(([name, inner]) =>
      mutationsOf(schema.properties?.[name] ?? {}, inner, within(path, name)).map(
        ([change, changed]): Mutation => [change, { ...value, [name]: changed }],
      ),
    ),
  ];
}
