import { numberFrom } from "./exactNumber";
import { isRecord } from "./record";

/** The keywords of JSON Schema that take only a number. */
const NUMBERS =
  /^(m(ax|in)(imum|Length|Items|Properties|Contains)|exclusiveM(ax|in)imum|multipleOf)$/;
/** The keywords that contain values of the schema's own type. */
const VALUES = new Set(["const", "default", "enum", "examples"]);
/** The keywords that contain schemas by name. The names are not keywords. */
const NAMED = new Set([
  ..."properties patternProperties dependentSchemas dependencies definitions $defs".split(" "),
]);

const DIGITS = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/** Converts digits to an exact number, if no JavaScript number can represent them. */
function numberIn(value: unknown): unknown {
  if (Array.isArray(value)) return mapParts(value, numberIn);
  if (typeof value !== "string" || !DIGITS.test(value)) return value;
  const number = numberFrom(value);
  return typeof number === "number" ? value : number;
}

/** Returns true if the values of a schema are numbers and not text. */
function takesNumbers({ type }: Record<string, unknown>): boolean {
  const types = [type].flat();
  return types.some((one) => one === "number" || one === "integer") && !types.includes("string");
}

/**
 * Changes the parts of an object or list. Returns the same one if no part changes: most schemas hold no
 * such number, and copies of large rules take time and memory.
 */
function mapParts(whole: object, change: (part: unknown, name: string) => unknown): unknown {
  let changed: Record<string, unknown> | undefined;
  for (const [name, part] of Object.entries(whole)) {
    const next = change(part, name);
    if (next === part) continue;
    changed ??= (Array.isArray(whole) ? [...whole] : { ...whole }) as Record<string, unknown>;
    changed[name] = next;
  }
  return changed ?? whole;
}

/**
 * Restores the long numbers of a JSON Schema, which a flow holds as text of their digits. This applies to
 * its limits, and to the values it lists if its type is a number. Text in other places stays text.
 * @returns the same schema if it has none.
 */
export function withSchemaNumbers(schema: unknown): unknown {
  if (Array.isArray(schema)) return mapParts(schema, withSchemaNumbers);
  if (!isRecord(schema)) return schema;
  return mapParts(schema, (value, keyword) => {
    if (NUMBERS.test(keyword)) return Array.isArray(value) ? value : numberIn(value);
    if (VALUES.has(keyword)) return takesNumbers(schema) ? numberIn(value) : value;
    const isNamed = NAMED.has(keyword) && isRecord(value);
    return isNamed ? mapParts(value, withSchemaNumbers) : withSchemaNumbers(value);
  });
}
