import { catalog } from "../../../simulator/catalog";
import type { Option } from "../../../simulator/catalog/types";
import type { ControlKind } from "../control";
import { seen, useForms } from "./forms";

const forms = useForms();

/** The control for an option of each type. Text and other types have fields of text. */
const SHOWN_AS: Record<string, ControlKind> = {
  boolean: "switch",
  number: "number",
  array: "table",
  "text-map": "table",
  password: "password",
};
const SECRET_NAME = /(secret|token|credentials|apiKey|ciphertext)/i;

function kindFor({ name, type }: Option): ControlKind {
  return SHOWN_AS[type] ?? (SECRET_NAME.test(name) ? "password" : "text");
}

test.each([
  ["sources", "source", 13],
  ["destinations", "destination", 52],
  ["warehouses", "warehouse", 2],
] as const)(
  "the form of every sixth list of options among the catalog's %s has a control for each option, of its kind, and misses what is required alone",
  async (all, kind, count) => {
    const shown: unknown[] = [];
    const listed: unknown[] = [];
    // Types with the same options have the same form.
    const types = new Map(catalog[all].map((type) => [JSON.stringify(type.options), type]));
    const everySixth = [...types.values()].filter((_, at) => at % 6 === 0);
    for (const { id, name, options } of everySixth) {
      const form = await forms.openNew(kind, id);
      const controls = (await seen(form)).map(([label, kind]) => [label, kind]);
      const errors = (await form.errors()).map(({ keyword, params }) => [keyword, params]);
      form.close();
      const missing = options.filter(({ required, defaultValue }) => required && !defaultValue);
      shown.push([name, controls, errors]);
      listed.push([
        name,
        options.map((option) => [option.label?.trim(), kindFor(option)]),
        missing.map((option) => ["required", { missingProperty: option.name }]),
      ]);
    }
    expect(shown).toHaveLength(count);
    expect(shown).toEqual(listed);
  },
  120_000,
);
