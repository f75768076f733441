import fc from "fast-check";
import { inTime } from "../../test/support/watchdog";
import { hintedWait, type WaitHints } from "./waits";

const now = Date.parse("2026-01-31T08:00:00Z");
const inTwoMinutes = "Sat, 31 Jan 2026 08:02:00 GMT";
const asked = (...waits: unknown[]) => ({
  errors: waits.map((msBeforeNext) => ({ type: "rate-limit", data: { msBeforeNext } })),
});

test("Retry-After is read as whole seconds or as an HTTP date", () => {
  expect(hintedWait({ retryAfter: "30" }, now)).toBe(30_000);
  expect(hintedWait({ retryAfter: " 30 " }, now)).toBe(30_000);
  expect(hintedWait({ retryAfter: inTwoMinutes }, now)).toBe(120_000);
  expect(hintedWait({ retryAfter: "Saturday, 31-Jan-26 08:02:00 GMT" }, now)).toBe(120_000);
});

test("a wait of no time is one, too", () => {
  expect(hintedWait({ retryAfter: "0" }, now)).toBe(0);
  expect(hintedWait({ body: asked(0) }, now)).toBe(0);
});

test("milliseconds in the body are read, in whole ones", () => {
  expect(hintedWait({ body: asked(1500) }, now)).toBe(1500);
  expect(hintedWait({ body: asked(1500.25) }, now)).toBe(1501);
});

test.each([
  inTwoMinutes,
  "2026-01-31T08:02:00.000Z",
  "Sat Jan 31 2026 08:02:00 GMT+0000 (Coordinated Universal Time)",
])("the limit's reset (%s) is read when nothing remains", (rateLimitReset) => {
  const left = (rateLimitRemaining?: string) =>
    hintedWait({ rateLimitRemaining, rateLimitReset }, now);
  expect(left("0")).toBe(120_000);
  expect(left(" 0 ")).toBe(120_000);
  expect(left("3")).toBeUndefined();
  expect(left("")).toBeUndefined();
  expect(left()).toBeUndefined();
});

test("a reset without its date is no hint", () => {
  expect(hintedWait({ rateLimitRemaining: "0" }, now)).toBeUndefined();
});

test("of several hints the largest one counts", () => {
  expect(hintedWait({ retryAfter: "30", body: asked(45_000) }, now)).toBe(45_000);
  expect(hintedWait({ retryAfter: "60", body: asked(45_000) }, now)).toBe(60_000);
  expect(hintedWait({ body: asked(10, 30, 20) }, now)).toBe(30);
  const reset = { rateLimitRemaining: "0", rateLimitReset: inTwoMinutes };
  expect(hintedWait({ ...reset, retryAfter: "30", body: asked(1) }, now)).toBe(120_000);
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
  "9999999999",
  "99999999999",
  "wait 40",
  "2026-01-31 08:02:00",
  "Sat, 31 Jan 2026 08:02:00 +0000",
  "x 99:99:99 GMT",
  "Thu, 01 Jan 1970 00:00:00 GMT",
  "Sat, 31 Jan 2026 08:00:00 GMT",
])("Retry-After %p is no hint", (retryAfter) => {
  expect(hintedWait({ retryAfter }, now)).toBeUndefined();
});

test.each([-1, -0.5, Number.NaN, Number.POSITIVE_INFINITY, "500", null, undefined, true, [5]])(
  "msBeforeNext %p is no hint",
  (msBeforeNext) => {
    expect(hintedWait({ body: asked(msBeforeNext) }, now)).toBeUndefined();
    expect(hintedWait({ body: asked(msBeforeNext, 20) }, now)).toBe(20);
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
  expect(hintedWait({ body }, now)).toBeUndefined();
});

test("more errors than a call takes arguments are no trouble", () => {
  const waits = Array.from({ length: 300_000 }, (_, index) => index);
  const errors = waits.map((msBeforeNext) => ({ data: { msBeforeNext } }));
  expect(hintedWait({ body: { errors } }, now)).toBe(299_999);
});

test("whatever headers and body say, the wait is a whole number of milliseconds or none", () => {
  const header = fc.oneof(
    fc.string({ unit: "binary" }),
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
  const hints: fc.Arbitrary<WaitHints> = fc.record(
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
      const wait = hintedWait(given, now);
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
      expect(hintedWait({ retryAfter: String(wait) }, now)).toBe(ms);
      expect(hintedWait({ retryAfter: new Date(now + ms).toUTCString() }, now)).toBe(ms);
      expect(hintedWait({ body: asked(wait) }, now)).toBe(wait);
    }),
  );
});

test("a header as long as headers may be says nothing, and is not looked through", () => {
  const text = "00:00:0".repeat(1_000_000);
  expect(inTime(() => hintedWait({ retryAfter: text }, Date.now()))).toBeUndefined();
});
