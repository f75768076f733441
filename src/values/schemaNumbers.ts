import { numberFrom } from "./exactNumber";
import { isRecord } from "./record";

/** The keywords of JSON Schema that take only a number. */
const NUMBERS = new Set([
  ..."maximum minimum exclusiveMaximum exclusiveMinimum multipleOf maxLength minLength".split(" "),
  ..."maxItems minItems maxProperties minProperties maxContains minContains".split(" "),
]);
/** The keywords that contain values of the schema's own type. */
const VALUES = new Set(["const", "default", "enum", "examples"]);
/** The keywords that contain schemas by name. The names are not keywords. */
const NAMED = new Set([
  ..."properties patternProperties dependentSchemas dependencies definitions $defs".split(" "),
]);

const DIGITS = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/** Converts digits to an exact number, if no JavaScript number can represent them. */
function numberIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numberIn);
  if (typeof value !== "string" || !DIGITS.test(value)) return value;
  const number = numberFrom(value);
  return typeof number === "number" ? value : number;
}

/** Returns true if the values of a schema are numbers and not text. */
function takesNumbers({ type }: Record<string, unknown>): boolean {
  const types = [type].flat();
  return types.some((one) => one === "number" || one === "integer") && !types.includes("string");
}

const mapEntries = (record: Record<string, unknown>, change: (name: string) => unknown) =>
  Object.fromEntries(Object.keys(record).map((name) => [name, change(name)]));

/**
 * Restores the long numbers of a JSON Schema, which a flow holds as text of their digits. This applies to
 * its limits, and to the values it lists if its type is a number. Text in other places stays text.
 */
export function withSchemaNumbers(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withSchemaNumbers);
  if (!isRecord(schema)) return schema;
  const isNumeric = takesNumbers(schema);
  return mapEntries(schema, (keyword) => {
    const value = schema[keyword];
    if (NUMBERS.has(keyword)) return Array.isArray(value) ? value : numberIn(value);
    if (VALUES.has(keyword)) return isNumeric ? numberIn(value) : value;
    if (NAMED.has(keyword) && isRecord(value)) {
      return mapEntries(value, (name) => withSchemaNumbers(value[name]));
    }
    return withSchemaNumbers(value);
  });
}
