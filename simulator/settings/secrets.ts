import { isExactNumber } from "../contract/exact";
import { mapValues } from "../contract/schema";

const BULLET = "•";
const MASK = BULLET.repeat(10);

/**
 * Masks a secret as Segment does: each text becomes ten bullets and its last four characters. A short
 * text becomes bullets only, and "" stays "". Values that are not text do not change.
 */
export function maskSecret(value: unknown): unknown {
  if (typeof value === "string") return value === "" ? "" : maskedText(value);
  if (Array.isArray(value)) return value.map(maskSecret);
  if (typeof value !== "object" || value === null || isExactNumber(value)) return value;
  return mapValues(value as Record<string, unknown>, maskSecret);
}

/** Returns true if a value is, or contains, a masked secret. */
export function hasMaskedSecret(value: unknown): boolean {
  return value !== undefined && JSON.stringify(value).includes(BULLET);
}

function maskedText(secret: string): string {
  // The last four characters would reveal a short secret.
  return secret.length > 8 ? MASK + secret.slice(-4) : MASK;
}
