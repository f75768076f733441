import { type BuiltComponent, loadComponent, paramsOf } from "../../../platform/component";
import type { Inputs } from "../../../platform/format/integration";
import { resolveInputs } from "../../../platform/format/resolve";
import { describeComponent } from "../../engine/describe";
import type { InputDescription, StepDescription } from "../../protocol";
import { filterChoices, readChoices } from "./choices";
import { readFieldMap, setMapping } from "./fieldMap";
import { dataSourceInputs, setValue, shownValue, toPairs, toTexts } from "./values";
import { findWidget, isRawPath, type WidgetName } from "./widgets";

let component: BuiltComponent;
let steps: Pick<StepDescription, "kind" | "key" | "inputs">[];
beforeAll(() => {
  component = loadComponent();
  ({ steps } = describeComponent(component, ""));
});

const input = (more: Partial<InputDescription>): InputDescription => ({
  key: "key",
  label: "Label",
  type: "string",
  required: false,
  ...more,
});

describe("values", () => {
  test("an input that was not touched is absent and shows its default", () => {
    expect(shownValue(input({ default: "preset" }), {})).toBe("preset");
    expect(setValue({ other: "1" }, "key", "a")).toEqual({ other: "1", key: "a" });
  });

  test("a default that is cleared is sent as empty text", () => {
    const values = setValue({}, "key", "");
    expect(values).toEqual({ key: "" });
    expect(shownValue(input({ default: "preset" }), values)).toBe("");
  });

  test("a value that is removed is absent", () => {
    expect(setValue({ key: "a", other: "1" }, "key", undefined)).toEqual({ other: "1" });
  });

  test("an inherited property is no value", () => {
    expect(shownValue(input({ key: "constructor", default: "preset" }), {})).toBe("preset");
  });

  test("the default of a list is empty text and shows no rows", () => {
    expect([toTexts(""), toPairs("")]).toEqual([[], []]);
    expect(toTexts(["a", 1])).toEqual(["a", "1"]);
    expect(toPairs([{ key: "a", value: { b: true } }, null])).toEqual([
      { key: "a", value: '{\n  "b": true\n}' },
      { key: "", value: "" },
    ]);
  });
});

describe("widgets", () => {
  test.each<[Partial<InputDescription>, WidgetName]>([
    [{}, "text"],
    [{ type: "timestamp" }, "text"],
    [{ type: "data" }, "textArea"],
    [{ model: [] }, "select"],
    [{ dataSource: "list" }, "picker"],
    [{ collection: "valuelist" }, "list"],
    [{ collection: "valuelist", dataSource: "list" }, "multiPicker"],
    [{ collection: "valuelist", model: [] }, "multiPicker"],
    [{ collection: "keyvaluelist" }, "pairs"],
    [{ type: "boolean" }, "switch"],
    [{ type: "code", language: "xml" }, "code"],
    [{ type: "password" }, "password"],
    [{ type: "connection" }, "connection"],
    [{ type: "objectFieldMap", dataSource: "map" }, "fieldMap"],
  ])("an input of %j has the widget %s", (more, widget) => {
    expect(findWidget(input(more))).toBe(widget);
  });

  test.each<Partial<InputDescription>>([
    { type: "structuredObject" },
    { type: "toString" },
    { type: "objectFieldMap" },
    { collection: "tree" },
    { type: "password", collection: "valuelist" },
  ])("an input of %j has no widget", (more) => {
    expect(findWidget(input(more))).toBeUndefined();
  });

  test("the address of a raw request offers paths, that of another step does not", () => {
    expect(isRawPath("rawRequest", input({ key: "url" }))).toBe(true);
    expect(isRawPath("rawRequest", input({ key: "data" }))).toBe(false);
    expect(isRawPath("createSource", input({ key: "url" }))).toBe(false);
  });
});

describe("choices", () => {
  test("a picklist of texts or of keys with labels is read", () => {
    expect(readChoices(["a", { key: "b", label: "B" }, { key: "c" }])).toEqual([
      { label: "a", value: "a" },
      { label: "B", value: "b" },
      { label: "c", value: "c" },
    ]);
  });

  test("a result that is no picklist is refused", () => {
    expect(() => readChoices({})).toThrow("no list of choices");
    expect(() => readChoices([{ label: "A" }])).toThrow("a choice without a key");
  });

  test("at most 200 choices are shown, and the filter finds the others", () => {
    const many = Array.from({ length: 1000 }, (_, at) => ({
      label: `Label ${at}`,
      value: `k${at}`,
    }));
    expect(filterChoices(many, "")).toEqual({ shown: many.slice(0, 200), hidden: 800 });
    expect(filterChoices(many, " LABEL 999 ")).toEqual({ shown: [many[999]], hidden: 0 });
    expect(filterChoices(many, "K998")).toEqual({ shown: [many[998]], hidden: 0 });
  });
});

