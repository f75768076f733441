import { type BuiltStep, callStep, loadComponent } from "../component";
import type { ComplexItem, Input } from "./integration";
import { resolveInput } from "./resolve";

const scope = {
  steps: {
    list: { results: [{ id: 1, "odd key": "here" }, null] },
    each: { currentItem: null, index: 0 },
  },
  configVars: { Name: "Web", Empty: "" },
};
const value = (input: Input): unknown => resolveInput(input, scope);

test.each<[Input["type"], string, unknown]>([
  ["value", "{{#Name}}", "{{#Name}}"],
  ["reference", "list.results[0].id", 1],
  ["reference", 'list.results[0]["odd key"]', "here"],
  ["reference", "list.results[1]", null],
  ["reference", "list.results[2].id", undefined],
  ["reference", "list.results.length", 2],
  ["reference", "constructor.name", undefined],
  ["reference", "list.results.map", undefined],
  ["reference", "list.results[0].constructor", undefined],
  ["reference", "list.results[0].__proto__.toString", undefined],
  ["reference", "each.index.toFixed", undefined],
  ["reference", "each.currentItem", null],
  ["configVar", "constructor", undefined],
  ["template", "<{{$list.results[0].toString}}{{#toString}}{{$valueOf}}>", "<>"],
  ["configVar", "Name", "Web"],
  ["configVar", "Empty", ""],
  ["configVar", "", undefined],
  ["template", "{{ #Name }}, {{$each.index}}, {{$list.results[0].id}}", "Web, 0, 1"],
  ["template", "<{{$each.currentItem}}{{$list.results[2]}}>", "<>"],
  [
    "template",
    '{{$list.results[0]["odd key"]}} {{$list.results}}',
    'here [{"id":1,"odd key":"here"},null]',
  ],
])("an input of type %s, %s, is %j", (type, written, expected) => {
  expect(value({ type, value: written } as Input)).toStrictEqual(expected);
});

test("the rows of keys and values may refer to both, and a blank key is a key", () => {
  const items: ComplexItem[] = [
    { name: "a", type: "reference", value: "each.index" },
    { name: { type: "configVar", value: "Name" }, type: "value", value: "b" },
    { name: "", type: "value", value: "c" },
  ];
  expect(value({ type: "complex", value: items })).toStrictEqual([
    { key: "a", value: 0 },
    { key: "Web", value: "b" },
    { key: "", value: "c" },
  ]);
});

test("a step gets its inputs as they are, blank as well, and the defaults of those left out", async () => {
  const inputs = ["given", "left out"].map((key) => ({
    key,
    label: key,
    type: "string",
    default: "preset",
  }));
  const echo = {
    ...Object.values(loadComponent().actions)[0],
    inputs,
    perform: async (_context: object, params: object) => ({ data: params }),
  };
  const response = await callStep(echo as BuiltStep, { context: {}, inputs: { given: "" } });
  expect(response.data).toEqual({ given: "", "left out": "preset" });
});
