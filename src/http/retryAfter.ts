import { isExact } from "../values/exactNumber";
import { isRecord } from "../values/record";

/** What an answer's headers and body say of when to come back. */
export interface RetryAfterHints {
  retryAfter?: string;
  rateLimitRemaining?: string;
  rateLimitReset?: string;
  body?: unknown;
}

/** A time of day and its zone: the engine takes `wait 40` for a year, too. */
const ZONED_TIME = /\d\d:\d\d:\d\d.*[a-z]/i;
/** No date is longer; to look through a header as long as headers may be takes too long. */
const LONGEST_DATE = 100;
/** The obsolete date of RFC 850: `Saturday, 31-Jan-26 08:02:00 GMT`. */
const RFC_850 = /^[a-z]+, (\d\d)-([a-z]{3})-(\d\d) (\d\d:\d\d:\d\d) GMT$/i;
/** The date of C's asctime, which is in UTC and does not say so: `Sat Jan 31 08:02:00 2026`. */
const ASCTIME = /^[a-z]{3} ([a-z]{3}) ([ \d]\d) (\d\d:\d\d:\d\d) (\d{4})$/i;

/** The year of two digits that is at most 50 years ahead, as RFC 9110 reads it. */
function fullYear(digits: number, now: number): number {
  const year = new Date(now).getUTCFullYear();
  const past = year - ((((year - digits) % 100) + 100) % 100);
  return past + 100 - year <= 50 ? past + 100 : past;
}

/** Milliseconds since 1970 of an HTTP date in any form of RFC 9110; NaN of anything else. */
function parseDate(text: string, now: number): number {
  if (text.length > LONGEST_DATE) return Number.NaN;
  const [, day, month, digits, time] = RFC_850.exec(text) ?? [];
  if (day) return Date.parse(`${day} ${month} ${fullYear(Number(digits), now)} ${time} GMT`);
  const [, monthName, dayOfMonth, timeOfDay, year] = ASCTIME.exec(text) ?? [];
  if (monthName) return Date.parse(`${dayOfMonth} ${monthName} ${year} ${timeOfDay} GMT`);
  return ZONED_TIME.test(text) ? Date.parse(text) : Number.NaN;
}

/** Milliseconds until a time; undefined if that has passed or is none. */
const until = (time: number, now: number): number | undefined =>
  time > now ? time - now : undefined;

/** Numbers from here on are seconds since 1970 (since 2001), those below are seconds from now. */
const LEAST_EPOCH_SECONDS = 1e9;
/** Numbers from here on are milliseconds since 1970 (since 1973); as seconds they would mean the year 5138. */
const LEAST_EPOCH_MS = 1e11;

/**
 * Milliseconds until a reset, given as a date or as a number. Services disagree on the number; its
 * size tells which it is: seconds from now, seconds since 1970 or milliseconds since 1970.
 */
function ofReset(text: string | undefined, now: number): number | undefined {
  const trimmed = text?.trim() ?? "";
  if (!/^\d{1,16}(\.\d{1,9})?$/.test(trimmed)) return until(parseDate(trimmed, now), now);
  const value = Number(trimmed);
  if (value >= LEAST_EPOCH_MS) return until(value, now);
  return until(value >= LEAST_EPOCH_SECONDS ? value * 1000 : now + value * 1000, now);
}

/** The longest wait there is: one of more digits is as long as that. */
const LONGEST = Number.MAX_SAFE_INTEGER;

/** The largest of many numbers, rounded up; more than a call takes as arguments. */
const largest = (waits: number[]): number | undefined =>
  waits.length === 0
    ? undefined
    : Math.min(LONGEST, Math.ceil(waits.reduce((a, b) => Math.max(a, b))));

function ofRetryAfter(text: string | undefined, now: number): number | undefined {
  const trimmed = text?.trim();
  if (trimmed && /^\d+$/.test(trimmed)) return Number(trimmed) * 1000;
  return until(parseDate(trimmed ?? "", now), now);
}

function ofBody(body: unknown): number | undefined {
  const errors = isRecord(body) && Array.isArray(body.errors) ? body.errors : [];
  const waits = errors
    .map((error) => (isRecord(error) && isRecord(error.data) ? error.data.msBeforeNext : undefined))
    .map((wait) => (isExact(wait) ? Math.min(LONGEST, Number(wait.digits)) : wait))
    .filter((wait): wait is number => Number.isFinite(wait) && (wait as number) >= 0);
  return largest(waits);
}

/**
 * The wait Segment asks for, in milliseconds: the largest of `Retry-After` (whole seconds or an HTTP
 * date of any form), `errors[].data.msBeforeNext` and, when nothing remains, `X-RateLimit-Reset` (a
 * date, seconds or milliseconds since 1970, or seconds from now). Undefined if none of them says
 * anything usable; a time that has passed does not.
 */
export function retryAfterMs(hints: RetryAfterHints, now: number): number | undefined {
  const waits = [
    ofRetryAfter(hints.retryAfter, now),
    ofBody(hints.body),
    hints.rateLimitRemaining?.trim() === "0" ? ofReset(hints.rateLimitReset, now) : undefined,
  ].filter((wait) => wait !== undefined);
  return largest(waits);
}
