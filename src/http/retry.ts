import type { FailureKind } from "./failure";
import { LIMITS, WAITS } from "./limits";

/** A failed attempt, as far as sending the request again is concerned. */
export interface FailedAttempt {
  kind: FailureKind;
  /** The server had closed the connection, which says nothing of how busy it is. */
  stale?: boolean;
  /** Whether sending the request twice leaves behind what sending it once does. */
  repeatable: boolean;
  /** 1 for the first attempt. */
  attempt: number;
  /** The wait Segment asks for, in milliseconds. */
  hintMs?: number;
  /** How often the action may still send again, over all its requests. */
  retriesLeft: number;
  /** What is left of the action's time, in milliseconds. */
  leftMs: number;
}

/** How often, how soon and how freely a request is sent again. */
export interface RetryPolicy {
  /** Attempts after the first. */
  retries: number;
  /** Attempts after the first of all requests of an action together. */
  retriesInAll: number;
  /** Sends again after every failure, even where that can repeat a change. */
  afterEvery: boolean;
  /** The wait before the attempt after this one, in milliseconds; the component's own if left out. */
  delay?(attempt: number): number;
}

/** The policy of actions and picklists: never a change twice. */
export const actionPolicy: RetryPolicy = {
  retries: LIMITS.retries,
  retriesInAll: LIMITS.retriesOverPages,
  afterEvery: false,
};

/** What a builder sets on the raw request. */
export interface RawRetryOptions {
  /** Attempts after the first. */
  retries: number;
  /** Milliseconds between attempts. */
  delayMs: number;
  /** Doubles the delay with each attempt, from half a second where none is given. */
  exponential: boolean;
  /** Sends again after every failure, whatever it is. */
  allErrors: boolean;
}

/** The policy of the raw request: as often and as soon as its inputs say. */
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

/** The wait without a word from Segment, in milliseconds. */
function ownWait(kind: FailureKind, attempt: number, random: () => number): number {
  if (kind === "rejected") {
    const most = Math.min(WAITS.rejectedMs.most, doubled(WAITS.rejectedMs.first, attempt));
    return between(most / 2, most, random);
  }
  return between(0, Math.min(WAITS.failedMs.most, doubled(WAITS.failedMs.first, attempt)), random);
}

/**
 * Decides what follows a failed attempt: the wait in milliseconds before the next one, or undefined
 * to give up. A wait Segment asks for is never undercut; one beyond the longest wait or the time
 * left gives up. After 429 without a time the component's own wait is the least.
 * @param random gives 0 to 1, 1 excluded.
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
