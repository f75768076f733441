import { setting } from "../../test/support/setting";
import { inTime } from "../../test/support/watchdog";
import { settingsForm } from "./form";
import { OTHER_SETTINGS, OTHER_SETTINGS_SCHEMA } from "./otherSettings";
import type { Setting } from "./setting";

interface Form {
  schema: { type: string; properties: Record<string, object>; required: string[] };
  uiSchema: { type: string; elements: object[] };
  data: Record<string, unknown>;
}
const whole = (settings: Setting[], values?: Record<string, unknown>): Form =>
  settingsForm({ of: "Lantern", settings }, values) as object as Form;
/** A form without the table of other settings, which ends every form. */
const form = (settings: Setting[], values?: Record<string, unknown>): Form => {
  const { schema, uiSchema, data } = whole(settings, values);
  const { [OTHER_SETTINGS]: _, ...properties } = schema.properties;
  const elements = uiSchema.elements.slice(0, -1);
  return { schema: { ...schema, properties }, uiSchema: { ...uiSchema, elements }, data };
};
const described = (description: string, given: Partial<Setting> = {}) =>
  form([setting({ description, ...given })]).schema.properties.one;
const control = (scope: string, options: object = {}) => ({
  type: "Control",
  scope: `#/properties/${scope}`,
  options: { showUnfocusedDescription: true, ...options },
});

test("each setting has a property and a control below the one before", () => {
  const settings = [
    setting({ name: "b", label: "B" }),
    setting({ name: "a", label: "A", long: true }),
  ];
  expect(form(settings)).toEqual({
    schema: {
      type: "object",
      properties: { b: { type: "string", title: "B" }, a: { type: "string", title: "A" } },
      required: [],
    },
    uiSchema: {
      type: "VerticalLayout",
      elements: [control("b"), control("a", { multi: true })],
    },
    data: {},
  });
});

test("names are written so that JSON Forms keeps them, and scopes as JSON pointers", () => {
  const names = ["a.b", "a/b", "a~b", "a[0]"];
  const { schema, uiSchema, data } = form(
    names.map((name) => setting({ name, defaultValue: name })),
  );
  const inForm = ["a%2eb", "a/b", "a%7eb", "a%5b0%5d"];
  expect(Object.keys(schema.properties)).toEqual(inForm);
  expect(Object.keys(data)).toEqual(inForm);
  expect(uiSchema.elements).toEqual(
    ["a%2eb", "a~1b", "a%7eb", "a%5b0%5d"].map((name) => control(name)),
  );
});

test("settings of one label are told apart by their names", () => {
  const settings = ["a", "b"].map((name) => setting({ name, label: "Key" }));
  const { schema } = form([...settings, setting({ name: "c", label: "Other" })]);
  expect(Object.values(schema.properties)).toMatchObject([
    { title: "Key (a)" },
    { title: "Key (b)" },
    { title: "Other" },
  ]);
  const hidden = setting({ name: "d", label: "Other", hidden: true });
  expect(form([setting({ label: "Other" }), hidden]).schema.properties.one).toMatchObject({
    title: "Other",
  });
  expect(described("", { label: "Other Settings" })).toMatchObject({
    title: "Other Settings (one)",
  });
});

test("a setting that is listed twice is shown once", () => {
  const settings = ["a", "b", "a"].map((name) => setting({ name, label: name, required: true }));
  const { schema, uiSchema } = form(settings);
  expect(Object.keys(schema.properties)).toEqual(["a", "b"]);
  expect(schema.required).toEqual(["a", "b"]);
  expect(schema.properties.a).toMatchObject({ title: "a" });
  expect(uiSchema.elements).toEqual(["a", "b"].map((name) => control(name)));
});

describe("the table of other settings", () => {
  const last = { type: "Control", scope: "#/properties/%other", options: expect.anything() };

  test.each<[string, Setting[]]>([
    ["settings", [setting()]],
    ["no settings at all", []],
  ])("ends the form of a type with %s, without rows", (_, settings) => {
    const { schema, uiSchema, data } = whole(settings);
    expect(schema.properties[OTHER_SETTINGS]).toEqual({
      ...OTHER_SETTINGS_SCHEMA,
      title: "Other Settings",
      description: "Settings that Segment does not list.",
    });
    expect(uiSchema.elements.at(-1)).toEqual(last);
    expect([data, schema.required]).toEqual([{}, []]);
  });

  test("has what is held beyond the settings that are listed, hidden ones too", () => {
    const settings = [setting({ name: "a" }), setting({ name: "b", hidden: true })];
    const { data, schema } = whole(settings, { a: "1", b: "2", location: "US" });
    expect(data).toEqual({
      a: "1",
      [OTHER_SETTINGS]: [{ name: "location", type: "text", value: "US" }],
    });
    expect(schema.properties[OTHER_SETTINGS]).toMatchObject({
      description:
        "Settings that Segment does not list. Secrets are not shown. A setting that is not in the table keeps its value.",
    });
  });
});

