import { setting } from "../../test/support/setting";
import { inTime } from "../../test/support/watchdog";
import { ExactNumber } from "../values/exactNumber";
import { controlFor } from "./control";
import type { Setting, SettingKind } from "./setting";

const control = (given: Partial<Setting>, value?: unknown) => controlFor(setting(given), value);
const TEXT = { type: "string" };
const ROW = { key: { ...TEXT, title: "Key" }, value: { ...TEXT, title: "Value" } };
const TABLE = {
  type: "array",
  items: { type: "object", properties: ROW, required: ["key", "value"] },
};
const PATH = { "@path": "$.userId" };
const TEMPLATE = { "@template": "{{a}}" };
const CHOICES = [
  { label: "Lead", value: "lead" },
  { label: "Customer", value: "customer" },
];
const OF_CHOICES = [
  { const: "lead", title: "Lead" },
  { const: "customer", title: "Customer" },
];
const JSON_HINT = "Written as JSON.";

describe("what is empty", () => {
  test.each<[string, Partial<Setting>, object]>([
    ["text", {}, { schema: TEXT }],
    ["a date and time", { kind: "time" }, { schema: TEXT }],
    ["a value of an unknown type", { kind: "any" }, { schema: TEXT }],
    ["text of several lines", { long: true }, { schema: TEXT, options: { multi: true } }],
    [
      "a secret",
      { secret: true },
      { schema: { ...TEXT, format: "password" }, options: { format: "password" } },
    ],
    ["a number", { kind: "number" }, { schema: { type: "number" } }],
    ["a whole number", { kind: "integer" }, { schema: { type: "integer" } }],
    ["a number from the event", { kind: "number", mapped: true }, { schema: TEXT }],
    ["a boolean", { kind: "boolean" }, { schema: { type: "boolean" }, options: { toggle: true } }],
    ["a text map", { kind: "textMap" }, { schema: TABLE }],
    ["an object", { kind: "object" }, { schema: TABLE }],
    ["a list", { isList: true }, { schema: { type: "array", items: { ...TEXT, minLength: 1 } } }],
    [
      "a list of objects",
      { kind: "object", isList: true },
      { schema: TEXT, options: { multi: true }, hint: JSON_HINT },
    ],
    [
      "a list of anything",
      { kind: "any", isList: true, mixed: true },
      { schema: TEXT, options: { multi: true }, hint: JSON_HINT },
    ],
    [
      "a value of any shape",
      { kind: "any", mixed: true },
      { schema: TEXT, options: { multi: true }, hint: JSON_HINT },
    ],
    ["a choice", { choices: CHOICES }, { schema: { ...TEXT, oneOf: OF_CHOICES } }],
    [
      "a list of choices",
      { choices: CHOICES, isList: true },
      { schema: { type: "array", uniqueItems: true, items: { ...TEXT, oneOf: OF_CHOICES } } },
    ],
  ])("of %s has its control, with nothing in it", (_, given, expected) => {
    expect(control(given)).toEqual(expected);
    expect(control(given)?.shown).toBeUndefined();
  });

  test("and required shows a switch off, which is its value", () => {
    expect(control({ kind: "boolean", required: true })?.shown).toBe(false);
    expect(control({ kind: "boolean", required: true }, true)?.shown).toBe(true);
  });

  test("text is shown as it is, and of any other kind as nothing", () => {
    expect(control({}, "")?.shown).toBe("");
    expect(control({}, "  ")?.shown).toBe("  ");
    for (const kind of ["time", "number", "any", "object"] as const) {
      expect(control({ kind }, "")).toEqual(control({ kind }));
    }
    expect(control({ choices: CHOICES }, "")).toEqual(control({ choices: CHOICES }));
    expect(control({ isList: true }, "")).toEqual(control({ isList: true }));
  });
});

