import { runInNewContext } from "node:vm";

/** Milliseconds. What grows with its input takes a fraction of it, what grows with the square hours. */
const LONGEST = 20_000;

/**
 * Runs work whose time must not grow much with its input.
 * @throws if it is not done after 20 s: the work is stopped, even within a regular expression.
 */
export const inTime = <Result>(work: () => Result): Result =>
  runInNewContext("work()", { work }, { timeout: LONGEST });
