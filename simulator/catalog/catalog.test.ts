import { catalog } from ".";
import type { Option } from "./types";

const kinds = Object.entries(catalog) as [
  string,
  { id: string; slug: string; options: Option[] }[],
][];

test("the catalog is about as large as Segment's", () => {
  expect(kinds.map(([kind, entries]) => [kind, entries.length])).toEqual([
    ["sources", 180],
    ["destinations", 400],
    ["warehouses", 9],
  ]);
});

test.each(kinds)("ids, slugs and the names of settings of %s are unique", (_, entries) => {
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  expect(new Set(entries.map(({ slug }) => slug)).size).toBe(entries.length);
  for (const { options } of entries) {
    expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
  }
});

test.each([
  ["source", catalog.sources, "harbor-crm"],
  ["destination", catalog.destinations, "actions-lantern-crm"],
  ["warehouse", catalog.warehouses, "s3-data-lake"],
] as [string, { slug: string; options: Option[] }[], string][])(
  "a %s has settings of every type",
  (_, entries, slug) => {
    const { options = [] } = entries.find((entry) => entry.slug === slug) ?? {};
    expect([...new Set(options.map(({ type }) => type))].sort()).toEqual([
      "array",
      "boolean",
      "number",
      "password",
      "select",
      "string",
      "text-map",
    ]);
  },
);

test("an action has fields of every type in the contract, out of order", () => {
  const lantern = catalog.destinations.find(({ slug }) => slug === "actions-lantern-crm");
  const fields = lantern?.actions[0]?.fields ?? [];
  expect([...new Set(fields.map(({ type }) => type))].sort()).toEqual([
    "BOOLEAN",
    "DATETIME",
    "HIDDEN",
    "INTEGER",
    "NUMBER",
    "OBJECT",
    "PASSWORD",
    "STRING",
    "TEXT",
  ]);
  const order = fields.map(({ sortOrder }) => sortOrder);
  expect(order).not.toEqual(order.toSorted((a, b) => a - b));
  expect(new Set(order).size).toBe(order.length);
});

test("actions and their fields have unique ids", () => {
  const actions = catalog.destinations.flatMap(({ actions }) => actions.map(({ id }) => id));
  expect(actions.length).toBeGreaterThan(90);
  expect(new Set(actions).size).toBe(actions.length);
  for (const { fields } of catalog.destinations.flatMap(({ actions }) => actions)) {
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
  }
});

test("the catalog has the quirks of Segment's: types without options, and a field listed twice", () => {
  const optionsOf = (entries: { slug: string; options: Option[] }[], slug: string) =>
    entries.find((entry) => entry.slug === slug)?.options.map(({ name }) => name);
  expect(optionsOf(catalog.sources, "javascript")).toEqual([]);
  expect(optionsOf(catalog.warehouses, "azuresqldw")).toEqual([]);
  expect(optionsOf(catalog.warehouses, "bigquery")).toEqual(["gc-project"]);
  const quarry = catalog.destinations.find(({ slug }) => slug === "actions-quarry-tables");
  const fields = quarry?.actions[0]?.fields ?? [];
  expect(fields.filter(({ fieldKey }) => fieldKey === "operation")).toHaveLength(2);
  expect(fields.some(({ hidden }) => hidden)).toBe(true);
});
