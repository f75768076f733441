import type { SpectralError } from "@prismatic-io/spectral";
import { type Cleaner, isBlank } from "./cleaner";
import { flawIn } from "./flaw";
import { describeValue, inputError } from "./inputError";
import { parseJson } from "./json";
import { jsonSize, MOST_JSON } from "./jsonSize";

/** Names a place within an input: `Invites[0].email`, `Options.filterByExternalIds`. */
export const named = (label: string, path: string): string =>
  path === "" || path.startsWith("[") ? `${label}${path}` : `${label}.${path}`;

function parse(text: string, label: string, expected: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw inputError(label, expected, (error as Error).message);
  }
}

const tooDeep = (label: string): SpectralError =>
  inputError(label, `JSON of at most ${MOST_JSON.depth} levels`, "more");

/** Refuses text that would take far more memory and time when parsed than as text. */
function refuseOversize(text: string, label: string): void {
  const { weight, depth } = jsonSize(Buffer.from(text));
  if (depth > MOST_JSON.depth) throw tooDeep(label);
  if (weight <= MOST_JSON.weight) return;
  throw inputError(label, "fewer values", describeValue(text, false));
}

/**
 * Parses JSON text, and returns any other value unchanged.
 * @throws an input error with the path of a value that JSON cannot represent: see {@link flawIn}.
 */
export function fromJson(raw: unknown, label: string, expected: string): unknown {
  if (typeof raw === "string") refuseOversize(raw, label);
  const value = typeof raw === "string" ? parse(raw, label, expected) : raw;
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
