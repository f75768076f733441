import { type CompactSchema, nonNull, propertiesOf } from "../contract/compactSchema";
import { resolveModel } from "../contract/runtimeContract";
import { inputError } from "../values/inputError";

/** The value of an input, and the names that lead to its place. */
export interface PlacedValue {
  /** The label of the input; errors name the input by it. */
  label: string;
  path: readonly string[];
  /** Undefined if the input is left empty. */
  value: unknown;
}

/** The parts of an object's schema, by name. */
function partsOf(schema: CompactSchema) {
  const { properties } = propertiesOf(resolveModel(nonNull(schema).shape) as never);
  return new Map(properties.map((property) => [property.name, property]));
}

/** Refuses an object that is only half set: the first required part without a value. */
function refuseIncomplete(schema: CompactSchema, values: readonly PlacedValue[]): void {
  const parts = partsOf(schema);
  const set = values.find(({ value }) => value !== undefined);
  const missing = values.find(
    ({ path, value }) =>
      path.length === 1 && value === undefined && parts.get(String(path[0]))?.isRequired,
  );
  if (set && missing) {
    throw inputError(missing.label, `a value, since ${set.label} is set`, "nothing");
  }
}

/**
 * Builds an object from values and their paths. An optional object without a value is absent; a
 * required one is always sent, even if it is empty.
 * @param schema the object's schema. Only the schemas of objects that paths lead into are read.
 * @throws an input error if an object has a value but lacks a required one.
 */
export function placeValues(
  schema: CompactSchema,
  values: readonly PlacedValue[],
): Record<string, unknown> {
  const placed: Record<string, unknown> = {};
  const inside = new Map<string, PlacedValue[]>();
  for (const { path, ...rest } of values) {
    const [name = "", ...below] = path;
    if (below.length > 0) {
      inside.set(name, [...(inside.get(name) ?? []), { ...rest, path: below }]);
    } else if (rest.value !== undefined) {
      placed[name] = rest.value;
    }
  }
  const parts = partsOf(schema);
  for (const [name, below] of inside) {
    const part = parts.get(name);
    if (!part) throw new Error(`the contract has no object ${name} here`);
    if (!part.isRequired && below.every(({ value }) => value === undefined)) continue;
    refuseIncomplete(part.shape, below);
    placed[name] = placeValues(part.shape, below);
  }
  return placed;
}
