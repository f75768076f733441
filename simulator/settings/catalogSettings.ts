import type { Option } from "../catalog/types";
import { jsonType } from "../contract/schema";
import type { Settings } from "../state/settings";
import { checkDeclarations, type Declaration, hasDefault, type WriteCheck } from "./declarations";
import { maskSecret } from "./secrets";

const SECRET_NAME = /(password|secret|secretKey|privateKey|apiKey|accessToken)$/i;

/**
 * Checks settings against the options of the catalog. Unknown names are allowed, because the catalog does
 * not list everything Segment accepts. With `complete`, required options without a default must be
 * present. Throws 422 naming each setting that is invalid, missing, or a masked secret.
 */
export function checkSettings(options: Option[], settings: Settings, check: WriteCheck): void {
  checkDeclarations(options.map(declare), settings, { field: "settings", ...check });
}

/** Adds the catalog's defaults for options without a value. */
export function withDefaults(options: Option[], settings: Settings): Settings {
  const defaults = options.map(({ name, defaultValue }) => [name, defaultValue] as const);
  return {
    ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined)),
    ...settings,
  };
}

/** Returns a copy with masked passwords, and masked texts whose name marks a secret. */
export function maskSecrets(options: Option[], settings: Settings): Settings {
  const passwords = new Set(
    options.filter(({ type }) => type === "password").map(({ name }) => name),
  );
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const secret = passwords.has(name) || SECRET_NAME.test(name);
      return [name, secret && typeof value === "string" ? maskSecret(value) : value];
    }),
  );
}

function declare({ name, type, required, defaultValue }: Option): Declaration {
  return {
    name,
    needed: required && !hasDefault(defaultValue),
    problem: (value) => (fits(value, type) ? undefined : `must be ${type}, not ${jsonType(value)}`),
  };
}

function fits(value: unknown, type: string): boolean {
  switch (type) {
    case "number":
    case "boolean":
    case "array":
      return jsonType(value) === type;
    case "text-map":
      return isTextMap(value);
    case "map":
      return jsonType(value) === "object";
    case "mixed":
      return jsonType(value) === "object" || jsonType(value) === "array";
    default:
      return typeof value === "string";
  }
}

/** Returns true for an object whose values are all texts. */
export function isTextMap(value: unknown): boolean {
  return (
    jsonType(value) === "object" &&
    Object.values(value as object).every((entry) => typeof entry === "string")
  );
}
