/**
 * Converts the raw value of an input into the value to send. A reference to an earlier step can supply
 * a value of any type, so each cleaner accepts text, numbers, booleans, objects and lists.
 * @returns undefined for a blank input.
 * @throws SpectralError with the label of the input, the expected value and the received one.
 */
export type Cleaner<Value> = (raw: unknown, label: string) => Value | undefined;

/** Returns true for undefined, null and text of only white space. */
export function isBlank(raw: unknown): raw is undefined | null | "" {
  return raw === undefined || raw === null || (typeof raw === "string" && raw.trim() === "");
}
