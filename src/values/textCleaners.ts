import { type Cleaner, isBlank } from "./cleaner";
import { isExact, writtenForm } from "./exactNumber";
import { describeValue, inputError, refuse } from "./inputError";
import { CONTROL, INVISIBLE_ENDS } from "./invisible";
import { characters } from "./text";

/** Text as it is; a boolean, or a number that still has all its digits, in its written form. */
export const asText: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  const isNumber = isExact(raw) || Number.isFinite(raw);
  return (
    writtenForm(raw) ??
    refuse(raw, label, isNumber ? "text, which keeps the digits of a number this long" : "text")
  );
};

/** Text of no more than so many characters. */
export const asTextUpTo =
  (most: number): Cleaner<string> =>
  (raw, label) => {
    const text = asText(raw, label);
    if (text === undefined || characters(text) <= most) return text;
    throw inputError(label, `text of at most ${most} characters`, describeValue(text, false));
  };

/** What becomes of a value that is missing, or of an object, where a script turns it into text. */
const NO_TEXT = /^(undefined|\[object [A-Z]\w*\])$/;

/**
 * One text of a list, such as the ID of an end user, which may hold spaces and commas. Refuses control
 * characters, invisible ones at its ends, and the text of a missing value.
 */
export const asEntry: Cleaner<string> = (raw, label) => {
  const text = asText(raw, label);
  if (text === undefined) return undefined;
  if (NO_TEXT.test(text)) return refuse(text, label, "text");
  return CONTROL.test(text) || INVISIBLE_ENDS.test(text)
    ? refuse(text, label, "text without control characters and invisible ends")
    : text;
};

/** Source code or another long text: text only, never quoted in an error. */
export const asCode: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  return typeof raw === "string" ? raw : refuse(raw, label, "text", false);
};
