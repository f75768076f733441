import { describeValue, inputError } from "../values/inputError";
import { named } from "../values/jsonCleaners";

/** The label of the input that holds the journey. Errors begin with it. */
export const JOURNEY_LABEL = "Journey";

/** A part of the journey that Segment's journey does not have. */
export interface Omission {
  /** The place in the journey: `waypoints[1].isActive`. */
  path: string;
  /** One sentence. */
  why: string;
}

/** Notes an omission. */
export type Omit = (path: string, why: string) => void;

/**
 * Refuses a place in the journey. No value is quoted.
 * @param came the description of the value, if it needs another one.
 * @throws an input error that begins with the path, always.
 */
export function refuseAt(
  path: string,
  expected: string,
  value: unknown,
  came = describeValue(value, false),
): never {
  throw inputError(named(JOURNEY_LABEL, path), expected, came);
}
