import { SpectralError } from "@prismatic-io/spectral";
import { isExact } from "./exactNumber";
import { oneLine } from "./oneLine";
import { characters } from "./text";

const SHOWN_TEXT = 60;
/** A path can have names of any length. */
const SHOWN_LABEL = 500;

/**
 * Describes a received value, for an error.
 * @param quoteText false if the text may be a secret: only its length is shown.
 */
export function describeValue(raw: unknown, quoteText = true): string {
  if (raw === undefined || raw === null || raw === "") return "nothing";
  if (typeof raw === "string") {
    if (!quoteText) return `text of ${characters(raw)} characters`;
    const shown = raw.length > SHOWN_TEXT ? `${raw.slice(0, SHOWN_TEXT)}…` : raw;
    return `text ${JSON.stringify(shown)}`;
  }
  if (typeof raw === "number") return `the number ${raw}`;
  if (isExact(raw)) return `the number ${raw.digits.slice(0, SHOWN_TEXT)}`;
  if (typeof raw === "boolean") return `the boolean ${raw}`;
  if (Array.isArray(raw)) return `a list of ${raw.length}`;
  return typeof raw === "object" ? "an object" : `a ${typeof raw}`;
}

/** Writes the sentence that says what is wrong with an input or a place in it. */
export function inputProblem(label: string, expected: string, came: string): string {
  const shown = label.length > SHOWN_LABEL ? `${label.slice(0, SHOWN_LABEL)}…` : label;
  return oneLine(`${shown}: expected ${expected}, got ${came}.`);
}

/**
 * Creates the error of an unusable input. Nothing has been sent when it is thrown. It may contain names
 * from Segment, so it is reduced to one safe line.
 */
export function inputError(label: string, expected: string, came: string): SpectralError {
  return new SpectralError(inputProblem(label, expected, came));
}

/**
 * Refuses the value of an input.
 * @param quoteText false if the text may be a secret; see {@link describeValue}.
 * @throws the error of {@link inputError}, always.
 */
export function refuse(raw: unknown, label: string, expected: string, quoteText = true): never {
  throw inputError(label, expected, describeValue(raw, quoteText));
}
