import {
  compareNumber,
  isLosslessNumber,
  isSafeNumber,
  LosslessNumber,
  parse,
  stringify,
} from "lossless-json";

/** Whether JavaScript writes a number as the number it read: 1e21, but not 9223372036854775807. */
const isKept = (digits: string): boolean =>
  isSafeNumber(digits) ||
  (Number.isFinite(Number(digits)) && compareNumber(String(Number(digits)), digits) === 0);

/** JSON with numbers that JavaScript would change kept as the digits they came as. */
export function parseExact(text: string): unknown {
  // Fifteen digits always survive.
  if (!/\d[\d.]{15}|\d[eE]/.test(text)) return JSON.parse(text);
  return parse(text, undefined, {
    parseNumber: (digits) => (isKept(digits) ? Number(digits) : new LosslessNumber(digits)),
    onDuplicateKey: ({ newValue }) => newValue,
  });
}

/** The JSON text of a value, with such numbers as their digits. */
export function writeExact(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('"isLosslessNumber":true') ? (stringify(value) ?? text) : text;
}

/** Whether a value is a number that JavaScript has none for. */
export const isExactNumber = isLosslessNumber;
