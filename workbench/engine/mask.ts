import { createRedactor } from "../../src/http/redact";

/** Masks known secrets in JSON values of any depth. */
export interface Mask {
  text(text: string): string;
  value<Value>(value: Value): Value;
}

/** Creates a mask of secrets. */
export function createMask(secrets: readonly string[]): Mask {
  const hide = createRedactor(() => secrets);
  const maskIn = (given: unknown): unknown => {
    if (typeof given === "string") return hide(given);
    if (typeof given !== "object" || given === null) return given;
    if (Array.isArray(given)) return given.map(maskIn);
    return Object.fromEntries(
      Object.entries(given).map(([name, entry]) => [hide(name), maskIn(entry)]),
    );
  };
  return {
    text: (text) => hide(text),
    value: <Value>(value: Value) => (secrets.length === 0 ? value : (maskIn(value) as Value)),
  };
}
