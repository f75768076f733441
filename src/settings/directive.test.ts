import fc from "fast-check";
import { toJson } from "../values/json";
import { asDirective, directiveText, isDirective } from "./directive";

/** Directives of every shape: paths, templates, conditions, and keys nobody has heard of. */
const directive = fc.oneof(
  fc.record({
    "@path": fc.oneof(
      fc.string(),
      fc.string().map((name) => `$.${name}`),
    ),
  }),
  fc.dictionary(
    fc.string().map((name) => `@${name}`),
    fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))),
    { minKeys: 1, noNullPrototype: true },
  ),
);

test("an object is a directive when it has keys and all of them begin with @", () => {
  expect(isDirective({ "@path": "$.userId" })).toBe(true);
  expect(isDirective({ "@if": {}, "@else": 1 })).toBe(true);
  for (const other of [{}, { "@path": "$.a", b: 1 }, { a: 1 }, [], ["@path"], "@path", null, 1]) {
    expect(isDirective(other)).toBe(false);
  }
});

test.each([
  ["a property", "$.userId"],
  ["a property within another", "$.context.traits.email"],
  ["a property with a name in brackets", "$.['first name']"],
  ["a property that begins with an underscore", "$._id"],
  ["a property in another alphabet", "$.größe"],
  ["the whole event", "$."],
])("text that is the path of %s is a directive", (_, text) => {
  expect(asDirective(text)).toEqual({ "@path": text });
  expect(asDirective(`  ${text}\n`)).toEqual({ "@path": text });
});

test.each([
  "$.99",
  "$",
  "$userId",
  "userId",
  "a $.userId",
  "$.-",
  "@path",
  "{",
  "{}",
  '{"a":1}',
  "{{name}}",
  '{"@path": "$.a"',
  '{"@path"}',
  "",
])("the text %p is no directive", (text) => {
  expect(asDirective(text)).toBeUndefined();
});

test("the JSON text of a directive is that directive, and of anything else none", () => {
  const template = { "@template": "{{a}} {{b}}" };
  expect(asDirective(` ${JSON.stringify(template)} `)).toEqual(template);
  expect(asDirective(template)).toBe(template);
  for (const other of ['["@path"]', '{"@path": "$.a"', '{"@path": "$.a", "b": 1}', 5, true, null]) {
    expect(asDirective(other)).toBeUndefined();
  }
});

test("a path alone is shown as the path, and every other directive as JSON", () => {
  expect(directiveText({ "@path": "$.userId" })).toBe("$.userId");
  expect(directiveText({ "@path": "userId" })).toBe('{"@path":"userId"}');
  expect(directiveText({ "@path": 5 })).toBe('{"@path":5}');
  expect(directiveText({ "@path": "$.a", "@else": 1 })).toBe('{"@path":"$.a","@else":1}');
});

test("the text of any directive is read as that directive", () => {
  fc.assert(
    fc.property(directive, (one) => {
      expect(toJson(asDirective(directiveText(one)))).toBe(toJson(one));
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test("text with the marks of JSON around it is read whatever space is in it", () => {
  expect(asDirective('\ufeff {\n\t"@path" : "$.a"\r\n} ')).toEqual({ "@path": "$.a" });
});
