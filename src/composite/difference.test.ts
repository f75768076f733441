import { runInNewContext } from "node:vm";
import { parseJson, toJson } from "../values/json";
import { findChanges, isSame } from "./difference";

test.each([
  ["equal values", { name: "a", enabled: true }, { name: "a", enabled: true }, {}],
  ["what is not set", { name: "a" }, { name: undefined, enabled: undefined }, {}],
  [
    "a value that differs",
    { name: "a", enabled: true },
    { name: "b", enabled: true },
    { name: "b" },
  ],
  ["a value that was not there", {}, { name: "b" }, { name: "b" }],
  [
    "false and empty values",
    { a: true, b: "x", c: 1 },
    { a: false, b: "", c: 0 },
    { a: false, b: "", c: 0 },
  ],
  ["null where something was", { a: "x" }, { a: null }, { a: null }],
  ["text and the number it reads", { a: 1 }, { a: "1" }, { a: "1" }],
])("of %s what differs is sent", (_, current, wanted, changes) => {
  expect(findChanges(current, wanted)).toEqual(changes);
});

test.each([
  ["only the entries that differ", { a: 1, b: 2 }, { a: 1, b: 3, c: 4 }, { b: 3, c: 4 }],
  ["a nested object whole", { a: { x: 1, y: 2 } }, { a: { x: 1 } }, { a: { x: 1 } }],
  ["a list whole", { a: [1, 2] }, { a: [2, 1] }, { a: [2, 1] }],
  [
    "a secret, whose mask differs from it",
    { key: "••••1234" },
    { key: "abcd1234" },
    { key: "abcd1234" },
  ],
  ["all of them if there were none", undefined, { a: 1 }, { a: 1 }],
  ["all of them if they are null", null, { a: 1 }, { a: 1 }],
  ["null where a value is", { a: 1 }, { a: null }, { a: null }],
  ["a list with null in place of a value", { a: [1] }, { a: [null] }, { a: [null] }],
])("of an object is sent %s", (_, current, wanted, settings) => {
  expect(findChanges({ settings: current }, { settings: wanted })).toEqual({ settings });
});

test.each([
  ["entries that are equal", { a: 1, b: 2 }, { b: 2 }],
  ["the mask of a secret", { key: "••••1234" }, { key: "••••1234" }],
  ["keys in another order", { map: { a: 1, b: 2 } }, { map: { b: 2, a: 1 } }],
  ["no entries", { a: 1 }, {}],
  ["null where nothing is", { a: 1 }, { b: null }],
  ["nothing where null is", { a: null, map: { b: null } }, { map: {} }],
])("of an object nothing is sent for %s", (_, current, wanted) => {
  expect(findChanges({ settings: current }, { settings: wanted })).toEqual({});
});

test.each([
  ["undefined and null", undefined, null],
  ["undefined entries", { a: 1, b: undefined }, { a: 1 }],
  ["a negative zero", { a: -0 }, { a: 0 }],
  ["an object without a prototype", Object.assign(Object.create(null), { a: [1] }), { a: [1] }],
  ["an object of another realm", runInNewContext("({ a: [1] })"), { a: [1] }],
  ["a date", { at: new Date(0) }, { at: "1970-01-01T00:00:00.000Z" }],
])("values that go out alike are the same: %s", (_, one, other) => {
  expect(isSame(one, other)).toBe(true);
  expect(isSame(other, one)).toBe(true);
});

test.each([
  ["a null in a schema and nothing", { default: null }, {}],
  ["lists in another order", [1, 2], [2, 1]],
  ["an object and a list", {}, []],
  ["nothing and an empty text", undefined, ""],
])("values that go out unlike differ: %s", (_, one, other) => {
  expect(isSame(one, other)).toBe(false);
});

test("numbers that JavaScript has none for differ by their digits", () => {
  const wanted = { settings: parseJson('{"a": 9223372036854775807, "b": 9223372036854775806}') };
  const current = { settings: parseJson('{"a": 9223372036854775807.0, "b": 9223372036854775807}') };
  expect(toJson(findChanges(current, wanted as Record<string, unknown>))).toBe(
    '{"settings":{"b":9223372036854775806}}',
  );
});

test("a name that every object has is not there until it is given", () => {
  const wanted = { settings: { constructor: "a", toString: "b" } };
  expect(findChanges({ settings: { toString: "b" } }, wanted)).toEqual({
    settings: { constructor: "a" },
  });
});
