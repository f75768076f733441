import path from "node:path";
import { existing, heldToBudget } from "./bundleSize";

const budget = { bytes: 1000, gzipBytes: 100 };

test("a bundle of exactly the budget is within the budget", () => {
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
])("one byte more, raw or gzipped, is over the budget: %j", (size, line, words) => {
  const { isWithin, lines } = heldToBudget(size, budget);
  expect(isWithin).toBe(false);
  expect(lines[line]).toContain(words);
});

test("a missing bundle is refused by its path", () => {
  const nowhere = path.join(__dirname, "nowhere.js");
  expect(() => existing(nowhere)).toThrow(`${nowhere} is missing`);
});
