import type { AttemptResult } from "./attempt";

const FIRST_DELAY_MS = 28_000;
/** The number of retries of a delivery, so that the last one is almost four hours after the first attempt. */
export const MAX_RETRIES = 9;

/** The outcome that a result decides. A transient one is retried. */
export function judge(result: AttemptResult): "delivered" | "failed" | "transient" {
  if ("problem" in result) return "transient";
  const { status } = result;
  if (status >= 200 && status < 300) return "delivered";
  return status === 429 || status >= 500 ? "transient" : "failed";
}

/** Returns the milliseconds before the next attempt, twice as many each time. Undefined after the last one. */
export function delayAfter(attempts: number): number | undefined {
  return attempts > MAX_RETRIES ? undefined : FIRST_DELAY_MS * 2 ** (attempts - 1);
}
