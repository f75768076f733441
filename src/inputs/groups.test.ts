import { allOf, anyOf } from "./groups";

const labels = { type: "Search Type", query: "Search Query" };

test("fields that only make sense together are sent together, or not at all", () => {
  expect(allOf(labels, { type: "NAME", query: "a" })).toEqual({ type: "NAME", query: "a" });
  expect(allOf(labels, { type: undefined, query: undefined })).toBeUndefined();
});

test("one without the other is refused by the name of the one that is missing", () => {
  expect(() => allOf(labels, { type: "NAME", query: undefined })).toThrow(
    "Search Query: expected a value, since Search Type is set, got nothing.",
  );
  expect(() => allOf(labels, { type: undefined, query: "a" })).toThrow(
    "Search Type: expected a value, since Search Query is set, got nothing.",
  );
});

test("a group of which nothing is set is left out", () => {
  expect(anyOf({ a: undefined, b: false })).toEqual({ a: undefined, b: false });
  expect(anyOf({ a: undefined })).toBeUndefined();
});
