import { type Comparison, rowOf } from "./compare";
import type { Samples } from "./rounds";

const comparison: Comparison = {
  what: "require",
  unit: "ms",
  of: { variant: "own", figure: "ms" },
};
const against = { variant: "other", figure: "ms", name: "minimal" };
const samples = {
  own: [{ ms: 1 }, { ms: 20 }, { ms: 3 }],
  other: [{ ms: 2 }, { ms: 40 }, { ms: 6 }],
};

describe("a row", () => {
  test("alone tells the figure, and is not judged without a goal", () => {
    expect(rowOf(comparison, samples)).toEqual({
      what: "require",
      unit: "ms",
      own: { median: 3, low: 2, high: 11.5 },
    });
  });

  test("beside a baseline compares round by round, so that a slow round changes nothing", () => {
    expect(rowOf({ ...comparison, against }, samples)).toMatchObject({
      baseline: { name: "minimal", median: 6 },
      compared: { as: "ratio", median: 0.5, low: 0.5, high: 0.5 },
    });
  });

  test("may tell how much is above the baseline", () => {
    expect(rowOf({ ...comparison, against, as: "above" }, samples).compared).toEqual({
      as: "above",
      median: -3,
      low: -11.5,
      high: -2,
    });
  });

  test.each([
    [0.5, "ok"],
    [0.49, "over"],
  ])("whose ratio is 0.5 is, with a goal of %d, %s", (goal, verdict) => {
    expect(rowOf({ ...comparison, against, goal }, samples)).toMatchObject({ goal, verdict });
  });

  test.each([
    [3, "ok"],
    [2.9, "over"],
  ])("alone whose median is 3 is, with a goal of %d, %s", (goal, verdict) => {
    expect(rowOf({ ...comparison, goal }, samples).verdict).toBe(verdict);
  });

  test.each<[how: string, found: Samples]>([
    ["never", {}],
    ["not in every round", { own: [{ ms: 1 }, {}] }],
    ["as no number", { own: [{ ms: Number.NaN }] }],
    ["as a list", { own: [{ ms: [1] }] }],
  ])("is refused where its figure was measured %s", (_how, found) => {
    expect(() => rowOf(comparison, found)).toThrow();
  });
});
