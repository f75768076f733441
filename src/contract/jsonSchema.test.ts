import type { CompactSchema } from "./compactSchema";
import { type JsonSchema, jsonSchema } from "./jsonSchema";
import { readNotation } from "./notation";
import { responseShape } from "./runtimeContract";

test.each<[CompactSchema, JsonSchema]>([
  ["s", { type: "string" }],
  ["s..3", { type: "string", maxLength: 3 }],
  ["n0.5..1", { type: "number", minimum: 0.5, maximum: 1 }],
  ["n2..", { type: "number", minimum: 2 }],
  ["b", { type: "boolean" }],
  ["0", { type: "null" }],
  ["*", {}],
  ["*?", {}],
  ["=A|B", { type: "string", enum: ["A", "B"] }],
  ["=A|B?", { type: ["string", "null"], enum: ["A", "B", null] }],
  ["s?", { type: ["string", "null"] }],
  [["b", 2], { type: "array", items: { type: "boolean" }, maxItems: 2 }],
  [{ "|": ["s", "n"] }, { anyOf: [{ type: "string" }, { type: "number" }] }],
  [
    { a: "s", "b?": "n", "*": "b" },
    {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "number" } },
      required: ["a"],
      additionalProperties: { type: "boolean" },
    },
  ],
])("the schema %j is %j as JSON Schema", (shape, schema) => {
  expect(jsonSchema(shape)).toEqual(schema);
});

test("a model is inlined, and may be null if it is marked so", () => {
  const [model] = responseShape("listLabels", "labels") as readonly [string];
  const label = jsonSchema(model);
  expect(label).toMatchObject({ type: "object", required: ["key", "value"] });
  expect(jsonSchema({ "label?": model }).properties).toEqual({ label });
  expect(jsonSchema(`${model}?`)).toEqual({ ...label, type: ["object", "null"] });
});

test("an unknown model is an error", () => {
  expect(() => jsonSchema("#999")).toThrow("the contract has no model 999");
});

test.each<[string, CompactSchema]>([
  ["s", "s"],
  ["0", "0"],
  ["{id:,name?:s?,on:b}", { id: "s", "name?": "s?", on: "b" }],
  ["{kind:=0|A,hour:n0..23,of:#12?}", { kind: "=0|A", hour: "n0..23", of: "#12?" }],
  ["[{*:}]", [{ "*": "s" }]],
  ["{}", {}],
  ["[s,10]", ["s", 10]],
  ["{|:[[n],{},0]}", { "|": [["n"], {}, "0"] }],
])("the text %j of the contract is the schema %j", (text, shape) => {
  expect(readNotation(text)).toEqual(shape);
});

test("the schema of a part that a response does not have is an error", () => {
  expect(responseShape("getSource", "source.writeKeys")).toEqual(["s"]);
  expect(() => responseShape("getSource", "source.writeKey")).toThrow(
    "getSource returns no source.writeKey",
  );
});
