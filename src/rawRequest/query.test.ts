import fc from "fast-check";
import { parseQuery } from "../../simulator/contract/query";
import { toRawQuery } from "./query";

const paramsOf = (value: unknown) => [...toRawQuery([{ key: "a", value }], "Query Parameter")];

test.each<[string, unknown, [string, string][]]>([
  ["text", "x y&z", [["a", "x y&z"]]],
  ["a number", 5, [["a", "5"]]],
  ["a boolean", false, [["a", "false"]]],
  ["a big integer", 12345678901234567890n, [["a", "12345678901234567890"]]],
  ["a date", new Date(0), [["a", "1970-01-01T00:00:00.000Z"]]],
  [
    "a list",
    ["x", 1],
    [
      ["a[0]", "x"],
      ["a[1]", "1"],
    ],
  ],
  ["an object", { count: 5, cursor: undefined }, [["a[count]", "5"]]],
  [
    "objects in a list",
    [{ type: "TRACK", version: 1 }],
    [
      ["a[0][type]", "TRACK"],
      ["a[0][version]", "1"],
    ],
  ],
  ["an empty list", [], []],
  ["null in a list", ["x", null], [["a[0]", "x"]]],
])("%s is written as the Public API takes it", (_, value, params) => {
  expect(paramsOf(value)).toEqual(params);
});

test.each<[string, unknown, string]>([
  ["bytes", Buffer.from("x"), "an object"],
  ["a map", new Map(), "an object"],
  ["a date that is none", new Date(Number.NaN), "an object"],
  ["a function", () => 1, "a function"],
  ["a symbol", Symbol("s"), "a symbol"],
])("%s is refused", (_, value, came) => {
  const message = (name: string) =>
    `Query Parameter: expected text, a list or an object for ${name}, got ${came}.`;
  expect(() => paramsOf(value)).toThrow(message("a"));
  expect(() => paramsOf({ b: [value] })).toThrow(message("a[b][0]"));
});

test("a key may be repeated", () => {
  const pairs = [
    { key: "id[]", value: "a" },
    { key: "id[]", value: "b" },
  ];
  expect(String(toRawQuery(pairs, "Query Parameter"))).toBe("id%5B%5D=a&id%5B%5D=b");
});

test("every nested value can be read back from the query, as text", () => {
  const text = fc.string({ minLength: 1 });
  const key = fc.stringMatching(/^[a-z]{1,8}$/);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      text,
      fc.array(tie("value"), { minLength: 1, maxLength: 4 }),
      fc.dictionary(key, tie("value"), { minKeys: 1, maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(value, (given) => {
      const query = String(toRawQuery([{ key: "a", value: given }], "Query Parameter"));
      const { values, problems } = parseQuery(query);
      expect(problems).toEqual([]);
      expect(JSON.parse(JSON.stringify(values))).toEqual({ a: JSON.parse(JSON.stringify(given)) });
    }),
  );
});
