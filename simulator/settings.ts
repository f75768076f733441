import type { Option } from "./catalog/types";
import { ApiError, invalidField, type SegmentError } from "./errors";
import { kind } from "./schema";
import type { Settings } from "./state";

const MASK = "••••";
const SECRET_NAME = /(password|secret|secretKey|privateKey|token)$/i;

/**
 * Checks settings against the catalog. With `complete`, those required must be there. Throws 422 naming
 * each setting that is unknown, of the wrong type, missing, or a masked value written back.
 */
export function checkSettings(options: Option[], settings: Settings, complete: boolean): void {
  const errors: SegmentError[] = [];
  const known = new Map(options.map((option) => [option.name, option]));
  for (const [name, value] of Object.entries(settings)) {
    const field = `settings.${name}`;
    const option = known.get(name);
    if (option === undefined) {
      errors.push(invalidField(field, `${field} is not a setting of this integration`));
    } else if (!fits(value, option.type)) {
      errors.push(invalidField(field, `${field} must be ${option.type}, not ${kind(value)}`));
    } else if (typeof value === "string" && value.includes("•")) {
      errors.push(invalidField(field, `${field} is a masked secret, not a value to write`));
    }
  }
  for (const { name, required } of complete ? options : []) {
    if (required && (settings[name] === undefined || settings[name] === "")) {
      errors.push(invalidField(`settings.${name}`, `settings.${name} is required`));
    }
  }
  if (errors.length > 0) throw new ApiError(422, errors);
}

/** A copy with secrets reduced to bullets and their last four characters. */
export function maskSecrets(options: Option[], settings: Settings): Settings {
  const passwords = new Set(
    options.filter(({ type }) => type === "password").map(({ name }) => name),
  );
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      const secret = passwords.has(name) || SECRET_NAME.test(name);
      return [name, secret && typeof value === "string" && value !== "" ? mask(value) : value];
    }),
  );
}

function mask(value: string): string {
  // A short secret would be given away by its last four characters.
  return value.length > 8 ? MASK + value.slice(-4) : MASK;
}

function fits(value: unknown, type: string): boolean {
  switch (type) {
    case "number":
    case "boolean":
    case "array":
      return kind(value) === type;
    case "text-map":
      return (
        kind(value) === "object" &&
        Object.values(value as object).every((entry) => typeof entry === "string")
      );
    default:
      return typeof value === "string";
  }
}
