import { isExact } from "../values/exactNumber";
import { isRecord } from "../values/record";

/** The headers and the body of a response that may ask for a wait. */
export interface RetryAfterHints {
  retryAfter?: string;
  rateLimitRemaining?: string;
  rateLimitReset?: string;
  body?: unknown;
}

/** Matches a time of day with its zone. The engine would read `wait 40` as a year, too. */
const ZONED_TIME = /\d\d:\d\d:\d\d.*[a-z]/i;
/** The longest date. Searching the longest possible header would take too long. */
const LONGEST_DATE = 100;
/** The obsolete date of RFC 850: `Saturday, 31-Jan-26 08:02:00 GMT`. */
const RFC_850 = /^[a-z]+, (\d\d)-([a-z]{3})-(\d\d) (\d\d:\d\d:\d\d) GMT$/i;
/** The date of C's asctime, always in UTC: `Sat Jan 31 08:02:00 2026`. */
const ASCTIME = /^[a-z]{3} ([a-z]{3}) ([ \d]\d) (\d\d:\d\d:\d\d) (\d{4})$/i;

/** Returns the year of two digits, at most 50 years ahead, as RFC 9110 reads it. */
function fullYear(digits: number, now: number): number {
  const year = new Date(now).getUTCFullYear();
  const past = year - ((((year - digits) % 100) + 100) % 100);
  return past + 100 - year <= 50 ? past + 100 : past;
}

/** Parses an HTTP date in any form of RFC 9110 to milliseconds since 1970; NaN for other text. */
function parseDate(text: string, now: number): number {
  if (text.length > LONGEST_DATE) return Number.NaN;
  const [, day, month, digits, time] = RFC_850.exec(text) ?? [];
  if (day) return Date.parse(`${day} ${month} ${fullYear(Number(digits), now)} ${time} GMT`);
  const [, monthName, dayOfMonth, timeOfDay, year] = ASCTIME.exec(text) ?? [];
  if (monthName) return Date.parse(`${dayOfMonth} ${monthName} ${year} ${timeOfDay} GMT`);
  return ZONED_TIME.test(text) ? Date.parse(text) : Number.NaN;
}

/** Returns the milliseconds until a time; undefined for a time that has passed and for NaN. */
const until = (time: number, now: number): number | undefined =>
  time > now ? time - now : undefined;

/** The least number of seconds since 1970 (in 2001). Smaller numbers are seconds from now. */
const LEAST_EPOCH_SECONDS = 1e9;
/** The least number of milliseconds since 1970 (in 1973). As seconds, it is in the year 5138. */
const LEAST_EPOCH_MS = 1e11;

/**
 * Returns the milliseconds until a reset, given as a date or a number. The size of the number tells its
 * unit: seconds from now, seconds since 1970 or milliseconds since 1970.
 */
function parseReset(text: string | undefined, now: number): number | undefined {
  const trimmed = text?.trim() ?? "";
  if (!/^\d{1,16}(\.\d{1,9})?$/.test(trimmed)) return until(parseDate(trimmed, now), now);
  const value = Number(trimmed);
  if (value >= LEAST_EPOCH_MS) return until(value, now);
  return until(value >= LEAST_EPOCH_SECONDS ? value * 1000 : now + value * 1000, now);
}

/** The longest wait. A number with more digits counts as this one. */
const LONGEST = Number.MAX_SAFE_INTEGER;

/** Returns the largest number, rounded up. There may be more than a call takes as arguments. */
const largest = (waits: number[]): number | undefined =>
  waits.length === 0
    ? undefined
    : Math.min(LONGEST, Math.ceil(waits.reduce((a, b) => Math.max(a, b))));

function parseRetryAfter(text: string | undefined, now: number): number | undefined {
  const trimmed = text?.trim();
  if (trimmed && /^\d+$/.test(trimmed)) return Number(trimmed) * 1000;
  return until(parseDate(trimmed ?? "", now), now);
}

function waitInBody(body: unknown): number | undefined {
  const errors = isRecord(body) && Array.isArray(body.errors) ? body.errors : [];
  const waits = errors
    .map((error) => (isRecord(error) && isRecord(error.data) ? error.data.msBeforeNext : undefined))
    .map((wait) => (isExact(wait) ? Math.min(LONGEST, Number(wait.digits)) : wait))
    .filter((wait): wait is number => Number.isFinite(wait) && (wait as number) >= 0);
  return largest(waits);
}

/**
 * Returns the wait that Segment asks for, in milliseconds: the largest of `Retry-After` (whole seconds or
 * an HTTP date of any form), `errors[].data.msBeforeNext` and, if no requests remain, `X-RateLimit-Reset`
 * (a date, seconds or milliseconds since 1970, or seconds from now). Undefined if none of them is usable;
 * a time that has passed is not.
 */
export function retryAfterMs(hints: RetryAfterHints, now: number): number | undefined {
  const waits = [
    parseRetryAfter(hints.retryAfter, now),
    waitInBody(hints.body),
    hints.rateLimitRemaining?.trim() === "0" ? parseReset(hints.rateLimitReset, now) : undefined,
  ].filter((wait) => wait !== undefined);
  return largest(waits);
}
