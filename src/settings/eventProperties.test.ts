import type { Models } from "../contract/models";
import { commonProperties, propertiesInRules } from "./eventProperties";

type Rule = Models["RuleV1"];

const rule = (jsonSchema: unknown, given: Partial<Rule> = {}): Rule =>
  ({ type: "TRACK", key: "Order", version: 1, jsonSchema, ...given }) as Rule;
const pathsOf = (jsonSchema: unknown) =>
  propertiesInRules([rule(jsonSchema)]).flatMap(({ properties }) =>
    properties.map(({ path }) => path),
  );

/** Properties within properties, so many deep. */
const nested = (depth: number): object =>
  depth === 0 ? {} : { properties: { [`p${depth}`]: nested(depth - 1) } };

test("any event has a user, a time and properties", () => {
  expect(commonProperties().event).toBe("Any Event");
  expect(commonProperties().properties).toContainEqual({ label: "userId", path: "$.userId" });
  expect(commonProperties().properties).toContainEqual({
    label: "context.traits.email",
    path: "$.context.traits.email",
  });
  const paths = commonProperties().properties.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});

test("the properties that a rule names are listed, and those within them", () => {
  const schema = { properties: { properties: { properties: { total: {}, items: { a: 1 } } } } };
  expect(propertiesInRules([rule(schema)])).toEqual([
    {
      event: "Order",
      properties: [
        { label: "properties", path: "$.properties" },
        { label: "properties.total", path: "$.properties.total" },
        { label: "properties.items", path: "$.properties.items" },
      ],
    },
  ]);
});

test.each([
  ["first name", '$["first name"]'],
  ["a.b", '$["a.b"]'],
  ["1st", '$["1st"]'],
  ['a"b', '$["a\\"b"]'],
  ["", '$[""]'],
  ["größe", "$.größe"],
  ["_id2", "$._id2"],
  ["$set", "$.$set"],
])("the path to %p is %s", (name, path) => {
  expect(pathsOf({ properties: { [name]: {} } })).toEqual([path]);
});

test("five levels are listed, and no more", () => {
  expect(pathsOf(nested(5))).toHaveLength(5);
  expect(pathsOf(nested(6))).toHaveLength(5);
  expect(pathsOf(nested(6)).at(-1)).toBe("$.p6.p5.p4.p3.p2");
});

test("a rule without a name goes by its kind of call", () => {
  const schema = { properties: { traits: {} } };
  const named = (given: Partial<Rule>) => propertiesInRules([rule(schema, given)])[0]?.event;
  expect(named({ type: "IDENTIFY", key: undefined })).toBe("Identify");
  expect(named({ type: "GROUP", key: " " })).toBe("Group");
  expect(named({ key: " Order Paid " })).toBe("Order Paid");
});

test.each([
  ["nothing", undefined],
  ["no properties", {}],
  ["properties that are no object", { properties: [1] }],
  ["text", "schema"],
])("a rule whose schema is %s is left out", (_, schema) => {
  expect(propertiesInRules([rule(schema), rule({ properties: { a: {} } })])).toHaveLength(1);
});
