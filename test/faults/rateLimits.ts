import { METHODS } from "./faultRunner";
import { gap, REFUSED, RETRIED, type Row, reactionRow, respondWith } from "./reactions";

const limited = (headers: Record<string, string>, body?: object) => respondWith(429, headers, body);
const msBeforeNext = (ms: number) => ({
  errors: [{ type: "rate-limit", data: { msBeforeNext: ms } }],
});
/** A whole second so long from now. */
const secondIn = (inMs: number) => new Date(Math.ceil((Date.now() + inMs) / 1000) * 1000);

/** The forms of an HTTP date, for a time that they all can write. */
const DATES: ((time: Date) => string)[] = [
  (time) => time.toUTCString(),
  (time) => ` ${time.toUTCString()} `,
  // Saturday, 31-Jan-26 08:00:00 GMT
  (time) => {
    const weekday = time.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
    return time.toUTCString().replace(/^..., (..) (...) ..(..)/, `${weekday}, $1-$2-$3`);
  },
  // Sat Jan 31 08:00:00 2026
  (time) => time.toUTCString().replace(/^(...), (..) (...) (....) (\S+) GMT$/, "$1 $3 $2 $5 $4"),
];
/** The forms of a reset. */
const RESETS: ((time: Date) => string)[] = [
  ...DATES,
  (time) => String(time),
  (time) => String(time.getTime() / 1000),
  (time) => String(time.getTime()),
  (time) => String(Math.ceil((time.getTime() - Date.now()) / 1000)),
];

/** 429, with and without a word on when to come back. */
export const rateLimits: Row[] = [
  reactionRow(
    1,
    "429 with Retry-After 1 is sent again after a second",
    limited({ "Retry-After": "1" }),
    RETRIED,
    (result) => expect(gap(result)).toBeGreaterThanOrEqual(1000),
  ),
  {
    row: 2,
    title: "429 with an HTTP date is sent again after that date",
    test: async (runner) => {
      for (const method of METHODS) {
        for (const write of DATES) {
          let time = new Date();
          const response = () => {
            time = secondIn(7000);
            return { status: 429, headers: { "Retry-After": write(time) } };
          };
          const result = await runner.attempt(method, { requests: [response] });
          expect(result.error).toBeUndefined();
          expect(result.arrived).toHaveLength(2);
          expect(result.arrived[1]?.at).toBeGreaterThanOrEqual(time.getTime());
        }
      }
    },
  },
  reactionRow(
    3,
    "429 with msBeforeNext alone is sent again after it",
    limited({}, msBeforeNext(1500)),
    RETRIED,
    (result) => expect(gap(result)).toBeGreaterThanOrEqual(1500),
  ),
  {
    row: 4,
    title: "429 with nothing remaining and a reset is sent again after the reset",
    test: async (runner) => {
      for (const write of RESETS) {
        let time = new Date();
        const response = () => {
          time = secondIn(9000);
          const headers = { "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": write(time) };
          return { status: 429, headers };
        };
        for (const method of METHODS) {
          const result = await runner.attempt(method, { requests: [response] });
          expect(result.error).toBeUndefined();
          expect(result.arrived[1]?.at).toBeGreaterThanOrEqual(time.getTime());
        }
      }
    },
  },
  reactionRow(
    5,
    "of two hints the larger one is waited out",
    [
      limited({ "Retry-After": "2" }, msBeforeNext(8000)),
      limited({ "Retry-After": "8" }, msBeforeNext(2000)),
    ],
    RETRIED,
    (result) => expect(gap(result)).toBeGreaterThanOrEqual(8000),
  ),
  reactionRow(
    6,
    "429 without a usable hint is sent again after a wait of its own",
    [
      limited({}),
      limited({ "Retry-After": "soon" }),
      limited({ "Retry-After": "-5" }),
      limited({ "Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT" }),
    ],
    RETRIED,
    (result) => {
      expect(gap(result)).toBeGreaterThanOrEqual(1000);
      expect(gap(result)).toBeLessThanOrEqual(2100);
    },
  ),
  reactionRow(
    7,
    "429 for an hour fails at once and says when to try again",
    limited({ "Retry-After": "3600" }),
    REFUSED,
    ({ error, ms }) => {
      expect(ms).toBeLessThan(100);
      expect(error?.retryAfterMs).toBe(3_600_000);
      expect(error?.message).toMatch(/Try again in 3600 seconds\.$/);
    },
  ),
  {
    row: 8,
    title:
      "429 for ages fails at once, and a hint that is no number counts for nothing: never a tight loop",
    test: async (runner) => {
      const days = { "Retry-After": new Date(Date.now() + 40 * 86_400_000).toUTCString() };
      for (const method of ["GET", "POST"] as const) {
        const result = await runner.attempt(method, limited(days));
        expect(result).toMatchObject({ begun: 1, error: { outcome: "not_applied" } });
        expect(result.error?.retryAfterMs).toBeGreaterThan(39 * 86_400_000);
        for (const hint of ["99999999999", "9".repeat(400)]) {
          const ages = await runner.attempt(method, limited({ "Retry-After": hint }));
          expect(ages).toMatchObject({ begun: 1, error: { outcome: "not_applied" } });
          expect(ages.error?.retryAfterMs).toBeGreaterThan(39 * 86_400_000);
        }
        for (const hint of ["Infinity", "1e99"]) {
          const again = await runner.attempt(method, limited({ "Retry-After": hint }));
          expect(again).toMatchObject({ begun: 2, data: {} });
          expect(gap(again)).toBeGreaterThanOrEqual(1000);
        }
      }
    },
  },
  {
    row: 9,
    title: "429 for ever fails after 4 attempts, with nothing applied",
    test: async (runner) => {
      const response = { status: 429, headers: { "Retry-After": "1" } };
      for (const method of METHODS) {
        const result = await runner.attempt(method, { requests: Array(10).fill(response) });
        expect(result).toMatchObject({
          begun: 4,
          commits: 0,
          error: { attempts: 4, outcome: "not_applied" },
        });
      }
    },
  },
];
