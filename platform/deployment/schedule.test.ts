import { readSchedule } from "./schedule";

/** The minutes of a schedule from a time on, in ISO 8601. */
function times(text: string, from: string, hours: number, timeZone?: string): string[] {
  const schedule = readSchedule(text, timeZone);
  const start = Date.parse(from);
  return Array.from({ length: hours * 60 }, (_, minute) => new Date(start + minute * 60_000))
    .filter((time) => schedule?.includes(time))
    .map((time) => time.toISOString().slice(0, 16));
}

// A Monday.
const MONDAY = "2026-11-23T00:00:00Z";

test.each<[string, number, string[]]>([
  ["*/20 1 * * *", 24, ["2026-11-23T01:00", "2026-11-23T01:20", "2026-11-23T01:40"]],
  ["5,50-51 0 * * mon-fri", 24, ["2026-11-23T00:05", "2026-11-23T00:50", "2026-11-23T00:51"]],
  ["0 6/9 ? NOV *", 24, ["2026-11-23T06:00", "2026-11-23T15:00"]],
  ["0 0 * * 7", 7 * 24, ["2026-11-29T00:00"]],
  ["0 0 25 * sun", 7 * 24, ["2026-11-25T00:00", "2026-11-29T00:00"]],
  ["0 0 25 12 *", 7 * 24, []],
])("the schedule %s has its minutes in %i hours", (text, hours, expected) => {
  expect(times(text, MONDAY, hours)).toEqual(expected);
});

test("a schedule is followed in its time zone, with the change of its clock", () => {
  expect(times("30 6 * * *", MONDAY, 24, "Europe/Berlin")).toEqual(["2026-11-23T05:30"]);
  expect(times("30 6 * * *", "2026-07-01T00:00:00Z", 24, "Europe/Berlin")).toEqual([
    "2026-07-01T04:30",
  ]);
});

test.each([
  "",
  "* * * *",
  "60 * * * *",
  "* * 0 * *",
  "* * L * *",
  "5-1 * * * *",
  "*/0 * * * *",
  "1-2-3 * * * *",
  "* * * * mo",
  "1,,2 * * * *",
])("the text %j is no schedule that can be followed here", (text) => {
  expect(readSchedule(text)).toBeUndefined();
});

test("an unknown time zone has no schedule", () => {
  expect(readSchedule("* * * * *", "Europe/Atlantis")).toBeUndefined();
});
