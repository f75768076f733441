import { ExactNumber } from "../values/exactNumber";
import { restoreNumbers, settingFromHeld } from "./held";

const exact = new ExactNumber("9223372036854775807");

test.each<[unknown, object]>([
  ["text", { kind: "text", isList: false }],
  ["", { kind: "text", isList: false }],
  [5, { kind: "number", isList: false }],
  [exact, { kind: "number", isList: false }],
  [false, { kind: "boolean", isList: false }],
  [{ a: 1 }, { kind: "object", isList: false, mapped: false }],
  [null, { kind: "any", isList: false }],
  [["a", "b"], { kind: "text", isList: true }],
  [[1, exact], { kind: "number", isList: true }],
  [[1, "a"], { kind: "any", isList: true }],
  [[{ a: 1 }], { kind: "any", isList: true }],
  [[], { kind: "any", isList: true }],
  [{ "@path": "$.a" }, { kind: "any", isList: false, mapped: true }],
])("a setting that holds %j is %j", (value, expected) => {
  expect(settingFromHeld("one", value)).toMatchObject({
    name: "one",
    required: false,
    ...expected,
  });
});

test("one that is called like a secret is one", () => {
  expect(settingFromHeld("authToken", 5).secret).toBe(true);
  expect(settingFromHeld("endpoint", 5).secret).toBe(false);
});

test("numbers that a flow got as text are those that are held, at any depth", () => {
  const held = { a: [exact, { b: exact }], c: exact, d: 5 };
  const given = { a: ["9223372036854775807", { b: "1" }, exact], c: "9223372036854775807", d: "5" };
  expect(restoreNumbers(given, held)).toEqual({
    a: [exact, { b: "1" }, exact],
    c: exact,
    d: "5",
  });
  expect(restoreNumbers("9223372036854775807", exact)).toBe(exact);
  expect(restoreNumbers("9223372036854775806", exact)).toBe("9223372036854775806");
  expect(restoreNumbers([1], { a: exact })).toEqual([1]);
  expect(restoreNumbers(given, { c: "9223372036854775807" })).toBe(given);
});
