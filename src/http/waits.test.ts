import { hintedWait } from "./waits";

const now = Date.parse("2026-01-31T08:00:00Z");
const inTwoMinutes = "Sat, 31 Jan 2026 08:02:00 GMT";

test("Retry-After is read as whole seconds or as an HTTP date", () => {
  expect(hintedWait({ retryAfter: "30" }, now)).toBe(30_000);
  expect(hintedWait({ retryAfter: inTwoMinutes }, now)).toBe(120_000);
});

test("milliseconds in the body are read", () => {
  const body = { errors: [{ type: "rate-limit", data: { msBeforeNext: 1500 } }] };
  expect(hintedWait({ body }, now)).toBe(1500);
});

test("the limit's reset is read when nothing remains", () => {
  expect(hintedWait({ rateLimitRemaining: "0", rateLimitReset: inTwoMinutes }, now)).toBe(120_000);
  expect(
    hintedWait({ rateLimitRemaining: "3", rateLimitReset: inTwoMinutes }, now),
  ).toBeUndefined();
});

test("of two hints the larger one counts", () => {
  const body = { errors: [{ data: { msBeforeNext: 45_000 } }] };
  expect(hintedWait({ retryAfter: "30", body }, now)).toBe(45_000);
});

test.each([
  "",
  "soon",
  "-1",
  "1.5",
  "1e3",
  "Infinity",
  "99999999999",
  "Thu, 01 Jan 1970 00:00:00 GMT",
])("Retry-After %p is no hint", (retryAfter) => {
  expect(hintedWait({ retryAfter }, now)).toBeUndefined();
});

test.each([-1, Number.NaN, "500", null])("msBeforeNext %p is no hint", (msBeforeNext) => {
  expect(hintedWait({ body: { errors: [{ data: { msBeforeNext } }] } }, now)).toBeUndefined();
});
