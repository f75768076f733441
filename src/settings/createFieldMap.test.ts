import fc from "fast-check";
import { setting } from "../../test/support/setting";
import { inTime } from "../../test/support/watchdog";
import { createFieldMap } from "./createFieldMap";
import type { EventProperties } from "./eventProperties";
import { asFieldMap, toDirectives } from "./fieldMap";
import type { Setting } from "./setting";

const field = (name: string, given: Partial<Setting> = {}): Setting =>
  setting({ name, label: name.toUpperCase(), mapped: true, ...given });
const at = (path: string) => ({ "@path": path });
const described = (...settings: Setting[]) => ({ of: "Lantern", settings });
const EVENTS: EventProperties[] = [
  { event: "Any", properties: [{ label: "userId", path: "$.userId" }] },
  {
    event: "Order",
    properties: [
      { label: "userId", path: "$.userId" },
      { label: "total", path: "$.properties.total" },
    ],
  },
];
const OPTIONS = [
  { object: { key: "Any", label: "Any" }, fields: [{ key: "$.userId", label: "userId" }] },
  {
    object: { key: "Order", label: "Order" },
    fields: [
      { key: "$.userId", label: "userId" },
      { key: "$.properties.total", label: "total" },
    ],
  },
];
const OTHER = { key: "other", label: "Other Properties" };

test("the events are offered with their properties", () => {
  expect(createFieldMap(described(field("a")), EVENTS)).toEqual({
    fields: [{ field: { key: "a", label: "A" } }],
    options: OPTIONS,
  });
});

test("a new map has each default at the first event that has the property", () => {
  const settings = [
    field("a", { defaultValue: at("$.userId") }),
    field("b", { defaultValue: at("$.properties.total") }),
  ];
  expect(createFieldMap(described(...settings), EVENTS).fields).toEqual([
    {
      field: { key: "a", label: "A" },
      defaultObject: OPTIONS[0]?.object,
      defaultField: { key: "$.userId", label: "userId" },
    },
    {
      field: { key: "b", label: "B" },
      defaultObject: OPTIONS[1]?.object,
      defaultField: { key: "$.properties.total", label: "total" },
    },
  ]);
});

test("the map of a subscription has what it takes, and no defaults", () => {
  const settings = [field("a", { defaultValue: at("$.userId") }), field("b"), field("c")];
  const values = { b: at("$.userId"), c: "text" };
  expect(createFieldMap(described(...settings), EVENTS, values).fields).toEqual([
    { field: { key: "a", label: "A" } },
    {
      field: { key: "b", label: "B" },
      mappedObject: OPTIONS[0]?.object,
      mappedField: { key: "$.userId", label: "userId" },
    },
    { field: { key: "c", label: "C" } },
  ]);
});

test("paths that no event has are offered once, apart from the events", () => {
  const settings = [field("a"), field("b"), field("c")];
  const values = { a: at("$.x"), b: at("$.x"), c: at("$.y") };
  const { fields, options } = createFieldMap(described(...settings), EVENTS, values);
  const [x, y] = ["$.x", "$.y"].map((path) => ({ key: path, label: path }));
  expect(options).toEqual([...OPTIONS, { object: OTHER, fields: [x, y] }]);
  expect(fields.map(({ mappedObject, mappedField }) => [mappedObject, mappedField])).toEqual([
    [OTHER, x],
    [OTHER, x],
    [OTHER, y],
  ]);
});

test("hidden fields are not mapped, and those of passwords are", () => {
  const settings = [
    field("a", { hidden: true, defaultValue: at("$.x") }),
    field("b", { secret: true, defaultValue: at("$.userId") }),
    field("c", { secret: true }),
  ];
  expect(createFieldMap(described(...settings), EVENTS)).toEqual({
    fields: [
      {
        field: { key: "b", label: "B" },
        defaultObject: OPTIONS[0]?.object,
        defaultField: { key: "$.userId", label: "userId" },
      },
      { field: { key: "c", label: "C" } },
    ],
    options: OPTIONS,
  });
});

test("a secret that is held is not in the map, masked or not", () => {
  const settings = ["a", "b"].map((name) => field(name, { secret: true }));
  const map = createFieldMap(described(...settings), EVENTS, { a: "••••1234", b: "hunter2" });
  expect(map.fields).toEqual([
    { field: { key: "a", label: "A" } },
    { field: { key: "b", label: "B" } },
  ]);
});

test.each([
  ["a template", { "@template": "{{a}}" }],
  ["a path with something else", { "@path": "$.userId", "@else": 1 }],
  ["a path that is no text", { "@path": 5 }],
  ["text", "$.userId"],
  ["a list", [at("$.userId")]],
])("%s is not shown as a property", (_, value) => {
  const { fields } = createFieldMap(described(field("a")), EVENTS, { a: value });
  expect(fields).toEqual([{ field: { key: "a", label: "A" } }]);
});

test("the untouched map of a subscription sends its paths, and nothing else", () => {
  const path = fc.oneof(fc.constantFrom("$.userId", "$.properties.total"), fc.string());
  const value = fc.oneof(
    path.filter((text) => text !== "").map(at),
    fc.constantFrom<unknown>("text", 5, { "@template": "a" }, undefined),
  );
  const values = fc.dictionary(fc.string({ minLength: 1 }), value, { noNullPrototype: true });
  fc.assert(
    fc.property(values, (existing) => {
      const fields = Object.keys(existing).map((name) => field(name));
      const map = createFieldMap(described(...fields), EVENTS, existing);
      const formData = asFieldMap(JSON.stringify(map), "Field Map");
      const paths = Object.entries(existing).filter(
        ([, one]) => typeof one === "object" && one !== null && "@path" in one,
      );
      expect(toDirectives(formData ?? { fields: [] })).toEqual(Object.fromEntries(paths));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test("a field without a path takes nothing, even if another takes an empty one", () => {
  const fields = [field("a", { defaultValue: at("") }), field("b")];
  expect(createFieldMap(described(...fields), EVENTS).fields).toEqual([
    {
      field: { key: "a", label: "A" },
      defaultObject: { key: "other", label: "Other Properties" },
      defaultField: { key: "", label: "" },
    },
    { field: { key: "b", label: "B" } },
  ]);
});

test("takes no longer than the fields and the properties are many", () => {
  const paths = Array.from({ length: 100_000 }, (_, index) => `$.properties.p${index}`);
  const events = [{ event: "Any", properties: paths.map((path) => ({ label: path, path })) }];
  const fields = paths.map((path) => field(path, { defaultValue: at(path) })).reverse();
  const { options, fields: mapped } = inTime(() => createFieldMap(described(...fields), events));
  expect(options).toHaveLength(1);
  expect(mapped.at(-1)).toMatchObject({ defaultField: { key: "$.properties.p0" } });
});
