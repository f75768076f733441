import { ExactNumber } from "../values/exactNumber";
import type { CompactSchema } from "./compactSchema";
import { findMismatch } from "./mismatch";

const exact = (digits: string) => new ExactNumber(digits);
const expected = (shape: CompactSchema, value: unknown) => findMismatch(shape, value)?.expected;

test.each<[CompactSchema, unknown[], unknown[], string]>([
  ["s", ["", "a"], [1, null, undefined], "text"],
  ["s..3", ["abc", "😀😀😀"], ["abcd", "😀😀😀😀"], "text of at most 3 characters"],
  [
    "n",
    [0, -1.5, exact("9223372036854775807")],
    ["1", Number.NaN, Number.POSITIVE_INFINITY],
    "a number",
  ],
  ["n0.5..1", [0.5, 1], [0.4, 1.1], "a number from 0.5 to 1"],
  ["n2..", [2, 9, exact("1e400")], [1, exact("1.99999999999999999999")], "a number of 2 or more"],
  ["n..2", [2, -9], [3], "a number of 2 or less"],
  ["b", [true, false], ["true", 0], "true or false"],
  ["0", [null], [undefined, 0], "null"],
  ["*", [null, 0, "", {}], [undefined], "any value"],
  ["=A|B", ["A", "B"], ["C", "A|B", 1], "one of A, B"],
  ["=A|B?", ["A", null], ["C"], "one of A, B"],
  ["s?", ["a", null], [1], "text"],
  [["s"], [[], ["a"]], ["a", {}], "a list"],
  [["s", 1], [["a"]], [["a", "b"]], "a list of at most 1"],
  [{}, [{}, { a: 1 }], [[], "a", null], "an object"],
  [{ "*": "n" }, [{}, { a: 1 }], [[]], "an object"],
])("the schema %j accepts %j, and refuses %j", (shape, right, wrong, what) => {
  for (const value of right) expect(findMismatch(shape, value)).toBeUndefined();
  for (const value of wrong) expect(expected(shape, value)).toBe(what);
});

test("a nested mismatch is named by its path", () => {
  const shape: CompactSchema = { "list?": [{ name: "s", "*": "n" }] };
  expect(findMismatch(shape, { list: [{ name: "a" }, { name: 1 }] })?.path).toBe("list[1].name");
  expect(findMismatch(shape, { list: [{ name: "a", other: "b" }] })?.path).toBe("list[0].other");
});

test("an unknown name is reported, and inherited properties do not count", () => {
  const stray = { path: "", expected: "nothing but a", stray: "b" };
  expect(findMismatch({ "a?": "s" }, { b: 1 })).toMatchObject(stray);
  expect(findMismatch({ "toString?": "s" }, {})).toBeUndefined();
});

test("among several alternatives, the deepest mismatch is reported", () => {
  const shape: CompactSchema = {
    "|": [{ type: "=A", a: "s" }, { type: "=B", b: { c: "n" } }, "0"],
  };
  expect(findMismatch(shape, { type: "A", a: 1 })).toMatchObject({ path: "a", expected: "text" });
  expect(findMismatch(shape, { type: "B", b: { c: "x" } })).toMatchObject({ path: "b.c" });
  expect(findMismatch(shape, null)).toBeUndefined();
});
