import { inspect } from "node:util";

/** What a loop goes over. Its length is that at its beginning, whatever its steps do to a list. */
export interface Rounds {
  count: number;
  itemAt(index: number): unknown;
}

/** @throws where it is no list. */
export function toItemRounds(value: unknown): Rounds {
  if (Array.isArray(value)) return { count: value.length, itemAt: (index) => value[index] };
  throw new Error(
    `Items: expected a list, got ${value === undefined ? "nothing" : inspect(value)}`,
  );
}

/**
 * Turns are counted as they come: a loop of a million that is left early costs nothing.
 * @throws where it is no whole number from 0.
 */
export function toCountedRounds(value: unknown): Rounds {
  const isNumber = typeof value === "number" || (typeof value === "string" && value.trim() !== "");
  const count = Number(value);
  if (!isNumber || !Number.isInteger(count) || count < 0) {
    throw new Error(`Iteration Count: expected a whole number from 0, got ${inspect(value)}`);
  }
  return { count, itemAt: (index) => index };
}
