import { parseJson, parsePlainJson, toJson } from "./json";
import { withSchemaNumbers } from "./schemaNumbers";

const LONG = "9223372036854775807";
/** A schema as an earlier step of a flow returns it. */
const returned = (text: string) => toJson(withSchemaNumbers(parsePlainJson(text)));

test.each([
  `{"maximum":${LONG},"minimum":-${LONG},"exclusiveMaximum":1e400,"multipleOf":9007199254740993}`,
  `{"maxLength":${LONG},"maxItems":${LONG},"minProperties":${LONG}}`,
  `{"properties":{"maximum":{"maximum":${LONG}},"default":{"minimum":${LONG}}}}`,
  `{"items":{"maximum":${LONG}}}`,
  `{"items":[{"maximum":${LONG}}],"anyOf":[{"not":{"maximum":${LONG}}}]}`,
  `{"type":"integer","enum":[1,${LONG}],"const":${LONG},"default":${LONG}}`,
  `{"type":["number","null"],"enum":[null,${LONG}]}`,
])("numbers come back as numbers: %s", (text) => {
  expect(returned(text)).toBe(text);
});

test.each([
  `{"type":"string","enum":["${LONG}"],"const":"${LONG}","default":"${LONG}"}`,
  `{"type":["integer","string"],"enum":["${LONG}"]}`,
  `{"enum":["${LONG}"],"title":"${LONG}","description":"${LONG}","pattern":"${LONG}"}`,
  `{"properties":{"enum":{"const":"${LONG}"}}}`,
  `{"required":["${LONG}"]}`,
  `{"maximum":"5","minimum":"ten"}`,
])("text stays text: %s", (text) => {
  expect(returned(text)).toBe(text);
});

test("the default of an object may hold the names of limits, which are data there", () => {
  const text = `{"default":{"maximum":"${LONG}"},"type":"object"}`;
  expect(returned(text)).toBe(text);
});

test("numbers that were never text do not change", () => {
  const schema = parseJson(`{"maximum":${LONG},"minimum":5}`);
  expect(toJson(withSchemaNumbers(schema))).toBe(`{"maximum":${LONG},"minimum":5}`);
});

test("a schema without such numbers is returned itself, and one with them is not changed", () => {
  const plain = { properties: { a: { enum: ["x", "5", 5, null] } }, items: [{ minimum: 1 }] };
  expect(withSchemaNumbers(plain)).toBe(plain);
  const long = { properties: { a: { minimum: LONG } } };
  expect(toJson(withSchemaNumbers(long))).toBe(`{"properties":{"a":{"minimum":${LONG}}}}`);
  expect(long).toEqual({ properties: { a: { minimum: LONG } } });
});
