import { SpectralError } from "@prismatic-io/spectral";
import { setting } from "../../test/support/setting";
import { inTime } from "../../test/support/watchdog";
import { ExactNumber } from "../values/exactNumber";
import { describeExpected, fitValue } from "./fitValue";
import type { Setting, SettingKind } from "./setting";

const fitted = (given: Partial<Setting>, raw: unknown) =>
  fitValue(setting(given), raw, "Settings.one");
const exact = (digits: string) => new ExactNumber(digits);
const refusal = (expected: string, came: string) =>
  new SpectralError(`Settings.one: expected ${expected}, got ${came}.`);
const choicesOf = (...values: (string | number | boolean)[]) =>
  values.map((value) => ({ label: `The ${value}`, value }));

describe("a value of each kind", () => {
  test.each<[SettingKind, unknown, unknown]>([
    ["text", "eu", "eu"],
    ["text", " eu ", " eu "],
    ["text", 5, "5"],
    ["text", false, "false"],
    ["number", "50", 50],
    ["number", " -0.5 ", -0.5],
    ["number", "+5", 5],
    ["number", "5.", 5],
    ["number", ".5", 0.5],
    ["number", "1e3", 1000],
    ["number", "1.5E-3", 0.0015],
    ["number", "9007199254740993", exact("9007199254740993")],
    ["number", " +007199254740993000.10 ", exact("7199254740993000.10")],
    ["number", "-.12345678901234567890", exact("-0.12345678901234567890")],
    ["number", exact("9223372036854775807"), exact("9223372036854775807")],
    ["integer", "9223372036854775807", exact("9223372036854775807")],
    ["integer", "9223372036854775807.0", exact("9223372036854775807.0")],
    ["text", exact("9223372036854775807"), "9223372036854775807"],
    ["text", exact("0.12345678901234567890"), "0.12345678901234567890"],
    ["text", 227490627192107008n, "227490627192107008"],
    ["time", new Date("2026-01-31T08:00:00Z"), "2026-01-31T08:00:00.000Z"],
    ["textMap", '{"id": 227490627192107008}', { id: "227490627192107008" }],
    ["object", '{"id": 227490627192107008}', { id: exact("227490627192107008") }],
    ["object", '{"constructor": 1, "toString": 2}', { constructor: 1, toString: 2 }],
    ["number", 0, 0],
    ["integer", "7", 7],
    ["integer", 7, 7],
    ["integer", "7.0", 7],
    ["boolean", "true", true],
    ["boolean", " FALSE ", false],
    ["boolean", false, false],
    ["time", "2026-01-31T08:00:00Z", "2026-01-31T08:00:00Z"],
    ["time", 1_700_000_000, 1_700_000_000],
    ["textMap", { a: "b", c: 1, d: true, e: " ", f: null }, { a: "b", c: "1", d: "true", e: " " }],
    ["textMap", '{"a": "b"}', { a: "b" }],
    [
      "textMap",
      [
        { key: "a", value: "b" },
        { key: "c", value: 1 },
      ],
      { a: "b", c: "1" },
    ],
    ["textMap", [], {}],
    ["textMap", {}, {}],
    ["object", { a: { b: [1] } }, { a: { b: [1] } }],
    ["object", '{"a": [1]}', { a: [1] }],
    ["object", [{ key: "a", value: 1 }], { a: 1 }],
    ["object", {}, {}],
    ["any", "text", "text"],
    ["any", { a: 1 }, { a: 1 }],
    ["any", 0, 0],
  ])("of %s: %p becomes %p", (kind, raw, expected) => {
    expect(fitted({ kind }, raw)).toEqual(expected);
  });

  test.each<[SettingKind, unknown, string, string]>([
    ["text", { a: 1 }, "text", "an object"],
    ["text", ["a"], "text", "a list of 1"],
    ["text", Number.NaN, "text", "the number NaN"],
    ["number", "ten", "a number", 'text "ten"'],
    ["number", "0x10", "a number", 'text "0x10"'],
    ["number", "1e999", "a number", 'text "1e999"'],
    ["number", "Infinity", "a number", 'text "Infinity"'],
    ["number", "1 000", "a number", 'text "1 000"'],
    ["number", 2 ** 60, "a number", "the number 1152921504606847000"],
    ["number", exact("1e999"), "a number", "the number 1e999"],
    ["integer", exact("9007199254740993.5"), "a whole number", "the number 9007199254740993.5"],
    ["text", 1e21, "text", "the number 1e+21"],
    ["text", exact("1e21"), "text", "the number 1e21"],
    ["time", new Date(Number.NaN), "a date and time", "an object"],
    ["integer", " 0x10 ", "a whole number", 'text " 0x10 "'],
    ["integer", "٣", "a whole number", 'text "٣"'],
    ["number", "12px", "a number", 'text "12px"'],
    ["number", Number.POSITIVE_INFINITY, "a number", "the number Infinity"],
    ["number", true, "a number", "the boolean true"],
    ["number", [5], "a number", "a list of 1"],
    ["integer", "1.5", "a whole number", 'text "1.5"'],
    ["integer", 1.5, "a whole number", "the number 1.5"],
    ["integer", 2 ** 53, "a whole number", "the number 9007199254740992"],
    ["boolean", "yes", "true or false", 'text "yes"'],
    ["boolean", 1, "true or false", "the number 1"],
    ["time", true, "a date and time", "the boolean true"],
    ["time", Number.NaN, "a date and time", "the number NaN"],
    ["time", {}, "a date and time", "an object"],
  ])("of %s cannot be %p", (kind, raw, expected, came) => {
    expect(() => fitted({ kind }, raw)).toThrow(refusal(expected, came));
  });

  test.each<SettingKind>(["textMap", "object"])(
    "of %s cannot be text or a list of texts",
    (kind) => {
      for (const raw of ["a: b", "[1]", ["a"], 5, true]) {
        expect(() => fitted({ kind }, raw)).toThrow(/^Settings\.one: expected /);
      }
    },
  );

  test("of a text map names the key whose value is no text", () => {
    expect(() => fitted({ kind: "textMap" }, { a: "b", c: [1] })).toThrow(
      new SpectralError("Settings.one.c: expected text, got a list of 1."),
    );
  });

  test("of a map takes no key that reaches into prototypes", () => {
    for (const kind of ["textMap", "object"] as const) {
      expect(() => fitted({ kind }, '{"__proto__": "a"}')).toThrow("no key named __proto__");
    }
    expect(() => fitted({ kind: "object" }, '{"a": {"__proto__": 1}}')).toThrow(
      "Settings.one.a: expected no key named __proto__, got one.",
    );
  });
});

