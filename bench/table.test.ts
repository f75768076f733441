import type { Row } from "./compare";
import { measured, tableOf } from "./table";

const exactly = (median: number) => ({ median, low: median, high: median });

const rows: Row[] = [
  {
    what: "require",
    unit: "ms",
    own: exactly(61.2),
    baseline: { name: "minimal", ...exactly(120) },
    compared: { as: "ratio", median: 0.51, low: 0.5, high: 0.54 },
    goal: 0.6,
    verdict: "ok",
  },
  {
    what: "memory",
    unit: "MiB",
    own: exactly(58),
    baseline: { name: "empty process", ...exactly(39) },
    compared: { as: "above", median: 19, low: 18, high: 20 },
    goal: 17,
    verdict: "over",
  },
  { what: "connections", unit: "", own: exactly(2) },
];

test("a table shows figures, baselines, comparisons, goals and verdicts", () => {
  expect(tableOf([{ title: "Cold load", rows }]).split("\n")).toEqual([
    "               component  baseline                      ratio      goal",
    "Cold load",
    "  require        61.2 ms    120 ms  minimal        0.51 ±0.02      0.60  ok",
    "  memory        58.0 MiB  39.0 MiB  empty process   +19.0 MiB  17.0 MiB  over",
    "  connections          2                                                 -",
  ]);
});

test("the reason that a goal is out of reach stands below the table, with the floor's result", () => {
  const [row] = rows;
  const outOfReach = { reason: "a bare call takes more", floor: 0.61 };
  const over = { ...row, verdict: "over", outOfReach } as Row;
  expect(
    tableOf([{ title: "Cold load", rows: [over] }])
      .split("\n")
      .slice(2),
  ).toEqual([
    expect.stringMatching(/ over$/),
    "",
    "require, minimal: a bare call takes more (0.61).",
  ]);
});

test("a long title widens no column", () => {
  const [, , row] = tableOf([{ title: "T".repeat(200), rows }]).split("\n");
  expect(row?.length).toBeLessThan(100);
});

test.each([
  [782_951, "bytes", "783.0 kB"],
  [1_624_310, "bytes", "1,624 kB"],
  [0.456, "x", "0.46 x"],
  [2718.3, "µs", "2,718 µs"],
  [-2.5, "MiB", "-2.50 MiB"],
  [12, "", "12"],
] as const)("%d %s reads %s", (value, unit, text) => {
  expect(measured(value, unit)).toBe(text);
});
