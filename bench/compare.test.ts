import { type Comparison, fails, rowOf } from "./compare";
import type { Samples } from "./rounds";

const comparison: Comparison = {
  what: "require",
  unit: "ms",
  variant: "own",
  figure: "ms",
};
const against = { variant: "other", name: "minimal" };
const samples = {
  own: [{ ms: 1 }, { ms: 20 }, { ms: 3 }],
  other: [{ ms: 2 }, { ms: 40 }, { ms: 6 }],
};

describe("a row", () => {
  test("without a baseline has the figure alone, and no verdict without a goal", () => {
    expect(rowOf(comparison, samples)).toEqual({
      what: "require",
      unit: "ms",
      own: { median: 3, low: 2, high: 11.5 },
    });
  });

  test("with a baseline compares round by round, so that a slow round changes nothing", () => {
    expect(rowOf({ ...comparison, against }, samples)).toMatchObject({
      baseline: { name: "minimal", median: 6 },
      compared: { as: "ratio", median: 0.5, low: 0.5, high: 0.5 },
    });
  });

  test("can give the difference to the baseline", () => {
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
  ])("with a ratio of 0.5 and a goal of %d is %s", (goal, verdict) => {
    expect(rowOf({ ...comparison, against, goal }, samples)).toMatchObject({ goal, verdict });
  });

  test.each([
    [3, "ok"],
    [2.9, "over"],
  ])("without a baseline, with a median of 3 and a goal of %d, is %s", (goal, verdict) => {
    expect(rowOf({ ...comparison, goal }, samples).verdict).toBe(verdict);
  });

  test("can be compared with another figure of the same variant", () => {
    const growth = { name: "at the start", variant: "own", figure: "ms start" };
    const found = { own: [{ ms: 6, "ms start": 4 }] };
    expect(rowOf({ ...comparison, against: growth }, found)).toMatchObject({
      baseline: { median: 4 },
      compared: { median: 1.5 },
    });
  });

  test.each<[how: string, found: Samples]>([
    ["never", {}],
    ["not in every round", { own: [{ ms: 1 }, {}] }],
    ["as something other than a number", { own: [{ ms: Number.NaN }] }],
    ["as a list", { own: [{ ms: [1] }] }],
  ])("is refused if its figure was measured %s", (_how, found) => {
    expect(() => rowOf(comparison, found)).toThrow();
  });

  test("is refused if a round lacks the baseline", () => {
    const found = { own: samples.own, other: [{ ms: 1 }] };
    expect(() => rowOf({ ...comparison, against }, found)).toThrow("a round lacks one side");
  });
});

describe("a goal with a floor", () => {
  const held = (own: number, least: number) =>
    rowOf(
      { ...comparison, against, goal: 0.5, floor: { variant: "least", reason: "too near" } },
      { own: [{ ms: own }], other: [{ ms: 10 }], least: [{ ms: least }] },
    );

  test("is out of reach if the floor misses it too, and then does not fail", () => {
    const row = held(12, 6);
    expect(row).toMatchObject({
      verdict: "over",
      outOfReach: { reason: "too near", floor: 0.6 },
    });
    expect(fails(row)).toBe(false);
  });

  test.each([
    ["meets it", 4],
    ["just meets it", 5],
  ])("fails if the floor %s in this run", (_how, least) => {
    const row = held(12, least);
    expect(row.outOfReach).toBeUndefined();
    expect(fails(row)).toBe(true);
  });

  test("has no reason if it is met", () => {
    expect(held(4, 6)).toMatchObject({ verdict: "ok" });
    expect(held(4, 6).outOfReach).toBeUndefined();
  });
});
