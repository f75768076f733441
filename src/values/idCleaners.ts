import { type Cleaner, isBlank } from "./cleaner";
import { refuse } from "./inputError";
import { CONTROL, INVISIBLE_ENDS } from "./invisible";

/** Whether text can stand as one segment of a path, and shows all that is in it. */
export const isSegment = (text: string): boolean =>
  text === text.trim() &&
  text !== "." &&
  text !== ".." &&
  text.isWellFormed() &&
  !CONTROL.test(text) &&
  !INVISIBLE_ENDS.test(text);

const SEGMENT = "without outer spaces, control or invisible characters or dots alone";

/** A name that stands for an id in a path, such as an event's: text that is one segment of a path. */
export const asName: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  if (typeof raw !== "string") return refuse(raw, label, "a name as text");
  return isSegment(raw) ? raw : refuse(raw, label, `a name ${SEGMENT}`);
};

/** What becomes of a value that is missing where a template or a script turns it into text. */
const NO_ID = /^(undefined|null|NaN|\[object .*\])$/;

/**
 * The id of one resource: text that is one segment of a path. Refuses commas, which stand between
 * several ids, and the text of a missing value.
 */
export const asId: Cleaner<string> = (raw, label) => {
  if (isBlank(raw)) return undefined;
  if (typeof raw !== "string") return refuse(raw, label, "an id as text");
  if (!isSegment(raw)) return refuse(raw, label, `an id ${SEGMENT}`);
  if (NO_ID.test(raw)) return refuse(raw, label, "an id");
  return raw.includes(",") ? refuse(raw, label, "an id, and one alone") : raw;
};
