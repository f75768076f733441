import { type Cleaner, isBlank } from "./cleaner";
import { flawIn } from "./flaw";
import { describeValue, inputError } from "./inputError";
import { parseJson } from "./json";
import { jsonSize, MOST_JSON } from "./jsonSize";

/** Names a place within an input: `Invites[0].email`, `Options.filterByExternalIds`. */
export const named = (label: string, path: string): string =>
  path === "" || path.startsWith("[") ? `${label}${path}` : `${label}.${path}`;

/** Matches text that may name a key `__proto__`, in any spelling. */
const MAY_NAME_PROTOTYPE = /__proto__|\\u/;

function parse(text: string, mayLose: boolean, label: string, expected: string): unknown {
  try {
    return parseJson(text, mayLose);
  } catch (error) {
    throw inputError(label, expected, (error as Error).message);
  }
}

/**
 * Refuses text that would take far more memory and time when parsed than as text.
 * @returns true if a number in it may lose digits as a JavaScript number.
 */
function checkSize(text: string, label: string): boolean {
  const { weight, depth, mayLoseDigits } = jsonSize(Buffer.from(text));
  if (depth > MOST_JSON.depth) {
    throw inputError(label, `JSON of at most ${MOST_JSON.depth} levels`, "more");
  }
  if (weight <= MOST_JSON.weight) return mayLoseDigits;
  throw inputError(label, "fewer values", describeValue(text, false));
}

/**
 * Parses JSON text, and returns any other value unchanged.
 * @throws an input error with the path of a value that JSON cannot represent: see {@link flawIn}.
 */
export function fromJson(raw: unknown, label: string, expected: string): unknown {
  const isText = typeof raw === "string";
  const value = isText ? parse(raw, checkSize(raw, label), label, expected) : raw;
  // Of all flaws, parsed text can only have this name.
  if (isText && !MAY_NAME_PROTOTYPE.test(raw)) return value;
  const flaw = flawIn(value);
  if (!flaw) return value;
  throw inputError(
    named(label, flaw.path),
    flaw.expected,
    flaw.came ?? describeValue(flaw.value, false),
  );
}

/** Accepts any JSON: text is parsed, other values are unchanged. */
export const asJson: Cleaner<unknown> = (raw, label) =>
  isBlank(raw) ? undefined : fromJson(raw, label, "JSON text or a value");
