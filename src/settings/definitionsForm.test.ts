import Ajv from "ajv";
import type { Models } from "../contract/models";
import { definitionsForm } from "./definitionsForm";

const DEFINITION: Models["FunctionSettingV1"] = {
  name: "apiKey",
  label: "API Key",
  description: "",
  type: "STRING",
  required: true,
  sensitive: false,
};
const { schema, uiSchema } = definitionsForm([]);
const validate = new Ajv({ strict: false, useDefaults: true }).compile(schema);

test("the form is a table of all that a function's setting has", () => {
  expect(uiSchema).toEqual({ type: "Control", scope: "#", label: "Function Settings" });
  const { items } = schema as unknown as { items: { properties: object; required: string[] } };
  expect(Object.keys(items.properties)).toEqual(Object.keys(DEFINITION));
  expect(items.required).toEqual(Object.keys(DEFINITION));
});

test("it shows the settings that there are, without sharing the list", () => {
  const definitions = [DEFINITION];
  const { data } = definitionsForm(definitions);
  expect(data).toEqual(definitions);
  expect(data).not.toBe(definitions);
  expect(validate(data)).toBe(true);
});

test("a new row is text, and neither required nor sensitive", () => {
  const rows = [{ name: "a", label: "A" }];
  expect(validate(rows)).toBe(true);
  expect(rows).toEqual([
    {
      name: "a",
      label: "A",
      description: "",
      type: "STRING",
      required: false,
      sensitive: false,
    },
  ]);
});

test("every type of setting can be chosen by its name", () => {
  for (const type of ["STRING", "BOOLEAN", "ARRAY", "TEXT_MAP"]) {
    expect(validate([{ ...DEFINITION, type }])).toBe(true);
  }
  const titles = JSON.stringify(schema);
  for (const title of ["Text", "Boolean", "List", "Text Map"])
    expect(titles).toContain(`"${title}"`);
  expect(validate([{ ...DEFINITION, type: "NUMBER" }])).toBe(false);
});

test.each(["name", "label"])("a row without a %s is an error", (column) => {
  expect(validate([{ ...DEFINITION, [column]: "" }])).toBe(false);
});
