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
 * A copy in which objects with listed properties take no others, and references lead into the schema
 * registered as `base`. Objects marked `additionalProperties` (settings) stay free.
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

/** Turns the texts of a query into the numbers and booleans its schema asks for; the rest stays as it is. */
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

/** Says one ajv error (made with `verbose`) in Segment's shape. `unknown` names what an extra property is not. */
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

/** The JSON type of a value: as `typeof`, but with null, arrays and exact numbers told apart. */
export function jsonType(value: unknown): string {
  if (value === null) return "null";
  if (isExactNumber(value)) return "number";
  return Array.isArray(value) ? "array" : typeof value;
}

/** The same keys with other values. Keys stay own properties whatever they are called. */
export function mapValues<From, To>(
  record: Record<string, From>,
  change: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}
