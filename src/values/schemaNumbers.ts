import { numberFrom } from "./exactNumber";
import { isRecord } from "./record";

/** The keywords of JSON Schema that take only a number. */
const NUMBERS =
  /^(m(ax|in)(imum|Length|Items|Properties|Contains)|exclusiveM(ax|in)imum|multipleOf)$/;
/** The keywords that contain values of the schema's own type. */
const VALUES = /^(const|default|enum|examples)$/;
/** The keywords that contain schemas by name. The names are not keywords. */
const NAMED = /^(properties|patternProperties|dependentSchemas|dependencies|definitions|\$defs)$/;

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

/** Returns true if a value holds a long number as text anywhere. */
const holdsLong = (value: unknown): boolean =>
  typeof value === "object" && value !== null
    ? Object.values(value).some(holdsLong)
    : numberIn(value) !== value;

function withNumbers(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNumbers);
  if (!isRecord(schema)) return schema;
  return mapEntries(schema, (keyword) => {
    const value = schema[keyword];
    if (NUMBERS.test(keyword)) return Array.isArray(value) ? value : numberIn(value);
    if (VALUES.test(keyword)) return takesNumbers(schema) ? numberIn(value) : value;
    if (NAMED.test(keyword) && isRecord(value)) {
      return mapEntries(value, (name) => withNumbers(value[name]));
    }
    return withNumbers(value);
  });
}

/**
 * Restores the long numbers of a JSON Schema, which a flow holds as text of their digits. This applies to
 * its limits, and to the values it lists if its type is a number. Text in other places stays text.
 * @returns the same schema if it holds no long number: most do not, and a copy of large ones takes long.
 */
export const withSchemaNumbers = (schema: unknown): unknown =>
  holdsLong(schema) ? withNumbers(schema) : schema;
