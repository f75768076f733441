import { isDeepStrictEqual } from "node:util";

/** The result of one entry of many, and the expected result. */
interface Outcome {
  got: unknown;
  expected: unknown;
}

type Wrong = { name: string } & (Outcome | { error: unknown });

/** As many as a report of a failure can be read of. */
const SHOWN = 3;

/**
 * The first of many of which something else came than was to come, or which failed, by their names; none
 * if all are right.
 */
export function wrongAmong<One>(
  all: readonly One[],
  nameOf: (one: One) => string,
  outcomeOf: (one: One) => Outcome,
): Wrong[] {
  const wrong = all.flatMap((one): Wrong[] => {
    const name = nameOf(one);
    try {
      const outcome = outcomeOf(one);
      return isDeepStrictEqual(outcome.got, outcome.expected) ? [] : [{ name, ...outcome }];
    } catch (error) {
      return [{ name, error: error instanceof Error ? error.message : error }];
    }
  });
  return wrong.slice(0, SHOWN);
}
