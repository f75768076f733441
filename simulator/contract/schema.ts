import type { ErrorObject } from "ajv";
import { invalidField, missingField, type SegmentError } from "./errors";
import { isExactNumber } from "./exact";

/** The parts of JSON Schema that the contract uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  required?: string[];
  additionalProperties?: boolean | Schema;
  enum?: unknown[];
}

/**
 * Returns a copy whose objects allow only listed properties, and whose references resolve to the schema
 * registered as `base`. Objects with `additionalProperties` (settings) stay open.
 */
export function closeSchema(schema: Schema, base = ""): Schema {
  const copy: Schema = { ...schema };
  if (schema.$ref !== undefined) copy.$ref = base + schema.$ref;
  if (schema.properties !== undefined) {
    copy.properties = mapValues(schema.properties, (child) => closeSchema(child, base));
    copy.additionalProperties ??= false;
  }
  if (schema.items !== undefined) copy.items = closeSchema(schema.items, base);
  if (schema.anyOf !== undefined)
    copy.anyOf = schema.anyOf.map((child) => closeSchema(child, base));
  if (typeof schema.additionalProperties === "object") {
    copy.additionalProperties = closeSchema(schema.additionalProperties, base);
  }
  return copy;
}

/**
 * Converts the strings of a query to the numbers and booleans of its schema. Leaves all other values
 * unchanged.
 */
export function coerceTexts(
  value: unknown,
  schema: Schema,
  find: (ref: string) => Schema,
): unknown {
  const known = schema.$ref === undefined ? schema : find(schema.$ref);
  if (typeof value === "string") {
    const numeric = known.type === "number" || known.type === "integer";
    if (numeric && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value);
    if (known.type === "boolean" && /^(true|false)$/.test(value)) return value === "true";
    return value;
  }
  if (Array.isArray(value)) return value.map((item) => coerceTexts(item, known.items ?? {}, find));
  return mapValues(value as Record<string, unknown>, (child, key) => {
    const properties = known.properties ?? {};
    return coerceTexts(child, (Object.hasOwn(properties, key) && properties[key]) || {}, find);
  });
}

/**
 * Converts an ajv error (made with `verbose`) to Segment's shape. `unknown` completes "is not …" for an
 * extra property.
 */
export function explainError(error: ErrorObject, unknown: string): SegmentError {
  const at = fieldName(error.instancePath);
  const inside = (name: string) => (at === "" ? name : `${at}.${name}`);
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "required": {
      const name = String(params.missingProperty);
      return missingField(inside(name), name);
    }
    case "additionalProperties": {
      const field = inside(String(params.additionalProperty));
      return invalidField(field, `${field} is not ${unknown}`);
    }
    case "type": {
      const wanted = [params.type].flat().join(" or ");
      return invalidField(at, `${at || "the body"} must be ${wanted}, not ${jsonType(error.data)}`);
    }
    case "enum": {
      const allowed = (params.allowedValues as unknown[]).join(", ");
      return invalidField(at, `${at} must be one of ${allowed}`);
    }
    default:
      return invalidField(at, `${at} ${error.message ?? "is not valid"}`);
  }
}

function fieldName(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((name, step) => {
      if (/^\d+$/.test(step)) return `${name}[${step}]`;
      return name === "" ? step : `${name}.${step}`;
    }, "");
}

/** Returns the JSON type of a value: `typeof`, plus null, array, and number for an exact number. */
export function jsonType(value: unknown): string {
  if (value === null) return "null";
  if (isExactNumber(value)) return "number";
  return Array.isArray(value) ? "array" : typeof value;
}

/** Returns a record with the same keys and new values. All keys stay own properties. */
export function mapValues<From, To>(
  record: Record<string, From>,
  change: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}
