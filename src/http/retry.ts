import { LIMITS } from "./limits";

/** What went wrong with one attempt, as far as sending it again is concerned. */
export interface FailedAttempt {
  method: string;
  /** 1 for the first attempt. */
  attempt: number;
  /** The answer's status; undefined without an answer. */
  status?: number;
  /** Node's or axios' code of a failed connection, such as ECONNREFUSED. */
  code?: string;
  /** The wait Segment asks for, in milliseconds. */
  hintMs?: number;
  /** What is left of the action's time, in milliseconds. */
  leftMs: number;
}

/** When an attempt is made again. */
export interface RetryPolicy {
  /** Attempts after the first. */
  retries: number;
  /** Whether a failure of this kind may be sent again at all. */
  allows(failed: FailedAttempt): boolean;
  /** The wait in milliseconds where Segment gives none; at least this long where it does. */
  delay(failed: FailedAttempt): number;
}

const JITTER_MS = { least: 50, most: 1000 };
const BACKOFF_MS = { first: 2000, most: 60_000 };
/** Methods that leave the same state behind however often they arrive. */
const REPEATABLE = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]);
/** Failures before the request reached Segment. */
const NOT_SENT = new Set(["ECONNREFUSED", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
/** Answers after which it is unknown whether Segment carried the request out. */
const AMBIGUOUS_STATUS = new Set([408, 500, 502, 503, 504]);

const between = (least: number, most: number, random: () => number): number =>
  least + random() * (most - least);

/**
 * Decides what follows a failed attempt: the wait in milliseconds before the next one, or undefined
 * to give up. A hint is never undercut, and one beyond the longest wait or the time left gives up.
 */
export function waitBeforeRetry(
  policy: RetryPolicy,
  failed: FailedAttempt,
  random: () => number = Math.random,
): number | undefined {
  if (failed.attempt > policy.retries || !policy.allows(failed)) return undefined;
  const hinted =
    failed.hintMs === undefined
      ? 0
      : failed.hintMs + between(JITTER_MS.least, JITTER_MS.most, random);
  if (failed.hintMs !== undefined && failed.hintMs > LIMITS.longestWaitMs) return undefined;
  const wait = Math.max(hinted, policy.delay(failed));
  return wait < failed.leftMs ? wait : undefined;
}

/**
 * The policy of actions and picklists: an answer of 429 was not carried out, so any method is sent
 * again after the wait Segment asks for.
 */
export const actionPolicy = (random: () => number = Math.random): RetryPolicy => ({
  retries: LIMITS.retries,
  allows: ({ status }) => status === 429,
  delay: ({ attempt, hintMs }) =>
    hintMs === undefined
      ? Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** (attempt - 1)) * between(0.5, 1, random)
      : 0,
});

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

const RAW_BACKOFF_MS = 500;

/**
 * The policy of the raw request. Without `allErrors` a request is sent again only where that cannot
 * repeat a change: after 429, where it never left, and, for methods that can be repeated, after an
 * answer or a broken connection that leaves the result open.
 */
export const rawPolicy = (options: RawRetryOptions): RetryPolicy => ({
  retries: options.retries,
  allows: ({ method, status, code }) => {
    if (options.allErrors || status === 429) return true;
    if (status === undefined && code !== undefined && NOT_SENT.has(code)) return true;
    if (code === "ENOTFOUND") return false;
    return REPEATABLE.has(method) && (status === undefined || AMBIGUOUS_STATUS.has(status));
  },
  delay: ({ attempt }) =>
    options.exponential
      ? (options.delayMs || RAW_BACKOFF_MS) * 2 ** (attempt - 1)
      : options.delayMs,
});
