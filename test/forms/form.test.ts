import { readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Control } from "./control";
import type { Form } from "./driver";
import { closeForms, type FormResult, openForm, startForms, stopForms } from "./form";
import { choices, EVERY_KIND, formOf, ROWS, textMap } from "./samples";

beforeAll(startForms, 60_000);
afterEach(closeForms);
afterAll(stopForms);

let form: Form;
const open = async (result: FormResult) => {
  form = await openForm(result);
};

const controlOf = async (label: string): Promise<Control | undefined> =>
  (await form.controls()).find((control) => control.label === label);

const TEXT = { type: "string", title: "Text" };

describe("what the user sees", () => {
  test("every control is listed in order, with its label, kind, description and mark", async () => {
    await open(EVERY_KIND);
    const listed = (await form.controls()).map(({ label, kind, description, required }) => [
      label,
      kind,
      description,
      required,
    ]);
    expect(listed).toEqual([
      ["Endpoint (https://…)*", "text", "Where it is sent.", true],
      ["API Key", "password", "Kept secret.", true],
      ["Template", "multiline", "As many lines as it takes.", false],
      ["Batch Events", "switch", "Sends many at once.", false],
      ["Debug", "checkbox", "Writes a line for each.", false],
      ["Sample Rate", "number", "From 0 to 1.", false],
      ["Batch Size", "number", "Events in a batch.", false],
      ["Region", "dropdown", "Where data stays.", true],
      ["Events", "table", "By name.", false],
      ["Headers", "table", "Sent along.", false],
    ]);
  });

  test("what is there already is shown, a password as bullets", async () => {
    await open({
      ...EVERY_KIND,
      data: {
        endpoint: "https://a.example",
        apiKey: "hush",
        template: "one\ntwo",
        batch: true,
        rate: 0.5,
        size: 10,
        region: "eu",
        events: ["Order Completed", "Page"],
        headers: [{ key: "a", value: "b" }, { key: "c" }],
      },
    });
    expect(
      Object.fromEntries((await form.controls()).map(({ label, value }) => [label, value])),
    ).toEqual({
      "Endpoint (https://…)*": "https://a.example",
      "API Key": "••••",
      Template: "one\ntwo",
      "Batch Events": true,
      Debug: false,
      "Sample Rate": "0.5",
      "Batch Size": "10",
      Region: "EU",
      Events: ["Order Completed", "Page"],
      Headers: [
        { Key: "a", Value: "b" },
        { Key: "c", Value: "" },
      ],
    });
  });

  test("a description that shows only on focus is not there", async () => {
    await open(
      formOf(
        { text: { ...TEXT, description: "Hidden." } },
        { options: { text: { showUnfocusedDescription: false } } },
      ),
    );
    expect(await controlOf("Text")).toMatchObject({ description: "" });
  });

  test("a message about what is wrong is not taken for a description", async () => {
    await open(formOf({ text: { ...TEXT, minLength: 5 } }, { data: { text: "abc" } }));
    expect(await controlOf("Text")).toMatchObject({ description: "" });
    expect(await form.errors()).toMatchObject([{ instancePath: "/text", keyword: "minLength" }]);
  });

  test("a list at the root is one table", async () => {
    await open(ROWS);
    expect(await form.controls()).toEqual([
      {
        label: "Rules",
        kind: "table",
        description: "One for each event.",
        required: false,
        value: [{ Event: "Order Completed", Type: "Page", Enabled: false, Strict: true }],
      },
    ]);
  });

  test("a row that is not filled in shows nothing", async () => {
    await open({ ...ROWS, data: [{}] });
    expect(await controlOf("Rules")).toMatchObject({
      value: [{ Event: "", Type: "", Enabled: false, Strict: false }],
    });
  });

  test("what a form says beside its controls is told apart from headings of tables", async () => {
    const { uiSchema, ...result } = formOf({ text: TEXT, map: textMap("Map") });
    const elements = [{ type: "Label", text: "Read this." }, uiSchema];
    await open({ ...result, uiSchema: { type: "VerticalLayout", elements } });
    expect(await form.notes()).toEqual(["Read this."]);
  });

  test("a list at the root may have its heading from the control", async () => {
    const { schema, data } = ROWS;
    const uiSchema = { type: "Control", scope: "#", label: "Checks" };
    await open({ schema: { ...schema, title: undefined }, uiSchema, data });
    await form.addRow("Checks", { event: "Page", strict: true });
    expect(await form.data()).toMatchObject([{}, { event: "Page", enabled: true, strict: true }]);
  });

  test("a screenshot is a PNG of the whole form, or of what a view shows", async () => {
    const file = path.join(os.tmpdir(), `form-${process.pid}.png`);
    await open(EVERY_KIND);
    await form.screenshot(file);
    const whole = readFileSync(file);
    await form.screenshot(file, { width: 400, height: 300, zoom: 2 });
    const part = readFileSync(file);
    rmSync(file);
    const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(whole.subarray(1, 4).toString()).toBe("PNG");
    expect(sizeOf(whole)[0]).toBe(800);
    expect(sizeOf(whole)[1]).toBeGreaterThan(900);
    expect(sizeOf(part)).toEqual([400, 300]);
  });
});

