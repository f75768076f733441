import type { CompactSchema } from "./compactSchema";
import { type JsonSchema, jsonSchema } from "./jsonSchema";

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
  const label = jsonSchema("#LabelV1");
  expect(label).toMatchObject({ type: "object", required: ["key", "value"] });
  expect(jsonSchema({ "label?": "#LabelV1" }).properties).toEqual({ label });
  expect(jsonSchema("#LabelV1?")).toEqual({ ...label, type: ["object", "null"] });
});

test("an unknown model is an error", () => {
  expect(() => jsonSchema("#Sauce")).toThrow("the contract has no model Sauce");
});
