import { omitFields } from "./omitFields";

test.each([
  ["an object", { a: 1, b: 2 }, { b: 2 }],
  ["every entry of a list", [{ a: 1, b: 2 }, { b: 3 }, null], [{ b: 2 }, { b: 3 }, null]],
  ["nothing else", "a", "a"],
])("a field is left out of %s", (_, value, kept) => {
  const before = structuredClone(value);
  expect(omitFields(value, ["a"]).kept).toEqual(kept);
  expect(value).toEqual(before);
});

test("a path leads through objects and lists, and leaves fields of the same name elsewhere", () => {
  const value = [{ id: 1, groups: [{ id: 2, name: "n" }, { name: "m" }] }, { groups: null }];
  expect(omitFields(value, ["groups.id"])).toEqual({
    kept: [{ id: 1, groups: [{ name: "n" }, { name: "m" }] }, { groups: null }],
    dropped: ["groups.id"],
  });
});

test("only the paths that were there are named, in the order given", () => {
  const value = [{ b: null }, { a: undefined, c: 1 }];
  expect(omitFields(value, ["a", "b", "d"]).dropped).toEqual(["a", "b"]);
});
