import { asDate, asTime } from "./timeCleaners";

test("a time is ISO 8601 with its offset, without outer spaces", () => {
  expect(asTime("2026-01-31T08:00:00.000Z", "Start Time")).toBe("2026-01-31T08:00:00.000Z");
  expect(asTime(" 2026-01-31T08:00:00Z ", "Start Time")).toBe("2026-01-31T08:00:00Z");
  expect(asTime("2026-01-31T08:00:00+02:00", "Start Time")).toBe("2026-01-31T08:00:00+02:00");
  expect(asTime(new Date("2026-01-31T08:00:00Z"), "Start Time")).toBe("2026-01-31T08:00:00.000Z");
  for (const raw of [
    "2026-01-31",
    "yesterday",
    "2026-13-01T00:00:00Z",
    "2026-02-30T00:00:00Z",
    "2026-01-31T08:00Z",
    1767225600000,
    new Date(Number.NaN),
  ]) {
    expect(() => asTime(raw, "Start Time")).toThrow("Start Time: expected a date and time such as");
  }
});

test("a date is a day of the calendar", () => {
  expect(asDate(" 2026-01-31 ", "Period")).toBe("2026-01-31");
  expect(asDate(new Date("2026-01-31T23:30:00Z"), "Period")).toBe("2026-01-31");
  for (const wrong of ["2026-02-30", "2026-1-31", "2026-01-31T00:00:00Z", 20260131]) {
    expect(() => asDate(wrong, "Period")).toThrow("Period: expected a date such as 2026-01-31");
  }
});
