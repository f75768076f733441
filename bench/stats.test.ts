import { fittedEnds, quantile, rounded, spreadOf } from "./stats";

describe("a spread", () => {
  test("has the middle value, and the quarters below and above it, in whatever order they came", () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
  });

  test("lies between two values where none is in the middle", () => {
    expect(spreadOf([10, 1])).toEqual({ median: 5.5, low: 3.25, high: 7.75 });
  });

  test("of one value is that value", () => {
    expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7 });
  });

  test("is not made up where nothing was measured", () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  test("sorts by size and not by letters", () => {
    expect(quantile([10, 9, 100], 0.5)).toBe(10);
  });
});

describe("the ends of a fitted line", () => {
  test("are those of a series that grows evenly", () => {
    expect(fittedEnds([10, 12, 14, 16])).toEqual({ start: 10, end: 16 });
  });

  test("hardly follow one value that is off", () => {
    const { start, end } = fittedEnds([10, 10, 10, 20, 10, 10, 10]);
    expect(end / start).toBe(1);
  });

  test("of one value are that value", () => {
    expect(fittedEnds([3])).toEqual({ start: 3, end: 3 });
  });
});

test("rounding keeps four digits that count", () => {
  expect([123_456, 1.23456, 0.000123456].map(rounded)).toEqual([123_500, 1.235, 0.0001235]);
});
