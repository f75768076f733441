import path from "node:path";
import { existing, heldToBudget } from "./bundleSize";

const budget = { bytes: 1000, gzipBytes: 100 };

test("a bundle as large as the budget is within it", () => {
  expect(heldToBudget({ bytes: 1000, gzipBytes: 100 }, budget)).toEqual({
    isWithin: true,
    lines: [
      "dist/index.js as it is: 1,000 of 1,000 bytes, ok",
      "dist/index.js packed by gzip: 100 of 100 bytes, ok",
    ],
  });
});

test.each([
  [{ bytes: 2001, gzipBytes: 100 }, 0, "over by 1,001: make it smaller"],
  [{ bytes: 1000, gzipBytes: 101 }, 1, "over by 1: make it smaller"],
])("one byte more of either is over it: %j", (size, line, words) => {
  const { isWithin, lines } = heldToBudget(size, budget);
  expect(isWithin).toBe(false);
  expect(lines[line]).toContain(words);
});

test("a bundle that is not there is refused by its path", () => {
  const nowhere = path.join(__dirname, "nowhere.js");
  expect(() => existing(nowhere)).toThrow(`${nowhere} is missing`);
});
