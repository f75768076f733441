import { inTime } from "../../test/support/watchdog";
import { asJson } from "./jsonCleaners";
import { asPairs } from "./pairCleaners";

test.each([
  ['{"a" 1}', "line 1, column 6"],
  ['\ufeff{"a" 1}', "line 1, column 6"],
  ['{\r\n  "a": "😀",\n  "b" 1}', "line 3, column 7"],
  ['{"a": 1', "line 1, column 8"],
  ["secret", "line 1, column 1"],
])("broken JSON (%j) is refused with the place of its error, and not quoted", (text, place) => {
  expect(() => asJson(text, "Settings JSON")).toThrow(
    `Settings JSON: expected JSON text or a value, got JSON with an error at ${place}.`,
  );
});

const DIGITS = "expected a number that JavaScript keeps exactly, or its digits as text, got";

test.each<[string, () => unknown, string]>([
  ["a number whose digits are lost", () => ({ a: [{ b: 2 ** 53 }] }), `.a[0].b: ${DIGITS} the`],
  ["a BigInt", () => ({ a: [1n] }), `.a[0]: ${DIGITS} a bigint.`],
  ["a function", () => ({ a: () => 1 }), ".a: expected a value of JSON, got a function."],
  [
    "an object within itself",
    () => {
      const circle: Record<string, unknown> = {};
      circle.a = { b: [circle] };
      return circle;
    },
    ".a.b[0]: expected a value of JSON, got an object that contains itself.",
  ],
  [
    "100,000 levels",
    () => JSON.parse(`{"a": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`),
    ": expected JSON of at most 200 levels, got more.",
  ],
  [
    "100,000 levels as text",
    () => "[".repeat(100_000) + "]".repeat(100_000),
    ": expected JSON of at most 200 levels, got more.",
  ],
  [
    "100,000 levels of broken text",
    () => "[".repeat(100_000),
    ": expected JSON of at most 200 levels, got more.",
  ],
])("%s is refused with its path", (_, make, message) => {
  expect(() => asJson(make(), "Data")).toThrow(`Data${message}`);
});

test("an object in two places is not a cycle", () => {
  const shared = { a: 1 };
  expect(asJson({ one: shared, two: [shared] }, "Data")).toEqual({ one: shared, two: [shared] });
});

describe("oversized JSON is refused", () => {
  const DEEP = "Settings: expected JSON of at most 200 levels, got more.";

  test("as text and as a value, beyond 200 levels", () => {
    const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    expect(() => asJson(nested(200), "Settings")).not.toThrow();
    expect(() => asJson(JSON.parse(nested(200)), "Settings")).not.toThrow();
    expect(() => asJson(nested(201), "Settings")).toThrow(DEEP);
    expect(() => asJson(JSON.parse(nested(201)), "Settings")).toThrow(DEEP);
    expect(() => inTime(() => asJson("[".repeat(5_000_000), "Settings"))).toThrow(DEEP);
    expect(() => inTime(() => asJson(JSON.parse(nested(200_000)), "Settings"))).toThrow(DEEP);
  });

  test("as text of millions of small values", () => {
    const text = `[${"{},".repeat(3_000_000)}0]`;
    expect(() => asJson(text, "Settings")).toThrow(
      `Settings: expected fewer values, got text of ${text.length} characters.`,
    );
  });

  test("but not bytes, of any number", () => {
    const bytes = Buffer.alloc(50_000_000);
    expect(inTime(() => asPairs([{ key: "file", value: { data: bytes } }], "Files"))).toHaveLength(
      1,
    );
  });
});

test.each<[string, object]>([
  ["Map", new Map([["a", 1]])],
  ["Set", new Set([1])],
  ["Error", new Error("lost")],
  ["URLSearchParams", new URLSearchParams("a=1")],
])("a %s, which JSON would write as empty, is refused with its path", (name, value) => {
  expect(() => asJson({ a: [value] }, "Data")).toThrow(
    `Data.a[0]: expected a value of JSON, got a ${name}.`,
  );
});
