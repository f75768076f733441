import fc from "fast-check";
import type { CompactSchema } from "./compactSchema";
import { findMismatch } from "./mismatch";
import { omitNulls } from "./omitNulls";
import { argumentShape } from "./runtimeContract";

const SHAPE: CompactSchema = [
  { id: "s", "name?": "s", "nullable?": "s?", "any?": "*", "inner?": { "a?": "n" } },
];

test("an optional property that is null and may not be is removed, at any depth", () => {
  const given = [
    { id: "a", name: null, inner: { a: null } },
    { id: "b", inner: null },
  ];
  expect(omitNulls(SHAPE, given)).toEqual([{ id: "a", inner: {} }, { id: "b" }]);
});

test("a null that the contract allows is kept", () => {
  const given = [{ id: "a", nullable: null, any: null }];
  expect(omitNulls(SHAPE, given)).toEqual(given);
});

test.each([
  ["a required property", [{ id: null }]],
  ["an entry of a list", [null]],
  ["the value itself", null],
  ["a property that the contract does not have", [{ id: "a", other: null }]],
])("null as %s is kept, for the check that follows", (_, given) => {
  expect(omitNulls(SHAPE, given)).toEqual(given);
});

test("among several alternatives, the one that the rest matches is used", () => {
  const shapes: CompactSchema[] = [
    { a: "s", "x?": "s" },
    { b: "s", "x?": "n?" },
  ];
  const shape = { "|": shapes };
  expect(omitNulls(shape, { a: "1", x: null })).toEqual({ a: "1" });
  expect(omitNulls(shape, { b: "1", x: null })).toEqual({ b: "1", x: null });
  expect(omitNulls(shape, { c: "1", x: null })).toEqual({ c: "1", x: null });
});

test("JSON inside a schema of the user's own keeps its nulls", () => {
  const shape = argumentShape("updateRulesInTrackingPlan", "rules");
  const jsonSchema = { properties: { a: { default: null, enum: [null] } } };
  const rule = { type: "TRACK", key: null, version: 1, jsonSchema };
  expect(omitNulls(shape, [rule])).toEqual([{ type: "TRACK", version: 1, jsonSchema }]);
});

test("a value that matches does not change", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ id: fc.string(), name: fc.string(), any: fc.jsonValue() })),
      (given) => {
        expect(findMismatch(SHAPE, given)).toBeUndefined();
        expect(omitNulls(SHAPE, given)).toEqual(given);
      },
    ),
  );
});
