import { numberFrom } from "./exactNumber";
import { isRecord } from "./record";

/** The keywords of JSON Schema that take a number and nothing else. */
const NUMBERS = new Set([
  ..."maximum minimum exclusiveMaximum exclusiveMinimum multipleOf maxLength minLength".split(" "),
  ..."maxItems minItems maxProperties minProperties maxContains minContains".split(" "),
]);
/** Those that hold values of the schema's own type. */
const VALUES = new Set(["const", "default", "enum", "examples"]);
/** Those that hold schemas by names, which are no keywords. */
const NAMED = new Set([
  ..."properties patternProperties dependentSchemas dependencies definitions $defs".split(" "),
]);

const DIGITS = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/** Digits as the number they are, if JavaScript has none for it: a flow has only their text. */
function numberIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numberIn);
  if (typeof value !== "string" || !DIGITS.test(value)) return value;
  const number = numberFrom(value);
  return typeof number === "number" ? value : number;
}

/** Whether values of a schema are numbers, and text is none. */
function takesNumbers({ type }: Record<string, unknown>): boolean {
  const types = [type].flat();
  return types.some((one) => one === "number" || one === "integer") && !types.includes("string");
}

const mapEntries = (record: Record<string, unknown>, change: (name: string) => unknown) =>
  Object.fromEntries(Object.keys(record).map((name) => [name, change(name)]));

/**
 * A JSON Schema whose numbers came as text of their digits, because JavaScript has no number for them,
 * with the numbers themselves: its limits, and the values it lists if its type is a number. Text
 * anywhere else stays text.
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
