import { type Cleaner, isBlank } from "./cleaner";
import { isExact, writtenForm } from "./exactNumber";
import { describeValue, inputError, refuse } from "./inputError";
import { CONTROL, INVISIBLE_ENDS } from "./invisible";
import { characters } from "./text";

/** Accepts text unchanged, and converts booleans and numbers that have all their digits to text. */
export const asText: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const isNumber = isExact(raw) || Number.isFinite(raw);
  return (
    writtenForm(raw) ??
    refuse(raw, label, isNumber ? "text, which keeps the digits of a number this long" : "text")
  );
};

/** Accepts text of at most so many characters. */
export const asTextUpTo =
  (most: number): Cleaner<string> =>
  (raw, label) => {
    const text = asText(raw, label);
    if (text === undefined || characters(text) <= most) return text;
    throw inputError(label, `text of at most ${most} characters`, describeValue(text, false));
  };

/** The text that a script makes of a missing value or an object. */
const NO_TEXT = /^(undefined|\[object [A-Z]\w*\])$/;

/**
 * Accepts one text of a list, such as the ID of an end user; it may contain spaces and commas. Refuses
 * control characters, invisible characters at its ends, and the text of a missing value.
 */
export const asEntry: Cleaner<string> = (raw, label) => {
  const text = asText(raw, label);
  if (text === undefined) return undefined;
  if (NO_TEXT.test(text)) return refuse(text, label, "text");
  return CONTROL.test(text) || INVISIBLE_ENDS.test(text)
    ? refuse(
        text,
        label,
        "text without control characters and without invisible characters at its ends",
      )
    : text;
};

/** Accepts source code or another long text. It is never quoted in an error. */
export const asCode: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  return typeof raw === "string" ? raw : refuse(raw, label, "text", false);
};
