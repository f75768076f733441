import fc from "fast-check";
import { anyText } from "../../test/support/anyText";
import { inTime } from "../../test/support/watchdog";
import { ExactNumber } from "../values/exactNumber";
import { type RetryAfterHints, retryAfterMs } from "./retryAfter";

const now = Date.parse("2026-01-31T08:00:00Z");
const inTwoMinutes = "Sat, 31 Jan 2026 08:02:00 GMT";
const asked = (...waits: unknown[]) => ({
  errors: waits.map((msBeforeNext) => ({ type: "rate-limit", data: { msBeforeNext } })),
});

test("Retry-After is read as whole seconds or as an HTTP date", () => {
  expect(retryAfterMs({ retryAfter: "30" }, now)).toBe(30_000);
  expect(retryAfterMs({ retryAfter: " 30 " }, now)).toBe(30_000);
  expect(retryAfterMs({ retryAfter: inTwoMinutes }, now)).toBe(120_000);
  expect(retryAfterMs({ retryAfter: "Saturday, 31-Jan-26 08:02:00 GMT" }, now)).toBe(120_000);
});

test.each([
  "Sat, 31 Jan 2026 08:02:00 GMT",
  "Saturday, 31-Jan-26 08:02:00 GMT",
  "Sat Jan 31 08:02:00 2026",
  "\t Sat Jan 31 08:02:00 2026 ",
])("an HTTP date is read in every form of RFC 9110, in UTC: %p", (retryAfter) => {
  expect(retryAfterMs({ retryAfter }, now)).toBe(120_000);
});

test("a day of one digit is written with a space by asctime", () => {
  const asctime = Date.parse("2026-02-03T00:00:00Z");
  expect(retryAfterMs({ retryAfter: "Tue Feb  3 00:00:07 2026" }, asctime)).toBe(7000);
});

test.each([
  ["2026-01-31T08:00:00Z", "Saturday, 31-Jan-76 08:00:00 GMT", "2076-01-31T08:00:00Z"],
  ["2026-01-31T08:00:00Z", "Monday, 31-Jan-77 08:00:00 GMT", undefined],
  ["2070-01-31T08:00:00Z", "Saturday, 31-Jan-71 08:00:00 GMT", "2071-01-31T08:00:00Z"],
  ["1999-12-31T23:59:00Z", "Saturday, 01-Jan-00 00:00:00 GMT", "2000-01-01T00:00:00Z"],
])("a year of two digits is at most 50 years ahead: in %s, %s", (at, retryAfter, then) => {
  const from = Date.parse(at);
  expect(retryAfterMs({ retryAfter }, from)).toBe(then && Date.parse(then) - from);
});

test.each([
  ["120", 120_000],
  ["0.5", 500],
  ["999999999", 999_999_999_000],
  [String(now / 1000 + 120), 120_000],
  [` ${now / 1000 + 120} `, 120_000],
  [`${now / 1000 + 1}.0005`, 1001],
  [String(now + 1500), 1500],
  ["Sat Jan 31 08:02:00 2026", 120_000],
])("a reset of %s is seconds or milliseconds since 1970, or seconds from now", (reset, wait) => {
  const hints = { rateLimitRemaining: "0", rateLimitReset: reset };
  expect(retryAfterMs(hints, now)).toBe(wait);
});

test.each([
  "0",
  "-5",
  String(now / 1000),
  String(now - 1),
  "1e9",
  "9".repeat(17),
  "soon",
  "1000000000",
])("a reset of %s has passed or is none: no hint", (rateLimitReset) => {
  expect(retryAfterMs({ rateLimitRemaining: "0", rateLimitReset }, now)).toBeUndefined();
});

test("a wait of no time is one, too", () => {
  expect(retryAfterMs({ retryAfter: "0" }, now)).toBe(0);
  expect(retryAfterMs({ body: asked(0) }, now)).toBe(0);
});

test("milliseconds in the body are read, in whole ones", () => {
  expect(retryAfterMs({ body: asked(1500) }, now)).toBe(1500);
  expect(retryAfterMs({ body: asked(1500.25) }, now)).toBe(1501);
});

test.each([
  inTwoMinutes,
  "2026-01-31T08:02:00.000Z",
  "Sat Jan 31 2026 08:02:00 GMT+0000 (Coordinated Universal Time)",
])("the limit's reset (%s) is read when nothing remains", (rateLimitReset) => {
  const left = (rateLimitRemaining?: string) =>
    retryAfterMs({ rateLimitRemaining, rateLimitReset }, now);
  expect(left("0")).toBe(120_000);
  expect(left(" 0 ")).toBe(120_000);
  expect(left("3")).toBeUndefined();
  expect(left("")).toBeUndefined();
  expect(left()).toBeUndefined();
});

test("a reset without its date is no hint", () => {
  expect(retryAfterMs({ rateLimitRemaining: "0" }, now)).toBeUndefined();
});

