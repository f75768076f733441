import fc from "fast-check";
import { json } from "../../test/settings/arbitraries";
import { setting } from "../../test/support/setting";
import { ExactNumber } from "../values/exactNumber";
import { fromFormName, toFormName } from "./formName";
import { expandOtherSettings, OTHER_SETTINGS, otherSettingsRows } from "./otherSettings";

const rows = (values: Record<string, unknown>) => otherSettingsRows([], values);
const taken = (...table: unknown[]) => expandOtherSettings({ [OTHER_SETTINGS]: table }, "Settings");

test.each<[string, unknown, string, string]>([
  ["text", "US", "text", "US"],
  ["text that looks like a number", "12.00", "text", "12.00"],
  ["text that looks like a boolean", "true", "text", "true"],
  ["text that looks like JSON", '{"a":1}', "text", '{"a":1}'],
  ["text that looks like a path", "$.userId", "text", "$.userId"],
  ["empty text", "", "text", ""],
  ["text of spaces", "  ", "text", "  "],
  ["text of two lines, which no cell shows", "a\nb", "json", '"a\\nb"'],
  ["a number", 5.5, "number", "5.5"],
  ["zero", 0, "number", "0"],
  ["a number of JavaScript's exponents", 1e-7, "number", "1e-7"],
  [
    "a number beyond JavaScript's",
    new ExactNumber("9223372036854775807"),
    "number",
    "9223372036854775807",
  ],
  ["true", true, "boolean", "true"],
  ["false", false, "boolean", "false"],
  ["a list", ["a", 1], "json", '["a",1]'],
  ["an empty list", [], "json", "[]"],
  ["an object", { type: "x", inner: { a: [true] } }, "json", '{"type":"x","inner":{"a":[true]}}'],
  ["an empty object", {}, "json", "{}"],
  ["a directive", { "@path": "$.userId" }, "json", '{"@path":"$.userId"}'],
  [
    "an object with a number beyond JavaScript's",
    { a: new ExactNumber("9223372036854775807") },
    "json",
    '{"a":9223372036854775807}',
  ],
])("%s is a row with its type, and comes back as it is", (_, value, type, shown) => {
  expect(rows({ endpoint: value })).toEqual([{ name: "endpoint", type, value: shown }]);
  const formData = JSON.parse(JSON.stringify(rows({ endpoint: value })));
  expect(taken(...formData)).toEqual({ endpoint: value });
});

test.each<[string, Record<string, unknown>]>([
  ["null", { endpoint: null }],
  ["a masked secret", { endpoint: "••••1234" }],
  ["an object with a masked secret", { endpoint: { a: ["••••1234"] } }],
  ["a setting by the name of a secret", { accessToken: "hunter2" }],
  ["an object with the name of a secret", { endpoint: { access_token: "hunter2" } }],
  ["the credential of a warehouse", { credential_id: "cred_1" }],
  ["a blank name", { " ": "a" }],
  ["the name of every prototype", JSON.parse('{"__proto__": "a"}')],
  ["an object with such a name", { endpoint: JSON.parse('{"__proto__": "a"}') }],
  ["a number that lost its digits", { endpoint: 2 ** 60 }],
])("%s has no row, so that it stays as it is", (_, values) => {
  expect(rows(values)).toEqual([]);
});

test("settings that are listed have no row", () => {
  const values = { a: "1", b: "2", c: "3" };
  expect(otherSettingsRows([setting({ name: "a" }), setting({ name: "c" })], values)).toEqual([
    { name: "b", type: "text", value: "2" },
  ]);
});

test("no setting has the table's name in a form", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom(OTHER_SETTINGS, "other", "%")), (name) => {
      expect(toFormName(name)).not.toBe(OTHER_SETTINGS);
    }),
    { seed: 1, numRuns: 1000 },
  );
  expect(fromFormName(toFormName(OTHER_SETTINGS))).toBe(OTHER_SETTINGS);
});