describe("a new object's form", () => {
  test("shows the defaults, and sends those of hidden settings too", () => {
    const settings = [
      setting({ name: "a", defaultValue: "eu" }),
      setting({ name: "b.c", defaultValue: "1", hidden: true }),
      setting({ name: "d", hidden: true }),
      setting({ name: "e" }),
    ];
    const { data, schema } = form(settings);
    expect(data).toEqual({ a: "eu", "b%2ec": "1" });
    expect(Object.keys(schema.properties)).toEqual(["a", "e"]);
  });

  test("asks for what is required, texts with at least one character", () => {
    const choices = [{ label: "A", value: "a" }];
    const { schema } = form([
      setting({ name: "a", required: true }),
      setting({ name: "b", required: true, kind: "number" }),
      setting({ name: "c", required: true, choices }),
      setting({ name: "d" }),
    ]);
    expect(schema.required).toEqual(["a", "b", "c"]);
    expect(schema.properties.a).toMatchObject({ minLength: 1 });
    for (const name of ["b", "c", "d"]) {
      expect(schema.properties[name]).not.toHaveProperty("minLength");
    }
  });

  test("returns false for an untouched required switch", () => {
    const settings = [setting({ kind: "boolean", required: true })];
    expect(form(settings).data).toEqual({ one: false });
  });

  test("says nothing of a secret that there is", () => {
    expect(described("A key.", { secret: true })).toMatchObject({ description: "A key." });
  });
});

describe("the form of what there is", () => {
  test("shows its values and none of the defaults, and asks for nothing", () => {
    const settings = [
      setting({ name: "a", required: true, defaultValue: "eu" }),
      setting({ name: "b", required: true, defaultValue: "eu" }),
      setting({ name: "c", hidden: true, defaultValue: "1" }),
      setting({ name: "d", kind: "boolean", required: true }),
      setting({ name: "e" }),
    ];
    const { data, schema } = form(settings, { a: "us", c: "2", e: null });
    expect(data).toEqual({ a: "us" });
    expect(schema.required).toEqual([]);
    expect(schema.properties.a).not.toHaveProperty("minLength");
  });

  test("leaves a masked secret out, and says how to keep it", () => {
    const settings = [setting({ secret: true, description: "A key." })];
    const { data, schema } = form(settings, { one: "••••1234" });
    expect(data).toEqual({});
    expect(schema.properties.one).toMatchObject({
      description: "A key. Leave empty to keep the existing secret.",
    });
    const within = [setting({ kind: "textMap" })];
    expect(form(within, { one: { a: "••••" } }).data).toEqual({});
  });

  test("says of an unknown secret that one may exist", () => {
    const settings = [setting({ secret: true })];
    expect(form(settings, {}).schema.properties.one).toMatchObject({
      description: "Leave empty to keep the existing secret, if any.",
    });
    expect(form(settings, { one: "" }).schema.properties.one).not.toHaveProperty("description");
    expect(form([setting()], {}).schema.properties.one).not.toHaveProperty("description");
  });

  test("has no control for a value that none can show", () => {
    const { schema, uiSchema, data } = form([setting({ kind: "any" })], { one: [1] });
    expect([schema.properties, uiSchema.elements, data]).toEqual([{}, [], {}]);
  });

  test("takes no value from what every object inherits", () => {
    expect(form([setting({ name: "toString", kind: "object" })], {}).data).toEqual({});
    expect(form([setting({ name: "constructor" })], {}).schema.properties).toHaveProperty([
      "%63onstructor",
    ]);
  });
});

test.each([
  ["", undefined],
  ["Where the account is kept", "Where the account is kept."],
  ["Is it kept?", "Is it kept?"],
  ["See [the docs](https://a.example/b) first.", "See the docs (https://a.example/b) first."],
  ["![Logo](https://a.example/l.png)", "Logo (https://a.example/l.png)."],
  ['[A](https://a.example "title")', "A (https://a.example)."],
  ["The `us`, **eu** or __ap__ one.", "The us, eu or ap one."],
  ["Two *starred* words.", "Two starred words."],
  ["2 * 3 * 4 stay.", "2 * 3 * 4 stay."],
  ["One line\n  and another.", "One line and another."],
  ["snake_case_name stays.", "snake_case_name stays."],
])("the description %p reads without its Markdown as %p", (markdown, expected) => {
  expect((described(markdown) as { description?: string }).description).toBe(expected);
});

test("a hint follows the description", () => {
  expect(described("All of them", { kind: "object", isList: true })).toMatchObject({
    description: "All of them. Written as JSON.",
  });
});

test("a note says before the first field that text can be a path, if it can", () => {
  const note = { type: "Label", text: "Text such as $.userId reads a property of the event." };
  const { uiSchema } = form([setting(), setting({ name: "two", mapped: true })]);
  expect(uiSchema.elements[0]).toEqual(note);
  expect(uiSchema.elements).toHaveLength(3);
  expect(form([setting()]).uiSchema.elements).not.toContainEqual(note);
});

test("a form without anything to show but the table says so", () => {
  const nothing = [{ type: "Label", text: "Segment lists no settings here." }];
  expect(form([]).uiSchema.elements).toEqual(nothing);
  expect(form([setting({ hidden: true })]).uiSchema.elements).toEqual(nothing);
});

test("a form of 10,000 settings takes no longer than there are settings", () => {
  const settings = Array.from({ length: 10_000 }, (_, index) =>
    setting({ name: `name-${index}`, label: index === 9999 ? "One 0" : `One ${index}` }),
  );
  const { schema } = inTime(() => form(settings));
  expect(schema.properties["name-0"]).toMatchObject({ title: "One 0 (name-0)" });
  expect(schema.properties["name-1"]).toMatchObject({ title: "One 1" });
  expect(schema.properties["name-9999"]).toMatchObject({ title: "One 0 (name-9999)" });
});
