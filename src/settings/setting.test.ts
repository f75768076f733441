import type { Models } from "../contract/models";
import {
  type Setting,
  settingFromField,
  settingFromFunctionSetting,
  settingFromOption,
  unlisted,
} from "./setting";

type Option = Models["IntegrationOptionBeta"];
type Field = Models["DestinationMetadataActionFieldV1"];
type FunctionSetting = Models["FunctionSettingV1"];

const option = (given: Partial<Option> = {}): Setting =>
  settingFromOption({ name: "one", type: "string", required: false, ...given });
const field = (given: Partial<Field> = {}): Setting =>
  settingFromField({
    id: "f",
    sortOrder: 0,
    fieldKey: "one",
    label: "One",
    type: "STRING",
    description: "",
    required: false,
    multiple: false,
    dynamic: false,
    allowNull: false,
    ...given,
  });
const functionSetting = (given: Partial<FunctionSetting> = {}): Setting =>
  settingFromFunctionSetting({
    name: "one",
    label: "One",
    description: "What it is.",
    type: "STRING",
    required: false,
    sensitive: false,
    ...given,
  });

test("labels are one line without escape sequences; names and values stay as they are", () => {
  const label = "\u001b[31mSite\nID\u001b[0m";
  for (const one of [option({ label }), field({ label }), functionSetting({ label })]) {
    expect(one).toMatchObject({ name: "one", label: "Site ID" });
  }
  const name = "a\u202eb";
  expect(option({ name, label: "\u001b[0m" })).toMatchObject({ name, label: "ab" });
  expect(field({ choices: [{ label, value: label }] as never }).choices).toEqual([
    { label: "Site ID", value: label },
  ]);
});

describe("an option of the catalog", () => {
  test.each([
    ["string", { kind: "text", isList: false, secret: false }],
    ["text", { kind: "text", isList: false, secret: false }],
    ["select", { kind: "text", isList: false, secret: false }],
    ["password", { kind: "text", isList: false, secret: true }],
    ["number", { kind: "number", isList: false, secret: false }],
    ["boolean", { kind: "boolean", isList: false, secret: false }],
    ["array", { kind: "any", isList: true, secret: false }],
    ["text-map", { kind: "textMap", isList: false, secret: false }],
    ["Text-Map", { kind: "textMap" }],
    ["BOOLEAN", { kind: "boolean" }],
    ["color-picker", { kind: "any", isList: false }],
    ["constructor", { kind: "any", isList: false }],
    ["__proto__", { kind: "any", isList: false }],
  ])("of the type %s is a setting of that kind", (type, expected) => {
    expect(option({ type })).toMatchObject(expected);
  });

  test.each<[string, unknown, object]>([
    ["map", {}, { kind: "object", isList: false }],
    ["map", undefined, { kind: "object", isList: false }],
    ["mixed", [], { kind: "any", isList: true, mixed: true }],
    ["mixed", {}, { kind: "object", isList: false }],
    ["mixed", undefined, { kind: "any", isList: false, mixed: true }],
    ["mixed", "", { kind: "any", isList: false, mixed: true }],
  ])("of the type %s with the default %j is %j", (type, defaultValue, expected) => {
    expect(option({ type, defaultValue })).toMatchObject(expected);
  });

  test("keeps its name, its description and whether it is required", () => {
    const given = { name: "apiKey", label: "API Key", description: "A key.", required: true };
    expect(option(given)).toMatchObject(given);
    expect(option({ required: false }).required).toBe(false);
  });

  test("goes by its name if it has no label, and has a blank description if it has none", () => {
    expect(option()).toMatchObject({ label: "one", description: "" });
    expect(option({ label: "  " }).label).toBe("one");
    expect(option({ label: " One " }).label).toBe("One");
  });

  test.each(["apiKey", "password", "client_secret", "accessToken", "write-key", "Private Key"])(
    "called %s is a secret",
    (name) => {
      expect(option({ name }).secret).toBe(true);
    },
  );

  test.each(["region", "keyPrefix", "publicKey", "monkey"])("called %s is no secret", (name) => {
    expect(option({ name }).secret).toBe(false);
  });

  test.each([null, "", [], {}, undefined])("has no default if it is %p", (defaultValue) => {
    expect(option({ defaultValue })).not.toHaveProperty("defaultValue");
  });

  test("has its default as its kind has it, also 0 and false", () => {
    const defaultOf = (type: string, defaultValue: unknown) =>
      option({ type, defaultValue }).defaultValue;
    expect(defaultOf("string", 100)).toBe("100");
    expect(defaultOf("select", true)).toBe("true");
    expect(defaultOf("string", "eu")).toBe("eu");
    expect(defaultOf("number", 0)).toBe(0);
    expect(defaultOf("boolean", false)).toBe(false);
    expect(defaultOf("array", ["a"])).toEqual(["a"]);
  });

  test("takes no directives, no null and any value of its kind", () => {
    const plain = { mapped: false, nullable: false, choices: [], hidden: false, long: false };
    expect(option()).toMatchObject(plain);
  });
});