test("whatever is held comes back as it is, through the form's JSON", () => {
  const name = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom("a.b", "constructor", "%other", "%25other", "toString"),
  );
  let shown = 0;
  fc.assert(
    fc.property(fc.dictionary(name, json, { noNullPrototype: true }), (values) => {
      const table = JSON.parse(JSON.stringify(rows(values)));
      const given = taken(...table);
      expect({ ...values, ...given }).toEqual(values);
      expect(Object.keys(given)).toHaveLength(table.length);
      shown += table.length;
    }),
    { seed: 1, numRuns: 500 },
  );
  expect(shown).toBeGreaterThan(500);
});

describe("rows that a customer adds", () => {
  test("are text if they name no type", () => {
    expect(taken({ name: "price", value: "12.00" })).toEqual({ price: "12.00" });
  });

  test("are left out if they are not filled in", () => {
    expect(taken({}, { type: "text" }, { type: "number", name: " " })).toEqual({});
    expect(taken({ name: "a" }, { name: "b", type: "json", value: " " })).toEqual({});
    expect(taken({ name: "c", type: "number", value: "" })).toEqual({});
  });

  test("take typed values from a flow", () => {
    expect(
      taken(
        { name: "a", type: "number", value: 5 },
        { name: "b", type: "boolean", value: true },
        { name: "c", type: "json", value: { d: 1 } },
        { name: "e", value: 5 },
      ),
    ).toEqual({ a: 5, b: true, c: { d: 1 }, e: "5" });
  });

  test("stand beside the settings of the form", () => {
    const given = {
      apiKey: "k",
      [OTHER_SETTINGS]: [{ name: "retarget", type: "boolean", value: "true" }],
    };
    expect(expandOtherSettings(given, "Settings")).toEqual({ apiKey: "k", retarget: true });
  });

  test.each<[string, unknown[], string]>([
    [
      "a value without a name",
      [{ name: "a", value: "1" }, { value: "2" }],
      "Settings, row 2 of Other Settings: expected a name, got nothing.",
    ],
    [
      "a number that is none",
      [{ name: "a", type: "number", value: "seven" }],
      'Settings.a: expected a number, got text "seven".',
    ],
    [
      "a boolean that is none",
      [{ name: "a", type: "boolean", value: "yes" }],
      'Settings.a: expected true or false, got text "yes".',
    ],
    [
      "a secret that is no number, without quoting it",
      [{ name: "token", type: "number", value: "hunter2" }],
      "Settings.token: expected a number, got text of 7 characters.",
    ],
    [
      "JSON that is none",
      [{ name: "a", type: "json", value: "{" }],
      "Settings.a: expected JSON, got JSON with an error at line 1, column 2.",
    ],
    [
      "a name in two rows",
      [
        { name: "a", value: "1" },
        { name: "a", value: "2" },
      ],
      "Settings.a: expected one row in Other Settings, got another.",
    ],
    [
      "a name that no object can have",
      [{ name: "__proto__", value: "1" }],
      "Settings.__proto__: expected another name, got one that no object can have.",
    ],
  ])("are refused with %s", (_, table, message) => {
    expect(() => taken(...table)).toThrow(new Error(message));
  });

  test("are refused for a setting that the form has a value for", () => {
    for (const [name, inForm] of [
      ["apiKey", "apiKey"],
      ["a.b", "a%2eb"],
    ]) {
      const given = { [String(inForm)]: "k", [OTHER_SETTINGS]: [{ name, value: "other" }] };
      expect(() => expandOtherSettings(given, "Settings")).toThrow(
        `Settings.${name}: expected one value, got another in Other Settings.`,
      );
    }
  });
});

test.each<[string, unknown]>([
  ["text", "a"],
  ["an object", { name: "a", value: "b" }],
  ["a list of texts", ["a"]],
  ["rows with other columns", [{ name: "a", value: "b", more: 1 }]],
  ["rows of another type", [{ name: "a", type: "date", value: "b" }]],
])("a setting of the table's name stays one if it is %s", (_, value) => {
  const given = { [OTHER_SETTINGS]: value, a: 1 };
  expect(expandOtherSettings(given, "Settings")).toBe(given);
});
