import { jsonType } from "../contract/schema";
import type { FunctionSetting, Settings } from "../state/settings";
import { isTextMap } from "./catalogSettings";
import { checkDeclarations, type Declaration, type WriteCheck } from "./declarations";
import { maskSecret } from "./secrets";

/**
 * Checks an instance's settings against those its function declares. With `complete`, required ones must
 * be present. Throws 422 naming each setting that is unknown, invalid, missing, or a masked secret.
 */
export function checkFunctionSettings(
  declaredSettings: FunctionSetting[],
  settings: Settings,
  check: WriteCheck,
): void {
  const onlyOf = "this function";
  checkDeclarations(declaredSettings.map(declare), settings, {
    field: "settings",
    onlyOf,
    ...check,
  });
}

/** The response form of settings: sensitive ones are masked and apart from the others. */
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

function declare({ name, type, required }: FunctionSetting): Declaration {
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