describe("a blank", () => {
  test.each<SettingKind>(["number", "integer", "boolean", "time", "textMap", "object", "any"])(
    "is not given if %s is expected",
    (kind) => {
      for (const blank of ["", " \n", null, undefined]) {
        expect(fitted({ kind }, blank)).toBeUndefined();
        expect(fitted({ kind, isList: true }, blank)).toBeUndefined();
      }
    },
  );

  test("is text if text is asked for, but not in place of a list", () => {
    expect(fitted({}, "")).toBe("");
    expect(fitted({}, "  ")).toBe("  ");
    expect(fitted({}, null)).toBeUndefined();
    expect(fitted({ isList: true }, "")).toBeUndefined();
  });

  test("null stays null if null is a value of its own", () => {
    expect(fitted({ nullable: true }, null)).toBeNull();
    expect(fitted({ nullable: true, kind: "number", isList: true }, null)).toBeNull();
    expect(fitted({ nullable: true, kind: "number" }, "")).toBeUndefined();
  });
});

describe("a list", () => {
  test.each<[SettingKind, unknown, unknown]>([
    ["any", "a, b\nc,,", ["a", "b", "c"]],
    ["any", '["a", 1, {"b": 2}]', ["a", 1, { b: 2 }]],
    ["any", [], []],
    ["any", ["a", "", null, undefined, " ", 0, false], ["a", 0, false]],
    ["text", ["a", 1, true], ["a", "1", "true"]],
    ["text", "a", ["a"]],
    ["number", "1, 2.5", [1, 2.5]],
    ["number", ' ["1", 2] ', [1, 2]],
    ["boolean", ["true", false], [true, false]],
    ["object", '[{"a": 1}]', [{ a: 1 }]],
    ["text", ",", []],
  ])("of %s: %p becomes %p", (kind, raw, expected) => {
    expect(fitted({ kind, isList: true }, raw)).toEqual(expected);
  });

  test("cannot be a value that is none, or JSON text that is none", () => {
    const list = { kind: "number", isList: true } as const;
    expect(() => fitted(list, 5)).toThrow(refusal("a list of numbers", "the number 5"));
    expect(() => fitted(list, { a: 1 })).toThrow(refusal("a list of numbers", "an object"));
    expect(() => fitted(list, "[1, 2")).toThrow(
      "Settings.one: expected a list of numbers, got JSON with an error at line 1, column 6.",
    );
    expect(() => fitted({ kind: "any", isList: true }, '[{"__proto__": 1}]')).toThrow(
      "no key named",
    );
  });

  test("names the item that does not fit", () => {
    expect(() => fitted({ kind: "integer", isList: true }, "1, two")).toThrow(
      new SpectralError('Settings.one[1]: expected a whole number, got text "two".'),
    );
  });
});

