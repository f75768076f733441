import type { CompactSchema } from "./compactSchema";
import { entryShape, findMissingInEntry, findMissingPart, requiredParts } from "./missingParts";

const SHAPE: CompactSchema = {
  source: { id: "s", "name?": "s", metadata: { id: "s", "options?": [{ name: "s" }] } },
  "others?": ["s"],
  kind: "=A|B",
  count: "n",
  on: "b",
  maybe: "s?",
  any: "*",
  either: { "|": ["s", ["n"]] },
};
const WHOLE = {
  source: { id: "a", name: "b", metadata: { id: "c", options: [{}] } },
  others: ["x"],
  kind: "A",
  count: 0,
  on: false,
  maybe: "",
  any: 0,
  either: [1],
};

test("a response with all parts has no missing part", () => {
  const parts = ["source.id", "source.metadata.options", ...Object.keys(WHOLE)];
  expect(findMissingPart(SHAPE, WHOLE, parts)).toBeUndefined();
});

test.each(Object.keys(WHOLE))("%s is missing if it is absent, null or of another type", (name) => {
  for (const value of [undefined, null, ...(name === "any" ? [] : [new Map()])]) {
    expect(findMissingPart(SHAPE, { ...WHOLE, [name]: value }, [name])).toBe(name);
  }
});

test.each([
  ["source.id", { source: {} }, "source.id"],
  ["source.id", { source: { id: 5 } }, "source.id"],
  ["source.id", { source: "a" }, "source"],
  ["source.metadata.id", { source: { metadata: null } }, "source.metadata"],
  ["source.metadata.options", { source: { metadata: { options: [null] } } }, undefined],
  ["source.metadata?.id", { source: { metadata: {} } }, "source.metadata.id"],
  ["source.metadata?.id", { source: { metadata: "a" } }, "source.metadata"],
  ["source.metadata?.id", {}, "source"],
  ["source.id", undefined, "source"],
  ["source.id", [], "source"],
])("for %s in %j, the first missing part is %s", (part, data, missing) => {
  expect(findMissingPart(SHAPE, data, [part])).toBe(missing ?? part);
});

test.each([{}, { metadata: null }, { metadata: { id: "a" } }])(
  "of an object that may be absent, %j lacks nothing",
  (source) => {
    expect(findMissingPart(SHAPE, { source }, ["source.metadata?.id"])).toBeUndefined();
  },
);

test("a response with a new name in an enum is accepted", () => {
  expect(findMissingPart(SHAPE, { kind: "NEW" }, ["kind"])).toBeUndefined();
});

test("required parts may be neither absent nor null", () => {
  expect(requiredParts("createSource")).toEqual(["source"]);
  expect(requiredParts("getSource")).toEqual(["source"]);
  expect(requiredParts("getFunction")).toEqual([]);
  expect(requiredParts("listSources")).toEqual(["sources", "pagination"]);
});

test.each([
  [null, ""],
  ["a", ""],
  [[], ""],
  [{}, ".id"],
  [{ id: "a" }, ".metadata"],
  [{ id: "a", metadata: { id: 1 } }, ".metadata.id"],
  [{ id: "a", metadata: { id: "b" } }, undefined],
])("the entry %j has the missing part %j", (entry, missing) => {
  const shape = entryShape("listSources", "sources");
  expect(findMissingInEntry(shape, entry, ["id", "metadata.id"])).toBe(missing);
});