describe("filling it in", () => {
  test("rows that are there are changed and removed", async () => {
    await open({
      ...formOf({ list: { type: "array", title: "List", items: TEXT }, map: textMap("Map") }),
      data: { list: ["a", "b", "c"], map: [{ key: "a", value: "b" }, { key: "c" }] },
    });
    await form.fillRow("List", 1, "changed");
    await form.removeRow("List", 0);
    await form.fillRow("Map", 0, { value: "changed" });
    await form.removeRow("Map", 1);
    expect(await form.data()).toEqual({
      list: ["changed", "c"],
      map: [{ key: "a", value: "changed" }],
    });
  });

  test("choices of which many can be made are boxes to tick, one control together", async () => {
    const items = choices({ us: "US", eu: "EU", ap: "AP" });
    const regions = {
      type: "array",
      uniqueItems: true,
      items,
      title: "Regions",
      description: "All.",
    };
    await open(
      formOf({ regions, text: TEXT }, { required: ["regions"], data: { regions: ["eu"] } }),
    );
    expect(await form.controls()).toMatchObject([
      {
        label: "Regions",
        kind: "checkboxes",
        description: "All.",
        required: true,
        value: [{ US: false, EU: true, AP: false }],
      },
      { label: "Text", kind: "text" },
    ]);
    await form.tick("Regions", "AP", true);
    await form.tick("Regions", "EU", false);
    await form.tick("Regions", "US", false);
    expect(await form.data()).toEqual({ regions: ["ap"] });
    await expect(form.tick("Regions", "Mars", true)).rejects.toThrow(
      'No box is called "Mars"; there are: US, EU, AP.',
    );
  });

  test("every kind of control is filled in by its label", async () => {
    await open(EVERY_KIND);
    await form.type("Endpoint (https://…)*", "https://a.example");
    await form.type("API Key", "hush");
    await form.type("Template", "one\ntwo");
    await form.turn("Batch Events", true);
    await form.turn("Debug", true);
    await form.type("Sample Rate", "0.25");
    await form.type("Batch Size", "10");
    await form.choose("Region", "EU");
    await form.addRow("Events", "Order Completed");
    await form.addRow("Events", "Page");
    await form.addRow("Headers", { key: "a", value: "b" });
    await form.addRow("Headers", { value: "d", key: "c" });
    expect(await form.data()).toEqual({
      endpoint: "https://a.example",
      apiKey: "hush",
      template: "one\ntwo",
      batch: true,
      debug: true,
      rate: 0.25,
      size: 10,
      region: "eu",
      events: ["Order Completed", "Page"],
      headers: [
        { key: "a", value: "b" },
        { key: "c", value: "d" },
      ],
    });
    expect(await form.errors()).toEqual([]);
  });

  test("rows at the root take a text, a choice and boxes to tick", async () => {
    await open(ROWS);
    await form.addRow("Rules", {
      event: "Order Refunded",
      type: "Track",
      enabled: false,
      strict: true,
    });
    expect(await form.data()).toEqual([
      { event: "Order Completed", type: "page", strict: true },
      { event: "Order Refunded", type: "track", enabled: false, strict: true },
    ]);
  });

  test("a list of numbers, of booleans and of choices takes rows", async () => {
    await open(
      formOf({
        sizes: { type: "array", title: "Sizes", items: { type: "number" } },
        flags: { type: "array", title: "Flags", items: { type: "boolean" } },
        regions: { type: "array", title: "Regions", items: choices({ us: "US", eu: "EU" }) },
      }),
    );
    await form.addRow("Sizes", 1.5);
    await form.addRow("Flags", true);
    await form.addRow("Regions", "EU");
    expect(await form.data()).toEqual({ sizes: [1.5], flags: [true], regions: ["eu"] });
  });

  test("text takes the place of what was there", async () => {
    await open(formOf({ text: TEXT }, { data: { text: "before" } }));
    await form.type("Text", "after");
    expect(await form.data()).toEqual({ text: "after" });
  });

  test("a choice can be changed and taken back", async () => {
    await open(formOf({ region: { title: "Region", ...choices({ us: "US", eu: "EU" }) } }));
    await form.choose("Region", "US");
    await form.choose("Region", "EU");
    expect(await form.data()).toEqual({ region: "eu" });
    await form.choose("Region", "");
    expect(await form.data()).toEqual({});
  });

  test("labels with the characters of patterns and of selectors are themselves", async () => {
    const labels = [
      "a.b",
      "a*b",
      "(a|b)?",
      "[a]",
      'say "hi"',
      "back\\slash",
      "$5 ^ 2",
      "#id > .class",
    ];
    await open(
      formOf(Object.fromEntries(labels.map((title, index) => [`p${index}`, { ...TEXT, title }]))),
    );
    for (const label of labels) await form.type(label, label);
    expect(Object.values((await form.data()) as object)).toEqual(labels);
  });

  test("errors say what is missing, and go when it is there", async () => {
    await open(formOf({ text: TEXT, map: textMap("Map") }, { required: ["text"] }));
    await form.addRow("Map", { value: "b" });
    expect(await form.errors()).toEqual([
      {
        instancePath: "",
        keyword: "required",
        message: "must have required property 'text'",
        params: { missingProperty: "text" },
      },
      {
        instancePath: "/map/0",
        keyword: "required",
        message: "must have required property 'key'",
        params: { missingProperty: "key" },
      },
    ]);
    await form.type("Text", "there");
    expect(await form.errors()).toHaveLength(1);
  });
});

