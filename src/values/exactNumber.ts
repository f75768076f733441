import { compareNumber, isSafeNumber, splitNumber } from "lossless-json";

/**
 * A JSON number that JavaScript cannot represent, such as 9223372036854775807 or 1e400, with its original
 * digits. `toJson` writes the digits as a number; `JSON.stringify` writes them as text.
 */
export class ExactNumber {
  constructor(readonly digits: string) {}

  toString(): string {
    return this.digits;
  }

  toJSON(): string {
    return this.digits;
  }
}

export const isExact = (value: unknown): value is ExactNumber => value instanceof ExactNumber;

/** Reads a JSON number as a JavaScript number if that keeps its value, else as an {@link ExactNumber}. */
export const numberFrom = (digits: string): number | ExactNumber =>
  keepsDigits(digits) ? Number(digits) : new ExactNumber(digits);

/** Returns true if a JavaScript number keeps the value of a JSON number. Fifteen digits always fit. */
export const keepsDigits = (digits: string): boolean =>
  (digits.length < 16 && !/e/i.test(digits)) || isSafeNumber(digits);

/** Returns true if a JavaScript number still has its original digits; false for NaN and infinity. */
export const isFaithful = (value: number): boolean =>
  Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));

/** Returns true for a whole number in any spelling, such as `1e21` or `9007199254740993.0`. */
export function isWhole({ digits }: Pick<ExactNumber, "digits">): boolean {
  const { digits: significant, exponent } = splitNumber(digits);
  return exponent >= significant.length - 1;
}

/** Compares with a JavaScript number: negative if the exact number is less, positive if it is more. */
export const compareExact = ({ digits }: ExactNumber, other: number): number =>
  compareNumber(digits, String(other));

/** Returns the number in the form that all its spellings share. */
export function canonical(digits: string): ExactNumber {
  const { sign, digits: significant, exponent } = splitNumber(digits);
  return new ExactNumber(`${sign}${significant}e${exponent}`);
}

/** Returns a key for a Map or Set that is the same for equal JSON scalars, in any spelling of a number. */
export const scalarKey = (value: unknown): unknown =>
  isExact(value) ? `${canonical(value.digits)} exactly` : value;

/**
 * Returns a number as flows can keep it, because no class survives the platform: its digits as text if it
 * is whole or out of range for JavaScript (which has infinity or 0 for it), else the nearest JavaScript
 * number.
 */
export function plainNumber(digits: string): number | string {
  const nearest = Number(digits);
  const isInRange = Number.isFinite(nearest) && nearest !== 0;
  return isInRange && !isWhole({ digits }) ? nearest : digits;
}

/**
 * Writes a scalar as text, numbers by their digits.
 * @returns undefined for objects, for numbers that have lost digits, and for numbers with an exponent.
 */
export function writtenForm(value: unknown): string | undefined {
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") {
    return String(value);
  }
  const isNumber = typeof value === "number" ? isFaithful(value) : isExact(value);
  const digits = isNumber ? String(value) : "e";
  return /e/i.test(digits) ? undefined : digits;
}
