import { isExactNumber } from "../contract/exact";
import { mapValues } from "../contract/schema";

const BULLET = "•";
const MASK = BULLET.repeat(10);

/**
 * A secret as answers show it: each text in it is ten bullets and its last four characters, of a short
 * one the bullets alone. "" stays "", and what is not text stays as it is.
 */
export function maskSecret(value: unknown): unknown {
  if (typeof value === "string") return value === "" ? "" : maskedText(value);
  if (Array.isArray(value)) return value.map(maskSecret);
  if (typeof value !== "object" || value === null || isExactNumber(value)) return value;
  return mapValues(value as Record<string, unknown>, maskSecret);
}

/** Whether a value, or anything within it, is a masked secret. */
export function hasMaskedSecret(value: unknown): boolean {
  return value !== undefined && JSON.stringify(value).includes(BULLET);
}

function maskedText(secret: string): string {
  // A short secret would be given away by its last four characters.
  return secret.length > 8 ? MASK + secret.slice(-4) : MASK;
}