describe("what cannot be done", () => {
  test("a label that is not there is refused with those that are", async () => {
    await open(formOf({ text: TEXT, other: { ...TEXT, title: "Other" } }));
    await expect(form.type("Texts", "a")).rejects.toThrow(
      'No control is called "Texts"; there are: Text, Other.',
    );
  });

  test("a label that two controls have is refused", async () => {
    await open(formOf({ text: TEXT, other: TEXT }));
    await expect(form.type("Text", "a")).rejects.toThrow('More than one control is called "Text"');
  });

  test("a control of another kind is refused", async () => {
    await open(EVERY_KIND);
    await expect(form.turn("Region", true)).rejects.toThrow(
      '"Region" is a dropdown, not a switch or checkbox.',
    );
  });

  test("a choice that is not there is refused with those that are", async () => {
    await open(EVERY_KIND);
    await expect(form.choose("Region", "Mars")).rejects.toThrow(
      'No choice is called "Mars"; there are: US, EU.',
    );
  });

  test("a column that is not there is refused with those that are", async () => {
    await open(EVERY_KIND);
    await expect(form.addRow("Headers", { name: "a" })).rejects.toThrow(
      '"Headers" has no column "name"; it has: key, value.',
    );
  });

  test("a form that JSON Forms cannot show is refused, and the next one is shown", async () => {
    await expect(openForm(formOf({ any: { title: "Any" } }))).rejects.toThrow(
      "JSON Forms has no renderer for a control of this form.",
    );
    await expect(openForm(formOf({ text: { type: "nonsense" } }))).rejects.toThrow(
      "schema is invalid",
    );
    await open(formOf({ text: TEXT }));
    expect(await controlOf("Text")).toMatchObject({ kind: "text" });
  });
});

test("forms are apart: two are open at once, and one that follows another is empty", async () => {
  await open(formOf({ text: TEXT }));
  const other = await openForm(formOf({ text: TEXT }));
  await form.type("Text", "one");
  await other.type("Text", "two");
  expect(await form.data()).toEqual({ text: "one" });
  other.close();
  const next = await openForm(formOf({ text: TEXT }));
  expect(await next.data()).toEqual({});
});

// In this file, since all of them share its browser and a page that is warm.
describe("JSON Forms", () => {
  require("./jsonForms.cases");
});
describe("new objects", () => {
  require("./generated/newObjects.cases");
});
describe("new mappings", () => {
  require("./generated/newMappings.cases");
});
describe("existing objects", () => {
  require("./generated/existing.cases");
});
describe("left blank", () => {
  require("./generated/leftBlank.cases");
});
describe("functions", () => {
  require("./generated/functions.cases");
});
describe("catalog", () => {
  require("./generated/catalog.cases");
});
describe("others", () => {
  require("./generated/others.cases");
});
