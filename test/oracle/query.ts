import { type Parameter, resolved, type Schema } from "./contract";
import type { Pair } from "./expected";

/** A query read back by the styles of the contract, and what in it no declared parameter explains. */
export interface ReadQuery {
  values: Record<string, unknown>;
  stray: string[];
}

/**
 * Parses the pairs of a query by the contract's parameters: `name`, `name[0]`, `name[key]`,
 * `name[0][key]`. Numbers and booleans are converted if the schema has them.
 */
export function readQuery(parameters: readonly Parameter[], pairs: readonly Pair[]): ReadQuery {
  const values: Record<string, unknown> = {};
  const explained = new Set<Pair>();
  for (const parameter of parameters.filter((one) => one.in === "query")) {
    const own = pairs.filter(([name]) => name.split("[")[0] === parameter.name);
    const value = readParameter(parameter, own);
    if (value === undefined) continue;
    values[parameter.name] = value;
    for (const pair of own) explained.add(pair);
  }
  const stray = pairs.filter((pair) => !explained.has(pair)).map(([name]) => name);
  return { values, stray };
}

/** The value; undefined if the pairs do not have the parameter's style. */
function readParameter(parameter: Parameter, pairs: readonly Pair[]): unknown {
  const rest = pairs.map(([name, value]): Pair => [name.slice(parameter.name.length), value]);
  if (pairs.length === 0) return undefined;
  const isScalar = parameter["x-wire-style"] === "scalar";
  if (isScalar !== (rest[0]?.[0] === "")) return undefined;
  return read(resolved(parameter.schema), rest);
}

/** Reads what is inside the brackets: indices from 0 make a list, names an object. */
function read(schema: Schema, pairs: readonly Pair[]): unknown {
  const [first] = pairs;
  if (first && first[0] === "") return pairs.length === 1 ? typed(schema, first[1]) : undefined;
  const inner = new Map<string, Pair[]>();
  for (const [name, value] of pairs) {
    const [bracket, key] = /^\[([^[\]]+)\]/.exec(name) ?? [];
    if (bracket === undefined || key === undefined) return undefined;
    inner.set(key, [...(inner.get(key) ?? []), [name.slice(bracket.length), value]]);
  }
  const keys = [...inner.keys()];
  if (schema.type === "array") {
    if (!keys.every((key) => inner.has(String(Number(key))) && Number(key) < keys.length)) {
      return undefined;
    }
    const items = resolved(schema.items ?? {});
    return keys.map((_, index) => read(items, inner.get(String(index)) ?? []));
  }
  return Object.fromEntries(
    [...inner].map(([key, some]) => [key, read(resolved(schema.properties?.[key] ?? {}), some)]),
  );
}

function typed({ type }: Schema, value: string): unknown {
  const isNumber = type === "integer" || type === "number";
  if (isNumber && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return type === "boolean" && /^(true|false)$/.test(value) ? value === "true" : value;
}
