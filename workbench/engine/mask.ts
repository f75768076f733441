import { createRedactor } from "../../src/http/redact";

/** No way of writing a secret takes more characters for one of its own. */
const LONGEST_WRITING = 12;

/** Masks known secrets in JSON values of any depth. */
export interface Mask {
  text(text: string): string;
  value<Value>(value: Value): Value;
  /**
   * Masks a text whose end is left out. A secret across the cut is left out with it.
   * @param longest the characters to keep.
   */
  start(text: string, longest: number): string;
  /** The characters of a text, behind a cut, that {@link start} needs to know a secret across the cut. */
  readonly margin: number;
}

/** Creates a mask of secrets. */
export function createMask(secrets: readonly string[]): Mask {
  const hide = createRedactor(() => secrets);
  const margin = Math.max(0, ...secrets.map(({ length }) => length)) * LONGEST_WRITING;
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
    start: (text, longest) => {
      const hidden = hide(text.slice(0, longest + margin));
      return hidden.slice(0, Math.max(0, Math.min(longest, hidden.length - margin)));
    },
    margin,
  };
}
