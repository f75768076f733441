import { compareNumber, isSafeNumber, splitNumber } from "lossless-json";

/**
 * A number of JSON that JavaScript would change, such as 9223372036854775807 or 1e400, as the digits it
 * was written with. `toJson` writes them as they are; an ordinary `JSON.stringify` writes them as text.
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

/** A number of JSON as a JavaScript number if that keeps its value, else as an {@link ExactNumber}. */
export const numberFrom = (digits: string): number | ExactNumber =>
  keepsDigits(digits) ? Number(digits) : new ExactNumber(digits);

/** Fifteen digits always survive. */
const keepsDigits = (digits: string): boolean =>
  (digits.length < 16 && !/e/i.test(digits)) || isSafeNumber(digits);

/** Whether a JavaScript number still has the digits it was written with; false for NaN and infinity. */
export const isFaithful = (value: number): boolean =>
  Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));

/** Whether a number is whole, however it is written: `1e21` and `9007199254740993.0` are. */
export function isWhole({ digits }: ExactNumber): boolean {
  const { digits: significant, exponent } = splitNumber(digits);
  return exponent >= significant.length - 1;
}

/** Compares a number with one of JavaScript: negative if it is less, positive if it is more. */
export const compareExact = ({ digits }: ExactNumber, other: number): number =>
  compareNumber(digits, String(other));

/** The same number, written the one way that all its spellings share. */
export function canonical(digits: string): ExactNumber {
  const { sign, digits: significant, exponent } = splitNumber(digits);
  return new ExactNumber(`${sign}${significant}e${exponent}`);
}

/** A key by which a Map or Set knows equal scalars of JSON; exact numbers are equal however they are written. */
export const scalarKey = (value: unknown): unknown =>
  isExact(value) ? `${canonical(value.digits)} exactly` : value;

/**
 * A number as flows can keep it, since no class survives the platform: the digits as text if it is
 * whole or too large or too small for JavaScript, else the nearest JavaScript number.
 */
export function plainNumber(digits: string): number | string {
  const nearest = Number(digits);
  return Number.isFinite(nearest) && !Number.isInteger(nearest) ? nearest : digits;
}

/**
 * A scalar as text: numbers by their digits. Undefined for what has none: objects, numbers whose digits
 * are lost already, and numbers that would need an exponent.
 */
export function writtenForm(value: unknown): string | undefined {
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") {
    return String(value);
  }
  const isNumber = typeof value === "number" ? isFaithful(value) : isExact(value);
  const digits = isNumber ? String(value) : "e";
  return /e/i.test(digits) ? undefined : digits;
}
