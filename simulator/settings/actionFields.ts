import type { ActionField } from "../catalog/types";
import { kind } from "../contract/schema";
import type { Settings } from "../state/settings";
import { checkDeclared, type Declared, hasDefault, type SettingsCheck } from "./declared";
import { masked } from "./secrets";

/**
 * Checks a subscription's settings against the fields of its action; names that it lacks pass. With
 * `complete`, those required without a default must be there. Throws 422 naming each that does not fit, is
 * missing, or is a masked value written back.
 */
export function checkFields(fields: ActionField[], settings: Settings, check: SettingsCheck): void {
  checkDeclared(fields.map(declared), settings, check);
}

/** A copy of a subscription's settings with its passwords masked; mapping directives say nothing secret. */
export function maskPasswords(fields: ActionField[], settings: Settings): Settings {
  const passwords = new Set(
    fields.filter(({ type }) => type === "PASSWORD").map(({ fieldKey }) => fieldKey),
  );
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      passwords.has(name) && !isDirective(value) ? masked(value) : value,
    ]),
  );
}

function declared(field: ActionField): Declared {
  return {
    name: field.fieldKey,
    needed: field.required && !hasDefault(field.defaultValue),
    problem: (value) => problem(value, field),
  };
}

function problem(value: unknown, field: ActionField): string | undefined {
  if (isDirective(value)) return undefined;
  if (value === null) return field.allowNull ? undefined : "must not be null";
  if (!field.multiple) return problemOfOne(value, field);
  if (!Array.isArray(value)) return `must be a list, not ${kind(value)}`;
  return value
    .map((item) => (isDirective(item) ? undefined : problemOfOne(item, field)))
    .find((found) => found !== undefined);
}

function problemOfOne(value: unknown, { type, choices, dynamic }: ActionField): string | undefined {
  if (!fits(value, type)) return `must be ${type}, not ${kind(value)}`;
  // The choices of a dynamic field are looked up while one types: those listed are not all.
  if (choices === undefined || dynamic) return undefined;
  const values = choices.map((choice) => choice.value);
  if (values.some((one) => one === value)) return undefined;
  return `must be one of ${values.join(", ")}`;
}

/** Whether a value says where in the event the field's value comes from. */
function isDirective(value: unknown): boolean {
  if (kind(value) !== "object") return false;
  const keys = Object.keys(value as object);
  return keys.length > 0 && keys.every((key) => key.startsWith("@"));
}

function fits(value: unknown, type: string): boolean {
  switch (type) {
    case "BOOLEAN":
      return typeof value === "boolean";
    case "INTEGER":
      return kind(value) === "number" && Number.isInteger(Number(String(value)));
    case "NUMBER":
      return kind(value) === "number";
    case "OBJECT":
      return kind(value) === "object";
    case "DATETIME":
      return typeof value === "string" || kind(value) === "number";
    default:
      return typeof value === "string";
  }
}
