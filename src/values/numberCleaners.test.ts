import { asWholeNumber } from "./numberCleaners";

test("a whole number is accepted as a number or as digits, within its range", () => {
  const asCount = asWholeNumber(1, 1000);
  expect(asCount("50", "Count")).toBe(50);
  expect(asCount(" 5 ", "Count")).toBe(5);
  expect(asWholeNumber(0)("9007199254740991", "Count")).toBe(Number.MAX_SAFE_INTEGER);
  expect(asCount(1000, "Count")).toBe(1000);
  for (const raw of [
    0,
    -1,
    1001,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e12,
    "-1",
    "1e3",
    "5.0",
    "0x10",
    "٣",
    "9007199254740993",
    "abc",
    true,
  ]) {
    expect(() => asCount(raw, "Count")).toThrow("Count: expected a whole number from 1 to 1000");
  }
});
