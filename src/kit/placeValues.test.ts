import type { CompactSchema } from "../contract/compactSchema";
import { type PlacedValue, placeValues } from "./placeValues";

const schema: CompactSchema = {
  "search?": { type: "s", query: "s" },
  "options?": { "days?": "n", "names?": ["s"] },
  input: { "name?": "s", "schedule?": { strategy: "s" } },
};

const value = (label: string, path: string, given?: unknown): PlacedValue => ({
  label,
  path: path.split("."),
  value: given,
});

test("a value goes to its path, beside the others of the same object", () => {
  const values = [
    value("Type", "search.type", "NAME"),
    value("Enabled", "enabled", false),
    value("Query", "search.query", "buyers"),
  ];
  expect(placeValues(schema, values)).toEqual({
    enabled: false,
    search: { type: "NAME", query: "buyers" },
  });
});

test("an optional object without a value is absent, and so is an empty argument", () => {
  const values = [value("Days", "options.days"), value("Enabled", "enabled")];
  expect(placeValues(schema, values)).toStrictEqual({});
});

test("an object holds the values that are set, and nothing for the others", () => {
  const values = [value("Days", "options.days"), value("Names", "options.names", [])];
  expect(placeValues(schema, values)).toStrictEqual({ options: { names: [] } });
});

test("a required object without a value is sent empty, without the optional objects in it", () => {
  const values = [value("Name", "input.name"), value("Strategy", "input.schedule.strategy")];
  expect(placeValues(schema, values)).toStrictEqual({ input: {} });
});

test("a value goes into an object inside an object", () => {
  const values = [value("Strategy", "input.schedule.strategy", "DAILY")];
  expect(placeValues(schema, values)).toStrictEqual({ input: { schedule: { strategy: "DAILY" } } });
});

test("null is a value", () => {
  expect(placeValues(schema, [value("Days", "options.days", null)])).toEqual({
    options: { days: null },
  });
});

test("an object that lacks a required value is refused by the label of the missing input", () => {
  const values = [
    value("Search Type", "search.type", "NAME"),
    value("Search Query", "search.query"),
  ];
  expect(() => placeValues(schema, values)).toThrow(
    "Search Query: expected a value, since Search Type is set, got nothing.",
  );
});