describe("field maps", () => {
  const [object, path, other] = ["object", "path", "other"].map((key) => ({ key, label: key }));
  const result = {
    fields: [
      { field: { key: "set" }, mappedObject: object, mappedField: path, defaultField: other },
      { field: { key: "default" }, defaultObject: object, defaultField: other },
      { field: { key: "empty" } },
    ],
    options: [{ object, fields: [path, other] }],
  };

  test("a new map has the mapped properties, else the defaults", () => {
    const { initial, options } = readFieldMap(result);
    expect(initial.fields).toEqual([
      { field: { key: "set" }, mappedObject: object, mappedField: path },
      { field: { key: "default" }, mappedObject: object, mappedField: other },
      { field: { key: "empty" } },
    ]);
    expect(options).toEqual([
      { object, field: path },
      { object, field: other },
    ]);
  });

  test("one field is mapped to another property, or to none", () => {
    const { initial, options } = readFieldMap(result);
    const changed = setMapping(setMapping(initial, "empty", options[0]), "set", undefined);
    expect(changed.fields).toEqual([
      { field: { key: "set" } },
      { field: { key: "default" }, mappedObject: object, mappedField: other },
      { field: { key: "empty" }, mappedObject: object, mappedField: path },
    ]);
  });

  test("a result that is no field map is refused", () => {
    expect(() => readFieldMap([])).toThrow("no field map");
    expect(() => readFieldMap(undefined)).toThrow("no field map");
  });
});

/** For each widget a value as it gives it, and the same value as a flow writes it. */
const WRITTEN: Partial<Record<WidgetName, [unknown, Inputs[string]][]>> = {
  ...Object.fromEntries(
    ["text", "textArea", "picker", "select", "password", "code"].map((widget) => [
      widget,
      ["", "text", " 007 ", '{"a": 1}'].map((value) => [value, { type: "value", value }]),
    ]),
  ),
  switch: ["true", "false"].map((value) => [value, { type: "value", value }]),
  ...Object.fromEntries(
    ["list", "multiPicker"].map((widget) => [
      widget,
      [[], ["a", ""]].map((list) => [
        list,
        { type: "complex", value: list.map((value) => ({ type: "value", value })) },
      ]),
    ]),
  ),
  pairs: [
    [[], { type: "complex", value: [] }],
    [
      [{ key: "a", value: "1" }],
      { type: "complex", value: [{ name: "a", type: "value", value: "1" }] },
    ],
  ],
};

test("a step receives the same from a form and from a flow, for every input of the component", () => {
  const differences: string[] = [];
  let count = 0;
  for (const { kind, key, inputs } of steps) {
    const rooms = {
      action: component.actions,
      trigger: component.triggers,
      dataSource: component.dataSources,
    };
    const declared = rooms[kind][key]?.inputs ?? [];
    for (const one of inputs) {
      for (const [given, written] of WRITTEN[findWidget(one) ?? "text"] ?? []) {
        const sent = JSON.parse(JSON.stringify(setValue({}, one.key, given)));
        const resolved = resolveInputs({ [one.key]: written }, { steps: {}, configVars: {} });
        const fromForm = JSON.stringify(paramsOf(declared, { inputs: sent }));
        const fromFlow = JSON.stringify(paramsOf(declared, { inputs: resolved }));
        if (fromForm !== fromFlow) differences.push(`${key}.${one.key}: ${fromForm}`);
        count += 1;
      }
    }
  }
  expect(differences).toEqual([]);
  expect(count).toBeGreaterThan(1000);
});

describe("the data source of a picker", () => {
  test("gets the values, or the defaults, of the inputs with its keys, and no connection", () => {
    const source = {
      inputs: [
        input({ key: "connection", type: "connection" }),
        input({ key: "region", required: true }),
        input({ key: "spaceId", required: true }),
        input({ key: "collection" }),
      ],
    };
    const form = {
      inputs: [
        input({ key: "connection", type: "connection" }),
        input({ key: "region", default: "api" }),
        input({ key: "spaceId", default: "" }),
        input({ key: "other", default: "1" }),
      ],
    };
    expect(dataSourceInputs(source, form, { spaceId: "spa_1", other: "2" })).toEqual({
      region: "api",
      spaceId: "spa_1",
    });
    expect(dataSourceInputs(source, form, {})).toEqual({ region: "api", spaceId: "" });
  });

  test("finds every input that it requires in the form, for every picker of the component", () => {
    const missing = steps.flatMap((form) =>
      form.inputs.flatMap(({ key, dataSource }) => {
        if (dataSource === undefined) return [];
        const source = steps.find((one) => one.kind === "dataSource" && one.key === dataSource);
        const required = (source?.inputs ?? []).filter((one) => one.required);
        const sent = source && dataSourceInputs(source, form, {});
        return required
          .filter((one) => one.type !== "connection" && !(sent && one.key in sent))
          .map((one) => `${form.key}.${key}: ${one.key} of ${dataSource}`);
      }),
    );
    expect(missing).toEqual([]);
  });
});