describe("a value of which Segment says no more than that it is JSON", () => {
  const list = { kind: "any", isList: true, mixed: true } as const;
  const any = { kind: "any", mixed: true } as const;

  test.each<[unknown, unknown]>([
    [
      '[{"event": "Order", "id": 9223372036854775807}]',
      [{ event: "Order", id: exact("9223372036854775807") }],
    ],
    [[{ event: "Order" }], [{ event: "Order" }]],
    [[{ key: "a", value: "b" }], [{ key: "a", value: "b" }]],
    ["Order Completed, Signed Up", ["Order Completed", "Signed Up"]],
    [{ a: 1 }, { a: 1 }],
    [' {"a": [1]}', { a: [1] }],
    ["[]", []],
    ["", undefined],
  ])(
    "is a list, or an object in its place, if its default is a list: %j becomes %j",
    (raw, expected) => {
      expect(fitted(list, raw)).toEqual(expected);
    },
  );

  test("cannot be what is neither, or JSON with an error", () => {
    for (const raw of [5, true]) {
      expect(() => fitted(list, raw)).toThrow(
        "Settings.one: expected a list or an object, got the ",
      );
    }
    for (const raw of ['{"a": 1', '[{"a": 1]']) {
      expect(() => fitted(list, raw)).toThrow(
        /^Settings\.one: expected a list or an object, got JSON with an error at line 1, column \d/,
      );
    }
    expect(() => fitted(list, '{"__proto__": 1}')).toThrow("no key named __proto__");
    expect(() => fitted(any, '[{"__proto__": 1}]')).toThrow("no key named __proto__");
  });

  test.each<[unknown, unknown]>([
    ['[{"a": 1}]', [{ a: 1 }]],
    ['{"a": 9223372036854775807}', { a: exact("9223372036854775807") }],
    ["{{name}}", "{{name}}"],
    ["a, b", "a, b"],
    ["5", "5"],
    [5, 5],
    [[1], [1]],
  ])("is anything if its default does not tell: %j becomes %j", (raw, expected) => {
    expect(fitted(any, raw)).toEqual(expected);
  });
});

describe("choices", () => {
  test("are taken by their values, and nothing else is", () => {
    const choices = choicesOf("us", "eu");
    expect(fitted({ choices }, "eu")).toBe("eu");
    for (const other of ["EU", "The eu", "", "us "]) {
      expect(() => fitted({ choices }, other)).toThrow(
        /^Settings\.one: expected one of us, eu, got /,
      );
    }
    expect(fitted({ kind: "number", choices: choicesOf(1, 2) }, "2")).toBe(2);
    expect(() => fitted({ kind: "number", choices: choicesOf(1, 2) }, "3")).toThrow(
      refusal("one of 1, 2", 'text "3"'),
    );
    expect(fitted({ kind: "boolean", choices: choicesOf(true) }, "true")).toBe(true);
    const large = [{ label: "Large", value: exact("9223372036854775807") }];
    expect(fitted({ kind: "number", choices: large }, "9223372036854775807.0")).toEqual(
      exact("9223372036854775807.0"),
    );
    expect(() => fitted({ kind: "number", choices: large }, "9223372036854775806")).toThrow(
      "expected one of 9223372036854775807, got",
    );
  });

  test("are asked of each item of a list", () => {
    const given = { isList: true, choices: choicesOf("a", "b") };
    expect(fitted(given, "b, a")).toEqual(["b", "a"]);
    expect(() => fitted(given, ["a", "c"])).toThrow(
      new SpectralError('Settings.one[1]: expected one of a, b, got text "c".'),
    );
    expect(() => fitted(given, 5)).toThrow(refusal("a list, each one of a, b", "the number 5"));
  });
});

