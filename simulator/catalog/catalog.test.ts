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

test("settings of every type occur, and actions have ids of their own", () => {
  const types = new Set(
    catalog.destinations.flatMap(({ options }) => options.map(({ type }) => type)),
  );
  expect([...types].sort()).toEqual([
    "array",
    "boolean",
    "number",
    "password",
    "select",
    "string",
    "text-map",
  ]);
  const actions = catalog.destinations.flatMap(({ actions }) => actions.map(({ id }) => id));
  expect(actions.length).toBeGreaterThan(90);
  expect(new Set(actions).size).toBe(actions.length);
});
