import type { FailureKind } from "./failure";
import { LIMITS, WAITS } from "./limits";

/** The facts about a failed attempt that a retry depends on. */
export interface FailedAttempt {
  kind: FailureKind;
  /** True if the server had closed the kept connection, so that a retry need not wait. */
  stale?: boolean;
  /** True if sending the request twice has the same effect as sending it once. */
  repeatable: boolean;
  /** 1 for the first attempt. */
  attempt: number;
  /** The wait that Segment asks for, in milliseconds. */
  hintMs?: number;
  /** The retries that the action has left, over all its requests. */
  retriesLeft: number;
  /** The time that the action has left, in milliseconds. */
  leftMs: number;
}

/** The rules for the retries of a request. */
export interface RetryPolicy {
  /** Attempts after the first. */
  retries: number;
  /** Attempts after the first, of all requests of an action together. */
  retriesInAll: number;
  /** Retries after every failure, even if that can repeat a change. */
  afterEvery: boolean;
  /** Returns the wait after an attempt, in milliseconds; the component's own if left out. */
  delay?(attempt: number): number;
}

/** The policy of actions and picklists. It never repeats a change. */
export const actionPolicy: RetryPolicy = {
  retries: LIMITS.retries,
  retriesInAll: LIMITS.retriesOverPages,
  afterEvery: false,
};

/** The retry inputs of the raw request. */
export interface RawRetryOptions {
  /** Attempts after the first. */
  retries: number;
  /** Milliseconds between attempts. */
  delayMs: number;
  /** Doubles the delay with each attempt, starting at half a second if it is 0. */
  exponential: boolean;
  /** Retries after every failure. */
  allErrors: boolean;
}

/** Creates the policy of the raw request from its inputs. */
export const rawPolicy = (options: RawRetryOptions): RetryPolicy => ({
  retries: options.retries,
  retriesInAll: options.retries,
  afterEvery: options.allErrors,
  delay: (attempt) =>
    options.exponential
      ? doubled(options.delayMs || WAITS.failedMs.first, attempt)
      : options.delayMs,
});

const doubled = (first: number, attempt: number): number => first * 2 ** (attempt - 1);

const between = (least: number, most: number, random: () => number): number =>
  least + random() * (most - least);

function mayRepeat({ kind, repeatable }: FailedAttempt, afterEvery: boolean): boolean {
  if (kind === "unsendable") return false;
  if (kind === "rejected" || kind === "notSent" || afterEvery) return true;
  return kind === "ambiguous" && repeatable;
}

/** Returns the component's own wait, in milliseconds. */
function ownWait(kind: FailureKind, attempt: number, random: () => number): number {
  if (kind === "rejected") {
    const most = Math.min(WAITS.rejectedMs.most, doubled(WAITS.rejectedMs.first, attempt));
    return between(most / 2, most, random);
  }
  return between(0, Math.min(WAITS.failedMs.most, doubled(WAITS.failedMs.first, attempt)), random);
}

/**
 * Decides about the retry of a failed attempt. Returns the wait before it in milliseconds, or undefined
 * to give up. The wait is never shorter than one that Segment asks for, nor, after a 429 without a time,
 * than the component's own. A wait beyond the longest one or beyond the time left gives up.
 * @param random returns a number from 0 up to, but not including, 1.
 */
export function waitBeforeRetry(
  policy: RetryPolicy,
  failed: FailedAttempt,
  random: () => number = Math.random,
): number | undefined {
  const { attempt, kind, hintMs, leftMs, retriesLeft } = failed;
  if (attempt > policy.retries || retriesLeft <= 0) return undefined;
  if (!mayRepeat(failed, policy.afterEvery)) return undefined;
  if ((hintMs ?? 0) > LIMITS.longestWaitMs) return undefined;
  const { least, most } = WAITS.jitterMs;
  const own =
    hintMs === undefined ? ownWait(kind, attempt, random) : hintMs + between(least, most, random);
  const chosen = failed.stale ? 0 : (policy.delay?.(attempt) ?? own);
  const mustKeep = hintMs !== undefined || kind === "rejected";
  const wait = mustKeep ? Math.max(own, chosen) : chosen;
  return wait < leftMs ? wait : undefined;
}