describe("a value", () => {
  test.each<[string, Partial<Setting>, unknown, unknown]>([
    ["text", {}, "eu", "eu"],
    ["text of a path that is no directive", {}, "$.userId", "$.userId"],
    ["a number", { kind: "number" }, 5.5, 5.5],
    ["zero", { kind: "integer" }, 0, 0],
    ["false", { kind: "boolean" }, false, false],
    ["a time", { kind: "time" }, "2026-01-31", "2026-01-31"],
    ["text of an unknown type", { kind: "any" }, "a", "a"],
    ["a text map", { kind: "textMap" }, { a: "b" }, [{ key: "a", value: "b" }]],
    ["an empty map", { kind: "textMap" }, {}, []],
    ["a list", { isList: true }, ["a", "b"], ["a", "b"]],
    ["a list of numbers", { kind: "number", isList: true }, [1, 2], ["1", "2"]],
    ["a list of booleans", { kind: "boolean", isList: true }, [true], ["true"]],
    ["an empty list", { isList: true }, [], []],
    ["texts in a mixed list", { kind: "any", isList: true, mixed: true }, ["a"], ["a"]],
    ["text of any shape", { kind: "any", mixed: true }, "a", "a"],
    ["a choice", { choices: CHOICES }, "lead", "lead"],
    ["a numeric choice", { kind: "number", choices: [{ label: "One", value: 1 }] }, 1, "1"],
    ["some choices", { choices: CHOICES, isList: true }, ["lead"], ["lead"]],
    ["a path", { mapped: true }, PATH, "$.userId"],
    ["a path for a number", { kind: "number", mapped: true }, PATH, "$.userId"],
    ["a number of a mapping", { kind: "number", mapped: true }, 5, "5"],
    ["a path for a boolean", { kind: "boolean", mapped: true }, PATH, "$.userId"],
    ["a path for a time", { kind: "time", mapped: true }, PATH, "$.userId"],
    ["a path for an object", { kind: "object", mapped: true }, PATH, "$.userId"],
    ["a path for a list", { isList: true, mapped: true }, PATH, "$.userId"],
    ["paths in a list", { isList: true, mapped: true }, [PATH, "a"], ["$.userId", "a"]],
    [
      "paths in an object",
      { kind: "object", mapped: true },
      { a: PATH, b: "c" },
      [
        { key: "a", value: "$.userId" },
        { key: "b", value: "c" },
      ],
    ],
    ["a template", { mapped: true }, TEMPLATE, '{"@template":"{{a}}"}'],
  ])("that is %s is shown", (_, given, value, shown) => {
    expect(control(given, value)?.shown).toEqual(shown);
  });

  test.each<[string, Partial<Setting>, unknown, string]>([
    ["a map with an empty text", { kind: "textMap" }, { a: "" }, '{"a":""}'],
    ["an object within an object", { kind: "object" }, { a: { b: 1 } }, '{"a":{"b":1}}'],
    ["a number in an object", { kind: "object" }, { a: 1 }, '{"a":1}'],
    [
      "text that would be a path, in an object",
      { kind: "object", mapped: true },
      { a: "$.userId" },
      '{"a":"$.userId"}',
    ],
    ["a list of objects", { kind: "object", isList: true }, [{ a: 1 }], '[{"a":1}]'],
    ["a list of anything", { kind: "any", isList: true }, ["a", 1], '["a",1]'],
    ["an empty list of objects", { kind: "object", isList: true }, [], "[]"],
    [
      "objects in a mixed list",
      { kind: "any", isList: true, mixed: true },
      [{ a: 1 }],
      '[{"a":1}]',
    ],
    [
      "an object in place of a mixed list",
      { kind: "any", isList: true, mixed: true },
      { a: 1 },
      '{"a":1}',
    ],
    ["an object of any shape", { kind: "any", mixed: true }, { a: [1] }, '{"a":[1]}'],
    ["a list of any shape", { kind: "any", mixed: true }, [1, "a"], '[1,"a"]'],
    ["an empty mixed list", { kind: "any", isList: true, mixed: true }, [], "[]"],
  ])("that is %s is shown as JSON", (_, given, value, shown) => {
    expect(control(given, value)).toEqual({
      schema: TEXT,
      options: { multi: true },
      shown,
      hint: JSON_HINT,
    });
  });

  test.each<[string, Partial<Setting>, unknown]>([
    ["a number instead of text", {}, 5],
    ["true instead of text", {}, true],
    ["an object instead of text", {}, { a: 1 }],
    ["a number for a time", { kind: "time" }, 1_700_000_000],
    ["a number of an unknown type", { kind: "any" }, 5],
    ["a list of an unknown type", { kind: "any" }, ["a"]],
    ["text that would be a path", { mapped: true }, "$.userId"],
    ["a list with a blank item", { isList: true }, ["a", ""]],
    ["a list with null in it", { kind: "any", isList: true }, [null]],
    ["numbers instead of texts", { isList: true }, [5]],
    ["a list with a path that is text", { isList: true, mapped: true }, ["$.userId"]],
    ["a number of any shape, which as text is text", { kind: "any", mixed: true }, 5],
    ["text of any shape that would be JSON", { kind: "any", mixed: true }, '{"a":1}'],
    ["what is no list", { kind: "any", isList: true }, { a: 1 }],
    ["what is no map", { kind: "textMap" }, [1]],
    ["a map of numbers", { kind: "textMap" }, { a: 1 }],
    ["a map with a blank key", { kind: "textMap" }, { "": "a" }],
    ["a map with a forbidden key", { kind: "object" }, { a: JSON.parse('{"__proto__": 1}') }],
    ["another item than the choices", { choices: CHOICES, isList: true }, ["former"]],
  ])("that is %s has no control, so that it stays as it is", (_, given, value) => {
    expect(control(given, value)).toBeUndefined();
  });

  test.each<SettingKind>(["number", "integer", "boolean"])(
    "that is no %s leaves the control empty",
    (kind) => {
      expect(control({ kind }, "a")).toEqual(control({ kind }));
    },
  );

  test.each(["number", "integer"] as const)(
    "that is a %s too large for JavaScript is shown as text, by its digits",
    (kind) => {
      const digits = "9223372036854775807";
      for (const mapped of [true, false]) {
        const large = control({ kind, mapped }, new ExactNumber(digits));
        expect(large).toEqual({ schema: { type: "string" }, shown: digits });
      }
      expect(control({ kind: "object" }, { a: [new ExactNumber(digits)] })?.shown).toBe(
        `{"a":[${digits}]}`,
      );
    },
  );
});

