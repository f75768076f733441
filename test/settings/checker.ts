import Ajv, { type ValidateFunction } from "ajv";
import type { ActionField, Option } from "../../simulator/catalog/types";

const ajv = new Ajv({ strictTypes: false });
const compiled = new Map<string, ValidateFunction>();

function fits(schema: object, value: unknown): boolean {
  const name = JSON.stringify(schema);
  const check = compiled.get(name) ?? ajv.compile(schema);
  compiled.set(name, check);
  return check(value) === true;
}

const TYPES: ReadonlyMap<string, object> = new Map<string, object>([
  ["string", { type: "string" }],
  ["select", { type: "string" }],
  ["password", { type: "string" }],
  ["number", { type: "number" }],
  ["boolean", { type: "boolean" }],
  ["array", { type: "array" }],
  ["map", { type: "object" }],
  ["text-map", { type: "object", additionalProperties: { type: "string" } }],
]);

/** True if a value matches an option of the catalog; an unknown type takes any value. */
export const fitsOption = ({ type }: Option, value: unknown): boolean =>
  fits(TYPES.get(type) ?? {}, value);

const DIRECTIVE = { type: "object", minProperties: 1, propertyNames: { pattern: "^@" } };

const FIELD_TYPES: ReadonlyMap<string, object> = new Map<string, object>([
  ["BOOLEAN", { type: "boolean" }],
  ["DATETIME", { type: ["string", "number"] }],
  ["INTEGER", { type: "integer" }],
  ["NUMBER", { type: "number" }],
  ["OBJECT", { type: "object" }],
]);

/** True if a value matches a field of an action, or is a directive that takes it from the event. */
export function fitsField(field: ActionField, value: unknown): boolean {
  const { type, multiple, allowNull, choices, dynamic } = field;
  const own = FIELD_TYPES.get(type) ?? { type: "string" };
  const isChosen = choices !== undefined && choices.length > 0 && !dynamic;
  const one = {
    anyOf: [DIRECTIVE, isChosen ? { enum: choices.map((choice) => choice.value) } : own],
  };
  const schemas = [
    multiple ? { anyOf: [DIRECTIVE, { type: "array", items: one }] } : one,
    ...(allowNull ? [{ type: "null" }] : []),
  ];
  return fits({ anyOf: schemas }, value);
}

/** True if a value, or any key or value within it, contains a bullet. */
export function hasBullet(value: unknown): boolean {
  if (typeof value === "string") return value.includes("•");
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => hasBullet(key) || hasBullet(inner));
}
