import fc from "fast-check";
import { parseJson, toJson } from "./json";
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
      expect(jsonSize(Buffer.from(JSON.stringify(value, undefined, indent)))).toMatchObject(
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
  expect(jsonSize(Buffer.from("[[],[],[],[],[]]"), most)).toMatchObject({ weight: 13, depth: 2 });
  const deepest = { weight: 100, depth: 3 };
  expect(jsonSize(Buffer.from("[[[[[[1]]]]]]"), deepest)).toMatchObject({ weight: 16, depth: 4 });
  expect(jsonSize(Buffer.from("[[]]"), most)).toMatchObject({ weight: 8, depth: 2 });
});

test("a number that loses digits as a JavaScript number is noticed, wherever it stands", () => {
  const digits = fc.stringMatching(/^-?([1-9]\d{0,30})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/);
  const around = fc.constantFrom("?", "[?]", '{"a":?,"b":[true]}', '["\\"",\n ?\t]', '[1,?,"x"]');
  fc.assert(
    fc.property(digits, around, (number, place) => {
      const text = place.replace("?", number);
      const isChanged = toJson(parseJson(text)) !== toJson(JSON.parse(text));
      if (isChanged) expect(jsonSize(Buffer.from(text)).mayLoseDigits).toBe(true);
    }),
    { seed: 5, numRuns: 2000 },
  );
});

test.each<[string, boolean]>([
  ["[true,1,-2.5,0.25]", false],
  ['{"1e5":"12345678901234567890","e":[1,"e"]}', false],
  ["[123456789012345,123456789012345]", false],
  ["[1234567890123456]", true],
  ["1e5", true],
  ["[-1E5]", true],
  ["[0.12345678901234567]", true],
])("a number in %s may lose digits: %p", (text, mayLoseDigits) => {
  expect(jsonSize(Buffer.from(text)).mayLoseDigits).toBe(mayLoseDigits);
});