describe("a field of an action", () => {
  test.each([
    ["STRING", "text"],
    ["TEXT", "text"],
    ["PASSWORD", "text"],
    ["HIDDEN", "text"],
    ["NUMBER", "number"],
    ["INTEGER", "integer"],
    ["BOOLEAN", "boolean"],
    ["DATETIME", "time"],
    ["OBJECT", "object"],
  ] as const)("of the type %s is of the kind %s", (type, kind) => {
    expect(field({ type })).toMatchObject({ kind, mapped: true });
  });

  test("keeps its key, its label, its description and whether it is required", () => {
    const given = { label: "Email Address", description: "Whose.", required: true };
    expect(field({ fieldKey: "email", ...given })).toMatchObject({ name: "email", ...given });
    expect(field({ fieldKey: "email", label: " " }).label).toBe("email");
    expect(field({ label: " One " }).label).toBe("One");
  });

  test("is a list, takes null, is hidden, long or a secret if Segment says so", () => {
    expect(field({ multiple: true })).toMatchObject({ isList: true });
    expect(field({ allowNull: true })).toMatchObject({ nullable: true });
    expect(field({ hidden: true })).toMatchObject({ hidden: true });
    expect(field({ type: "HIDDEN" })).toMatchObject({ hidden: true });
    expect(field({ type: "TEXT" })).toMatchObject({ long: true });
    expect(field({ type: "PASSWORD" })).toMatchObject({ secret: true });
    const nothing = { isList: false, nullable: false, hidden: false, long: false, secret: false };
    expect(field({ hidden: false })).toMatchObject(nothing);
  });

  test("has its choices with their labels, as values of its kind", () => {
    const choices = [
      { label: "One", value: 1 },
      "two",
      { value: true },
      { label: "None" },
      null,
      4,
    ];
    expect(field({ choices }).choices).toEqual([
      { label: "One", value: "1" },
      { label: "two", value: "two" },
      { label: "true", value: "true" },
      { label: "4", value: "4" },
    ]);
    expect(field({ type: "INTEGER", choices: [{ label: "One", value: 1 }] }).choices).toEqual([
      { label: "One", value: 1 },
    ]);
    for (const none of [undefined, null, "a", {}])
      expect(field({ choices: none }).choices).toEqual([]);
  });

  test("takes any value if its choices are looked up while one types", () => {
    expect(field({ dynamic: true, choices: ["a"] }).choices).toEqual([]);
  });

  test("has a directive, a value or nothing as its default", () => {
    const path = { "@path": "$.userId" };
    expect(field({ defaultValue: path }).defaultValue).toEqual(path);
    expect(field({ defaultValue: 5 }).defaultValue).toBe("5");
    expect(field({ type: "NUMBER", defaultValue: 5 }).defaultValue).toBe(5);
    expect(field({ defaultValue: null })).not.toHaveProperty("defaultValue");
  });
});

describe("a setting of a function", () => {
  test.each([
    ["STRING", "text", false],
    ["BOOLEAN", "boolean", false],
    ["ARRAY", "any", true],
    ["TEXT_MAP", "textMap", false],
  ] as const)("of the type %s is of the kind %s", (type, kind, isList) => {
    expect(functionSetting({ type })).toMatchObject({ kind, isList, mapped: false });
  });

  test("keeps what the function says of it", () => {
    const given = { label: "API Key", description: "A key.", required: true };
    const setting = functionSetting({ name: "key", ...given, sensitive: true });
    expect(setting).toMatchObject({ name: "key", ...given, secret: true });
    expect(functionSetting({ name: "password" })).toMatchObject({ secret: false, required: false });
    expect(functionSetting({ name: "key", label: "" }).label).toBe("key");
  });
});

test("a setting that no catalog lists is optional text, and in no form", () => {
  expect(unlisted("name")).toMatchObject({
    name: "name",
    kind: "text",
    required: false,
    secret: false,
    hidden: true,
  });
});
