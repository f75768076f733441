import { inspect } from "node:util";

/** The rounds of a loop. Their number is fixed at the start, even if a step changes the list. */
export interface Rounds {
  count: number;
  itemAt(index: number): unknown;
}

/**
 * The rounds over the items of a list.
 * @throws if the value is not a list.
 */
export function toItemRounds(value: unknown): Rounds {
  if (Array.isArray(value)) return { count: value.length, itemAt: (index) => value[index] };
  throw new Error(
    `Items: expected a list, got ${value === undefined ? "nothing" : inspect(value)}`,
  );
}

/**
 * A number of rounds. Their indexes are made one by one, so a loop of a million that ends early
 * costs nothing.
 * @throws if the value is not a whole number from 0.
 */
export function toCountedRounds(value: unknown): Rounds {
  const isNumber = typeof value === "number" || (typeof value === "string" && value.trim() !== "");
  const count = Number(value);
  if (!isNumber || !Number.isInteger(count) || count < 0) {
    throw new Error(`Iteration Count: expected a whole number from 0, got ${inspect(value)}`);
  }
  return { count, itemAt: (index) => index };
}