describe("a field that is filled from the event", () => {
  const path = { "@path": "$.userId" };
  const kinds: SettingKind[] = ["text", "number", "boolean", "time", "object", "any"];

  test.each(kinds)(
    "takes a directive in place of %s, as a value, JSON or the path alone",
    (kind) => {
      for (const raw of [path, JSON.stringify(path), " $.userId "]) {
        expect(fitted({ kind, mapped: true }, raw)).toEqual(path);
        expect(fitted({ kind, mapped: true, isList: true }, raw)).toEqual(path);
        expect(fitted({ kind, mapped: true, isList: true }, [raw])).toEqual([path]);
        expect(fitted({ kind, mapped: true, choices: choicesOf("a") }, raw)).toEqual(path);
      }
    },
  );

  test("takes directives in the rows of an object's table", () => {
    const rows = [
      { key: "a", value: "$.userId" },
      { key: "b", value: "text" },
      { key: "c", value: '{"@template":"{{x}}"}' },
    ];
    expect(fitted({ kind: "object", mapped: true }, rows)).toEqual({
      a: path,
      b: "text",
      c: { "@template": "{{x}}" },
    });
    expect(fitted({ kind: "object", mapped: true }, { a: "$.userId" })).toEqual({ a: "$.userId" });
    expect(() => fitted({ kind: "object", mapped: true }, ["$.userId"])).toThrow(
      /^Settings\.one: /,
    );
  });

  test("takes plain values too", () => {
    expect(fitted({ kind: "number", mapped: true }, "5")).toBe(5);
    expect(fitted({ kind: "text", mapped: true }, "$.99")).toBe("$.99");
  });

  test("is the only one to take directives", () => {
    expect(fitted({}, "$.userId")).toBe("$.userId");
    expect(fitted({ isList: true }, "$.userId")).toEqual(["$.userId"]);
    expect(fitted({ kind: "object" }, [{ key: "a", value: "$.b" }])).toEqual({ a: "$.b" });
    expect(() => fitted({}, path)).toThrow(refusal("text", "an object"));
  });
});

test("a secret that does not fit is never quoted", () => {
  const kinds: SettingKind[] = [
    "text",
    "number",
    "integer",
    "boolean",
    "time",
    "textMap",
    "object",
  ];
  for (const kind of kinds) {
    for (const isList of [false, true]) {
      for (const raw of ["hunter2", ["hunter2", { hunter2: ["hunter2"] }], '{"a: "hunter2"}']) {
        let message = "";
        try {
          fitted({ kind, isList, secret: true }, raw);
        } catch (error) {
          message = (error as Error).message;
        }
        expect(message).not.toContain("hunter2");
      }
    }
  }
  expect(() => fitted({ kind: "number", secret: true }, "hunter2")).toThrow(
    refusal("a number", "text of 7 characters"),
  );
  expect(() => fitted({ kind: "boolean", secret: true }, "hunter2")).toThrow(
    refusal("true or false", "text of 7 characters"),
  );
});

test.each<[Partial<Setting>, string]>([
  [{ kind: "text" }, "text"],
  [{ kind: "number" }, "a number"],
  [{ kind: "integer" }, "a whole number"],
  [{ kind: "boolean" }, "true or false"],
  [{ kind: "time" }, "a date and time"],
  [{ kind: "textMap" }, "texts by their keys"],
  [{ kind: "object" }, "an object"],
  [{ kind: "any" }, "a value"],
  [{ kind: "text", isList: true }, "a list of texts"],
  [{ kind: "number", isList: true }, "a list of numbers"],
  [{ kind: "integer", isList: true }, "a list of whole numbers"],
  [{ kind: "boolean", isList: true }, "a list of values that are true or false"],
  [{ kind: "time", isList: true }, "a list of dates and times"],
  [{ kind: "textMap", isList: true }, "a list of objects"],
  [{ kind: "object", isList: true }, "a list of objects"],
  [{ kind: "any", isList: true }, "a list of values"],
  [{ choices: choicesOf("a", "b") }, "one of a, b"],
  [{ isList: true, choices: choicesOf("a", "b") }, "a list, each one of a, b"],
])("what %p takes is called %s", (given, expected) => {
  expect(describeExpected(setting(given))).toBe(expected);
});

describe("takes no longer than its input is large", () => {
  test.each(["1", "1.", "1e", ".1", " ", "+", "1,"])(
    "for a megabyte of %j as a number",
    (piece) => {
      const raw = `${piece.repeat(1_000_000)}x`;
      expect(() => inTime(() => fitted({ kind: "number" }, raw))).toThrow(
        "Settings.one: expected a number, got text",
      );
    },
  );

  test("for a list of 200,000 out of as many choices", () => {
    const values = Array.from({ length: 200_000 }, (_, index) => `v${index}`);
    const choices = values.map((value) => ({ label: value, value }));
    const given: Partial<Setting> = { kind: "text", isList: true, choices };
    expect(inTime(() => fitted(given, [...values].reverse()))).toHaveLength(200_000);
    expect(() => fitted(given, ["w"])).toThrow(
      /^Settings\.one\[0\]: expected one of v0, .*, v19, …, got/,
    );
  });

  test("for a list of 400,000 templates, which look like JSON", () => {
    const given: Partial<Setting> = { kind: "text", isList: true, mapped: true };
    const templates = Array.from({ length: 400_000 }, () => "{{name}}");
    expect(inTime(() => fitted(given, templates))).toHaveLength(400_000);
  });
});
