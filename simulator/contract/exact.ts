import {
  compareNumber,
  isLosslessNumber,
  isSafeNumber,
  LosslessNumber,
  parse,
  stringify,
} from "lossless-json";

/**
 * Returns true if JavaScript writes a number with the same value it read: 1e21, but not
 * 9223372036854775807.
 */
const isUnchanged = (digits: string): boolean =>
  isSafeNumber(digits) ||
  (Number.isFinite(Number(digits)) && compareNumber(String(Number(digits)), digits) === 0);

/** Parses JSON. Numbers that JavaScript cannot represent keep their digits. */
export function parseExact(text: string): unknown {
  // A number of fifteen digits is always safe.
  if (!/\d[\d.]{15}|\d[eE]/.test(text)) return JSON.parse(text);
  return parse(text, undefined, {
    parseNumber: (digits) => (isUnchanged(digits) ? Number(digits) : new LosslessNumber(digits)),
    onDuplicateKey: ({ newValue }) => newValue,
  });
}

/** Serializes JSON. Exact numbers are written with their digits. */
export function writeExact(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('"isLosslessNumber":true') ? (stringify(value) ?? text) : text;
}

/** Returns true for a number that JavaScript cannot represent. */
export const isExactNumber = isLosslessNumber;
