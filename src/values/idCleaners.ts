import { type Cleaner, isBlank } from "./cleaner";
import { refuse } from "./inputError";
import { CONTROL, INVISIBLE_ENDS } from "./invisible";

/** Returns true if text can be one segment of a path, without invisible characters at its ends. */
export const isSegment = (text: string): boolean =>
  text === text.trim() &&
  text !== "." &&
  text !== ".." &&
  text.isWellFormed() &&
  !CONTROL.test(text) &&
  !INVISIBLE_ENDS.test(text);

const SEGMENT = "without outer spaces, control or invisible characters, other than . and ..";

/** Accepts a name that identifies a resource in a path, such as the name of an event. */
export const asName: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  if (typeof raw !== "string") return refuse(raw, label, "a name as text");
  return isSegment(raw) ? raw : refuse(raw, label, `a name ${SEGMENT}`);
};

/** The text that a template or a script makes of a missing value. */
const NO_ID = /^(undefined|null|NaN|\[object .*\])$/;

/**
 * Accepts the ID of one resource: text that is one segment of a path. Refuses commas, which separate
 * several IDs, and the text of a missing value.
 */
export const asId: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  if (typeof raw !== "string") return refuse(raw, label, "an id as text");
  if (!isSegment(raw)) return refuse(raw, label, `an id ${SEGMENT}`);
  if (NO_ID.test(raw)) return refuse(raw, label, "an id");
  return raw.includes(",") ? refuse(raw, label, "an id without commas") : raw;
};
