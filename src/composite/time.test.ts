import { readTime } from "./time";

test.each([
  ["2026-01-31T08:00:00.000Z", Date.UTC(2026, 0, 31, 8)],
  ["2026-01-31T09:00:00+01:00", Date.UTC(2026, 0, 31, 8)],
  ["2026-01-31T03:00-05:00", Date.UTC(2026, 0, 31, 8)],
  ["2026-01-31T08:00:00", Date.UTC(2026, 0, 31, 8)],
  [" 2026-01-31 ", Date.UTC(2026, 0, 31)],
  ["0001-01-01T00:00:00Z", Date.parse("0001-01-01T00:00:00Z")],
])("%j is a time", (text, time) => {
  expect(readTime(text)).toBe(time);
});

test.each([
  undefined,
  null,
  "",
  "5",
  "later",
  "2026",
  1_769_846_400_000,
  {},
  "2026-13-01T00:00:00Z",
])("%j is none", (value) => {
  expect(readTime(value)).toBeNaN();
});