describe("choices", () => {
  test("of one label are told apart by their values", () => {
    const choices = [...CHOICES, { label: "Lead", value: "lead2" }];
    expect(control({ choices })?.schema).toMatchObject({
      oneOf: [
        { const: "lead", title: "Lead (lead)" },
        { const: "customer", title: "Customer" },
        { const: "lead2", title: "Lead (lead2)" },
      ],
    });
  });

  test("offer the directive that is there beside them", () => {
    const shown = control({ choices: CHOICES, mapped: true }, PATH);
    const oneOf = [...OF_CHOICES, { const: "$.userId", title: "$.userId" }];
    expect(shown).toEqual({ schema: { ...TEXT, oneOf }, shown: "$.userId" });
  });

  test("leave a value that is none of them unshown", () => {
    expect(control({ choices: CHOICES }, "former")).toEqual(control({ choices: CHOICES }));
  });

  test("of a list become a list of texts if a directive or one twice is among them", () => {
    const texts = { schema: { type: "array", items: { ...TEXT, minLength: 1 } } };
    const many = { choices: CHOICES, isList: true, mapped: true };
    expect(control(many, [PATH])).toEqual({ ...texts, shown: ["$.userId"] });
    expect(control(many, ["lead", "lead"])).toEqual({ ...texts, shown: ["lead", "lead"] });
  });
});

test("a directive of more than a line has a field of several", () => {
  const long = { "@template": "x".repeat(72) };
  for (const given of [{}, { kind: "object" }, { isList: true }, { kind: "number" }] as const) {
    const shown = control({ ...given, mapped: true }, long);
    expect(shown).toEqual({ schema: TEXT, options: { multi: true }, shown: JSON.stringify(long) });
    expect(control({ ...given, mapped: true }, TEMPLATE)).not.toHaveProperty("options");
  }
});

test("a secret is entered as a password, and shown as one", () => {
  expect(control({ secret: true }, "hunter2")).toEqual({
    schema: { ...TEXT, format: "password" },
    options: { format: "password" },
    shown: "hunter2",
  });
});

test("titles of 100,000 choices take no longer than there are choices", () => {
  const choices = Array.from({ length: 100_000 }, (_, index) => ({
    label: `Choice ${index % 99_999}`,
    value: index,
  }));
  const shown = inTime(() => control({ choices })) as unknown as {
    schema: { oneOf: { title: string }[] };
  };
  const titles = shown.schema.oneOf.map(({ title }) => title);
  expect([titles[0], titles[1], titles[99_999]]).toEqual([
    "Choice 0 (0)",
    "Choice 1",
    "Choice 0 (99999)",
  ]);
});
