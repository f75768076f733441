import { type Parameter, resolved, type Schema } from "./contract";
import type { Pair } from "./expected";

/** A query read back by the styles of the contract, and what in it no declared parameter explains. */
export interface ReadQuery {
  values: Record<string, unknown>;
  stray: string[];
}

/**
 * Reads the pairs of a query as the contract's parameters say: `name`, `name[0]`, `name[key]`, with
 * numbers as numbers where the schema has one.
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

/** The value, or undefined where the pairs are not in the parameter's style. */
function readParameter(parameter: Parameter, pairs: readonly Pair[]): unknown {
  const schema = resolved(parameter.schema);
  const keys = pairs.map(([name]) => name.slice(parameter.name.length));
  if (pairs.length === 0 || new Set(keys).size < keys.length) return undefined;
  switch (parameter["x-wire-style"]) {
    case "scalar":
      return pairs[0] && keys[0] === "" ? typed(schema, pairs[0][1]) : undefined;
    case "indexedArray": {
      const found = new Map(pairs.map(([, value], at) => [keys[at], value]));
      const items = pairs.map((_pair, index) => found.get(`[${index}]`));
      return items.includes(undefined) ? undefined : items;
    }
    case "deepObject": {
      if (!keys.every((key) => /^\[\w+\]$/.test(key))) return undefined;
      return Object.fromEntries(
        pairs.map(([, value], at) => {
          const key = keys[at]?.slice(1, -1) ?? "";
          return [key, typed(resolved(schema.properties?.[key] ?? {}), value)];
        }),
      );
    }
    default:
      return undefined;
  }
}

const isNumber = (schema: Schema): boolean => schema.type === "integer" || schema.type === "number";

const typed = (schema: Schema, value: string): unknown =>
  isNumber(schema) && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
