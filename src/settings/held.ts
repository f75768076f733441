import { isSecretName } from "../http/secretNames";
import { isExact, plainNumber } from "../values/exactNumber";
import { forFlow } from "../values/json";
import { isRecord, ownValue } from "../values/record";
import { isDirective } from "./directive";
import { type Setting, type SettingKind, unlisted } from "./setting";

/** The kind of a value of JSON; `any` for null. */
function kindOf(value: unknown): SettingKind {
  if (isExact(value)) return "number";
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
    case "boolean":
      return typeof value as "number" | "boolean";
    default:
      return isRecord(value) ? "object" : "any";
  }
}

/** Returns the kind that all items share if they are scalars, otherwise `any`. */
function kindOfAll(items: readonly unknown[]): SettingKind {
  const [kind = "any", ...others] = new Set(items.map(kindOf));
  return others.length > 0 || kind === "object" ? "any" : kind;
}

/**
 * Describes an unlisted setting by its existing value: a new value must have the same type. A mapping
 * directive can be replaced by any value.
 */
export function settingFromHeld(name: string, value: unknown): Setting {
  const one = { ...unlisted(name), secret: isSecretName(name) };
  if (isDirective(value)) return { ...one, kind: "any", mapped: true };
  return Array.isArray(value)
    ? { ...one, kind: kindOfAll(value), isList: true }
    : { ...one, kind: kindOf(value) };
}

function restored(given: unknown, held: unknown): unknown {
  if (isExact(held)) return given === plainNumber(held.digits) ? held : given;
  if (Array.isArray(given) && Array.isArray(held)) {
    return given.map((item, at) => restored(item, held[at]));
  }
  if (!isRecord(given) || !isRecord(held)) return given;
  return Object.fromEntries(
    Object.entries(given).map(([name, inner]) => [name, restored(inner, ownValue(held, name))]),
  );
}

/**
 * Restores the existing numbers of a value that a flow passed on, since flows cannot keep a number such
 * as 9223372036854775807.
 */
export const restoreNumbers = (given: unknown, held: unknown): unknown =>
  forFlow(held) === held ? given : restored(given, held);
