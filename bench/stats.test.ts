import { fittedEnds, quantile, rounded, spreadOf } from "./stats";

describe("a spread", () => {
  test("has the median and both quartiles, whatever the order of the values", () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
  });

  test("interpolates between two values if none is in the middle", () => {
    expect(spreadOf([10, 1])).toEqual({ median: 5.5, low: 3.25, high: 7.75 });
  });

  test("of one value is that value", () => {
    expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7 });
  });

  test("is refused for no values", () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  test("sorts numerically", () => {
    expect(quantile([10, 9, 100], 0.5)).toBe(10);
  });
});

describe("the ends of a fitted line", () => {
  test("are the first and last value of a series that grows evenly", () => {
    expect(fittedEnds([10, 12, 14, 16])).toEqual({ start: 10, end: 16 });
  });

  test("ignore a single outlier in the middle", () => {
    const { start, end } = fittedEnds([10, 10, 10, 20, 10, 10, 10]);
    expect(end / start).toBe(1);
  });

  test("of one value are that value", () => {
    expect(fittedEnds([3])).toEqual({ start: 3, end: 3 });
  });
});

test("rounding keeps four significant digits", () => {
  expect([123_456, 1.23456, 0.000123456].map(rounded)).toEqual([123_500, 1.235, 0.0001235]);
});
