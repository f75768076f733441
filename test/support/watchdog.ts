import { runInNewContext } from "node:vm";

/** Milliseconds. What grows with its input takes a fraction of it, what grows with the square hours. */
const LONGEST = 20_000;

/**
 * Runs work that must not take much longer the larger its input is.
 * @throws where it is not done after 20 s: it is stopped in the middle, even within a regular expression.
 */
export const inTime = <Result>(work: () => Result): Result =>
  runInNewContext("work()", { work }, { timeout: LONGEST });