test.each([
  ["9999999999", 9_999_999_999_000],
  ["99999999999", 99_999_999_999_000],
  ["000000000007", 7000],
  ["9".repeat(16), Number.MAX_SAFE_INTEGER],
  ["9".repeat(400), Number.MAX_SAFE_INTEGER],
])("Retry-After %s is a wait however many digits it has", (retryAfter, wait) => {
  expect(retryAfterMs({ retryAfter }, now)).toBe(wait);
});

test.each([1e300, new ExactNumber("9223372036854775807"), new ExactNumber("1e400")])(
  "msBeforeNext %s is the longest wait there is",
  (msBeforeNext) => {
    expect(retryAfterMs({ body: asked(msBeforeNext, 20) }, now)).toBe(Number.MAX_SAFE_INTEGER);
  },
);

test("of several hints the largest one counts", () => {
  expect(retryAfterMs({ retryAfter: "30", body: asked(45_000) }, now)).toBe(45_000);
  expect(retryAfterMs({ retryAfter: "60", body: asked(45_000) }, now)).toBe(60_000);
  expect(retryAfterMs({ body: asked(10, 30, 20) }, now)).toBe(30);
  const reset = { rateLimitRemaining: "0", rateLimitReset: inTwoMinutes };
  expect(retryAfterMs({ ...reset, retryAfter: "30", body: asked(1) }, now)).toBe(120_000);
});

test.each([
  "",
  " ",
  "soon",
  "-1",
  "1.5",
  "1e3",
  "0x10",
  "30s",
  "30, 30",
  "Infinity",
  "wait 40",
  "2026-01-31 08:02:00",
  "Sat, 31 Jan 2026 08:02:00 +0000",
  "x 99:99:99 GMT",
  "Thu, 01 Jan 1970 00:00:00 GMT",
  "Sat, 31 Jan 2026 08:00:00 GMT",
])("Retry-After %p is no hint", (retryAfter) => {
  expect(retryAfterMs({ retryAfter }, now)).toBeUndefined();
});

test.each([-1, -0.5, Number.NaN, Number.POSITIVE_INFINITY, "500", null, undefined, true, [5]])(
  "msBeforeNext %p is no hint",
  (msBeforeNext) => {
    expect(retryAfterMs({ body: asked(msBeforeNext) }, now)).toBeUndefined();
    expect(retryAfterMs({ body: asked(msBeforeNext, 20) }, now)).toBe(20);
  },
);

test.each([
  null,
  "<html>",
  [],
  {},
  { errors: {} },
  { errors: "many" },
  { errors: [] },
  { errors: [null, 1, [], {}] },
  { errors: [{ data: null }, { data: [1] }, { data: 7 }] },
])("a body such as %j is no hint", (body) => {
  expect(retryAfterMs({ body }, now)).toBeUndefined();
});

test("more errors than a call takes arguments are no trouble", () => {
  const waits = Array.from({ length: 300_000 }, (_, index) => index);
  const errors = waits.map((msBeforeNext) => ({ data: { msBeforeNext } }));
  expect(retryAfterMs({ body: { errors } }, now)).toBe(299_999);
});

test("whatever headers and body say, the wait is a whole number of milliseconds or none", () => {
  const header = fc.oneof(
    anyText(),
    fc.double().map(String),
    fc.date().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  );
  const error = fc.record({
    data: fc.record({ msBeforeNext: fc.oneof(fc.double(), fc.anything()) }),
  });
  const body = fc.oneof(
    fc.anything(),
    fc.record({ errors: fc.array(fc.oneof(error, fc.anything())) }),
  );
  const hints: fc.Arbitrary<RetryAfterHints> = fc.record(
    {
      retryAfter: header,
      rateLimitRemaining: fc.oneof(fc.constant("0"), header),
      rateLimitReset: header,
      body,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(hints, (given) => {
      const wait = retryAfterMs(given, now);
      if (wait === undefined) return;
      expect(Number.isInteger(wait)).toBe(true);
      expect(wait).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 1000 },
  );
});

test("every wait that can be written is read back", () => {
  const seconds = fc.integer({ min: 1, max: 999_999_999 });
  fc.assert(
    fc.property(seconds, (wait) => {
      const ms = wait * 1000;
      expect(retryAfterMs({ retryAfter: String(wait) }, now)).toBe(ms);
      expect(retryAfterMs({ retryAfter: new Date(now + ms).toUTCString() }, now)).toBe(ms);
      expect(retryAfterMs({ body: asked(wait) }, now)).toBe(wait);
      const reset = (time: number | string) =>
        retryAfterMs({ rateLimitRemaining: "0", rateLimitReset: String(time) }, now);
      expect(reset(wait)).toBe(ms);
      expect(reset(now / 1000 + wait)).toBe(ms);
      expect(reset(now + ms)).toBe(ms);
    }),
  );
});

test("a header as long as headers may be says nothing, and is not looked through", () => {
  const text = "00:00:0".repeat(1_000_000);
  expect(inTime(() => retryAfterMs({ retryAfter: text }, Date.now()))).toBeUndefined();
});
