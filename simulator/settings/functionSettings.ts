import { jsonType } from "../contract/schema";
import type { FunctionSetting, Settings } from "../state/settings";
import { isTextMap } from "./catalogSettings";
import { checkDeclarations, type Declaration } from "./declared";
import { maskSecret } from "./secrets";

/**
 * Checks an instance's settings against what its function declares. With `complete`, those required must
 * be there. Throws 422 naming each that is unknown, of the wrong type, missing, or a masked value
 * written back.
 */
export function checkFunctionSettings(
  declaredSettings: FunctionSetting[],
  settings: Settings,
  complete: boolean,
): void {
  const onlyOf = "this function";
  checkDeclarations(declaredSettings.map(declared), settings, {
    field: "settings",
    complete,
    onlyOf,
  });
}

/** Settings as answers show them: those the function calls sensitive apart, and masked. */
export function splitSensitive(
  declaredSettings: FunctionSetting[],
  settings: Settings,
): { settings: Settings; encryptedSettings: Settings } {
  const sensitive = new Set(
    declaredSettings.filter((one) => one.sensitive).map(({ name }) => name),
  );
  const entries = Object.entries(settings);
  return {
    settings: Object.fromEntries(entries.filter(([name]) => !sensitive.has(name))),
    encryptedSettings: Object.fromEntries(
      entries
        .filter(([name]) => sensitive.has(name))
        .map(([name, value]) => [name, maskSecret(value)]),
    ),
  };
}

function declared({ name, type, required }: FunctionSetting): Declaration {
  return {
    name,
    needed: required,
    problem: (value) => (fits(value, type) ? undefined : `must be ${type}, not ${jsonType(value)}`),
  };
}

function fits(value: unknown, type: FunctionSetting["type"]): boolean {
  switch (type) {
    case "ARRAY":
      return Array.isArray(value);
    case "BOOLEAN":
      return typeof value === "boolean";
    case "TEXT_MAP":
      return isTextMap(value);
    case "STRING":
      return typeof value === "string";
  }
}
