import { canonicalJson } from "./canonicalJson";
import { ExactNumber } from "./exactNumber";

test("the order of names does not matter, at any depth", () => {
  const one = { b: [{ d: 1, c: "x" }], a: { f: null, e: true } };
  const other = { a: { e: true, f: null }, b: [{ c: "x", d: 1 }] };
  expect(canonicalJson(one)).toBe('{"a":{"e":true,"f":null},"b":[{"c":"x","d":1}]}');
  expect(canonicalJson(other)).toBe(canonicalJson(one));
});

test("the order of a list matters, and a name without a value does not", () => {
  expect(canonicalJson([2, 1])).toBe("[2,1]");
  expect(canonicalJson({ b: undefined, a: [undefined] })).toBe('{"a":[null]}');
});

test("dates and exact numbers are written as JSON writes them", () => {
  const at = new Date("2026-01-31T08:00:00Z");
  expect(canonicalJson({ at, count: new ExactNumber("9223372036854775807") })).toBe(
    '{"at":"2026-01-31T08:00:00.000Z","count":9223372036854775807}',
  );
});
