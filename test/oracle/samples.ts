import type { BuiltInput } from "./component";
import { resolved, type Schema } from "./contract";

/** The properties to set: all of them, or only the required ones. */
export type Fullness = "full" | "minimal";

/** Every character that means something in a path, a query or JSON, and some beyond ASCII. */
const AWKWARD = 'a/b?c#d&e=f+g%20h[0]i"j\\k é 漢 😀';

/** A value of any kind, if the contract requires none in particular. */
const ANYTHING = { list: [1, "two", null], off: false, "é 漢": {} };

function textOf(name: string, { format }: Schema): string {
  if (format === "date") return "2026-01-31";
  // The contract says only of some times that they are times.
  if (format === "date-time" || /Time$/.test(name)) return "2026-01-01T00:00:00+02:00";
  return `${name} ${AWKWARD}`;
}

function numberOf({ minimum = 0, maximum = minimum + 7 }: Schema): number {
  return Math.min(maximum, minimum + 6);
}

function objectOf(schema: Schema, fullness: Fullness): Record<string, unknown> {
  const needed = new Set(schema.required);
  const listed = Object.entries(schema.properties ?? {}).filter(
    ([name]) => fullness === "full" || needed.has(name),
  );
  const free = schema.additionalProperties;
  // Empty settings are no settings: even the least has one.
  const others = free && {
    "awkward name é": free === true ? ANYTHING : sampleOf(free, fullness, "value"),
  };
  return {
    ...Object.fromEntries(listed.map(([name, one]) => [name, sampleOf(one, fullness, name)])),
    ...others,
  };
}

/**
 * A value that the contract allows. Booleans are false, lists have two rows, names of a fixed set are
 * the last of it and text is awkward, because those are what gets lost or garbled.
 */
export function sampleOf(given: Schema, fullness: Fullness, name: string): unknown {
  const schema = resolved(given);
  if (schema.anyOf) {
    const some = schema.anyOf.map(resolved).filter(({ type }) => type !== "null");
    return sampleOf(some.at(-1) ?? {}, fullness, name);
  }
  const type = [schema.type].flat().find((one) => one !== "null");
  switch (type) {
    case "boolean":
      return false;
    case "integer":
    case "number":
      return numberOf(schema);
    case "string":
      return schema.enum?.at(-1) ?? textOf(name, schema);
    case "array": {
      const rows = Math.min(2, schema.maxItems ?? 2);
      return Array.from({ length: rows }, (_, at) =>
        sampleOf(schema.items ?? {}, at === 0 ? "full" : fullness, `${at + 1} ${name}`),
      );
    }
    case "object":
      return objectOf(schema, fullness);
    default:
      return ANYTHING;
  }
}

/** The value as a person or an earlier step enters it. */
export function givenFor(input: BuiltInput, value: unknown): unknown {
  if (input.collection === "keyvaluelist") {
    return Object.entries(value as object).map(([key, entry]) => ({ key, value: entry }));
  }
  if (input.collection === "valuelist") return value;
  if (input.language === "json") return JSON.stringify(value);
  return String(value);
}
