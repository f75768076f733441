import type { Form } from "./driver";
import { type FormResult, openForm } from "./form";
import { formOf, textMap } from "./samples";

/** The behavior of JSON Forms that the generated forms depend on. */

let form: Form;
const open = async (result: FormResult) => {
  form = await openForm(result);
};

const TEXT = { type: "string", title: "Text" };
const LIST = { type: "array", title: "List", items: { type: "string" } };

describe("data", () => {
  test("an untouched value is absent, and its default is not set", async () => {
    await open(
      formOf({
        text: { ...TEXT, default: "a" },
        on: { type: "boolean", title: "On", default: true },
        list: LIST,
      }),
    );
    expect(await form.data()).toEqual({});
  });

  test("without data the form has none before the first change, and that is an error", async () => {
    const { data: _, ...result } = formOf({ text: TEXT });
    await open(result);
    expect(await form.data()).toBeUndefined();
    expect(await form.errors()).toMatchObject([{ instancePath: "", keyword: "type" }]);
    await form.type("Text", "a");
    expect(await form.data()).toEqual({ text: "a" });
  });

  test("text and numbers that are emptied are absent", async () => {
    const number = { type: "number", title: "Number" };
    await open(formOf({ text: TEXT, number }, { data: { text: "a", number: 1 } }));
    await form.type("Text", "");
    await form.type("Number", "");
    expect(await form.data()).toEqual({});
  });

  test("a switch that is turned on and off again is false", async () => {
    await open(
      formOf({ on: { type: "boolean", title: "On" } }, { options: { on: { toggle: true } } }),
    );
    await form.turn("On", false);
    expect(await form.data()).toEqual({});
    await form.turn("On", true);
    await form.turn("On", false);
    expect(await form.data()).toEqual({ on: false });
  });

  test("a row that is added and not filled in is a blank text or an empty object", async () => {
    await open(formOf({ list: LIST, map: textMap("Map") }));
    await form.addRow("List", "");
    await form.addRow("Map", {});
    expect(await form.data()).toEqual({ list: [""], map: [{}] });
  });

  test("a row that is added starts with the defaults of its properties", async () => {
    const properties = {
      name: { type: "string", title: "Name" },
      on: { type: "boolean", title: "On", default: true },
    };
    await open(
      formOf({ rows: { type: "array", title: "Rows", items: { type: "object", properties } } }),
    );
    await form.addRow("Rows", { name: "a" });
    expect(await form.data()).toEqual({ rows: [{ name: "a", on: true }] });
  });

  test("a dropdown of numbers gives numbers, one of booleans booleans", async () => {
    const zeroOrOne = [
      { const: 0, title: "Zero" },
      { const: 1, title: "One" },
    ];
    const yesOrNo = [
      { const: true, title: "Yes" },
      { const: false, title: "No" },
    ];
    await open(
      formOf({
        number: { type: "number", title: "Number", oneOf: zeroOrOne },
        boolean: { type: "boolean", title: "Boolean", oneOf: yesOrNo },
      }),
    );
    await form.choose("Number", "Zero");
    await form.choose("Boolean", "No");
    expect(await form.data()).toEqual({ number: 0, boolean: false });
  });

  test("a null that is there already is an error until it is filled in", async () => {
    await open(formOf({ text: TEXT }, { data: { text: null } }));
    expect(await form.errors()).toMatchObject([{ instancePath: "/text", keyword: "type" }]);
    await form.type("Text", "a");
    expect(await form.errors()).toEqual([]);
  });
});

describe("names of properties", () => {
  // A computed key, unlike a literal one, makes a property of `__proto__`.
  const under = <Value>(name: string, value: Value) => ({ [name]: value });

  test.each([
    "host name",
    "path/prefix",
    "a~b",
    "100%",
    "ga%2edimension",
    "a%5b0%5d",
    "%5f_proto__",
    "]",
    'a"b',
    "a\\b",
    "0",
    "$ref",
    "items",
    "toString",
  ])("%j keeps what is typed and shows what is there", async (name) => {
    await open(formOf(under(name, TEXT), { data: under(name, "before") }));
    expect(await form.controls()).toMatchObject([{ value: "before" }]);
    await form.type("Text", "after");
    expect(await form.data()).toEqual(under(name, "after"));
    await form.type("Text", "");
    await form.type("Text", "anew");
    expect(await form.data()).toEqual(under(name, "anew"));
  });

  test.each([
    ["a.b", { a: { b: "typed" } }],
    ["a[0]", { a: ["typed"] }],
    ["a[b]", { a: { b: "typed" } }],
    ["__proto__", {}],
    ["constructor", {}],
    ["prototype", {}],
  ])("%j loses what is typed to another place", async (name, data) => {
    await open(formOf(under(name, TEXT)));
    await form.type("Text", "typed");
    expect(JSON.stringify(await form.data())).toBe(JSON.stringify(data));
  });

  test.each(["", "#", "a~b~c"])("%j has no control", async (name) => {
    await expect(openForm(formOf(under(name, TEXT)))).rejects.toThrow("no renderer");
  });
});
