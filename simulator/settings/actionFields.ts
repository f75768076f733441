import type { ActionField } from "../catalog/types";
import { jsonType } from "../contract/schema";
import type { Settings } from "../state/settings";
import {
  checkDeclarations,
  type Declaration,
  hasDefault,
  type SettingsCheck,
} from "./declarations";
import { maskSecret } from "./secrets";

/**
 * Checks a subscription's settings against the fields of its action. Unknown names are allowed. With
 * `complete`, required fields without a default must be present. Throws 422 naming each setting that is
 * invalid, missing, or a masked secret.
 */
export function checkActionFields(
  fields: ActionField[],
  settings: Settings,
  check: SettingsCheck,
): void {
  checkDeclarations(fields.map(declare), settings, check);
}

/** Returns a copy with masked passwords. Mapping directives are not secret. */
export function maskPasswords(fields: ActionField[], settings: Settings): Settings {
  const passwords = new Set(
    fields.filter(({ type }) => type === "PASSWORD").map(({ fieldKey }) => fieldKey),
  );
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      passwords.has(name) && !isDirective(value) ? maskSecret(value) : value,
    ]),
  );
}

function declare(field: ActionField): Declaration {
  return {
    name: field.fieldKey,
    needed: field.required && !hasDefault(field.defaultValue),
    problem: (value) => findProblem(value, field),
  };
}

function findProblem(value: unknown, field: ActionField): string | undefined {
  if (isDirective(value)) return undefined;
  if (value === null) return field.allowNull ? undefined : "must not be null";
  if (!field.multiple) return findItemProblem(value, field);
  if (!Array.isArray(value)) return `must be a list, not ${jsonType(value)}`;
  return value
    .map((item) => (isDirective(item) ? undefined : findItemProblem(item, field)))
    .find((found) => found !== undefined);
}

function findItemProblem(
  value: unknown,
  { type, choices, dynamic }: ActionField,
): string | undefined {
  if (!fits(value, type)) return `must be ${type}, not ${jsonType(value)}`;
  // A dynamic field looks up its choices at design time. The catalog does not list all of them.
  if (choices === undefined || dynamic) return undefined;
  const values = choices.map((choice) => choice.value);
  if (values.some((one) => one === value)) return undefined;
  return `must be one of ${values.join(", ")}`;
}

/** Returns true for an object that maps a field to a part of the event. */
function isDirective(value: unknown): boolean {
  if (jsonType(value) !== "object") return false;
  const keys = Object.keys(value as object);
  return keys.length > 0 && keys.every((key) => key.startsWith("@"));
}

function fits(value: unknown, type: string): boolean {
  switch (type) {
    case "BOOLEAN":
      return typeof value === "boolean";
    case "INTEGER":
      return jsonType(value) === "number" && Number.isInteger(Number(String(value)));
    case "NUMBER":
      return jsonType(value) === "number";
    case "OBJECT":
      return jsonType(value) === "object";
    case "DATETIME":
      return typeof value === "string" || jsonType(value) === "number";
    default:
      return typeof value === "string";
  }
}
