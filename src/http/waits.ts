import { isRecord } from "../inputs/clean";

/** What an answer's headers and body say of when to come back. */
export interface WaitHints {
  retryAfter?: string;
  rateLimitRemaining?: string;
  rateLimitReset?: string;
  body?: unknown;
}

/** A time of day and its zone: the engine takes `wait 40` for a year, too. */
const ZONED_TIME = /\d\d:\d\d:\d\d.*[a-z]/i;
/** No date is longer; to look through a header as long as headers may be takes too long. */
const LONGEST_DATE = 100;

function untilDate(text: string | undefined, now: number): number | undefined {
  if (!text || text.length > LONGEST_DATE || !ZONED_TIME.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) || at <= now ? undefined : at - now;
}

/** The largest of many numbers, rounded up; more than a call takes as arguments. */
const largest = (waits: number[]): number | undefined =>
  waits.length === 0 ? undefined : Math.ceil(waits.reduce((a, b) => Math.max(a, b)));

function ofRetryAfter(text: string | undefined, now: number): number | undefined {
  const trimmed = text?.trim();
  if (trimmed && /^\d{1,9}$/.test(trimmed)) return Number(trimmed) * 1000;
  return untilDate(trimmed, now);
}

function ofBody(body: unknown): number | undefined {
  const errors = isRecord(body) && Array.isArray(body.errors) ? body.errors : [];
  const waits = errors
    .map((error) => (isRecord(error) && isRecord(error.data) ? error.data.msBeforeNext : undefined))
    .filter((wait): wait is number => Number.isFinite(wait) && (wait as number) >= 0);
  return largest(waits);
}

/**
 * The wait Segment asks for, in milliseconds: the largest of `Retry-After` (whole seconds or an HTTP
 * date), `errors[].data.msBeforeNext` and, when nothing remains, `X-RateLimit-Reset`. Undefined where
 * none of them says anything usable.
 */
export function hintedWait(hints: WaitHints, now: number): number | undefined {
  const waits = [
    ofRetryAfter(hints.retryAfter, now),
    ofBody(hints.body),
    hints.rateLimitRemaining?.trim() === "0" ? untilDate(hints.rateLimitReset, now) : undefined,
  ].filter((wait) => wait !== undefined);
  return largest(waits);
}
