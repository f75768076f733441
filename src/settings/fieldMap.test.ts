import type { ObjectFieldMap } from "@prismatic-io/spectral";
import fc from "fast-check";
import { asFieldMap, toDirectives } from "./fieldMap";

const row = (key: string, path?: string) => ({
  field: { key, label: key },
  ...(path !== undefined && { mappedField: { key: path, label: path } }),
});
const ROWS = [row("email", "$.traits.email"), row("phone")];

test("the data of a field map is accepted as a value, as JSON text, or as rows alone", () => {
  const formData = { fields: ROWS, options: [{ object: { key: "a" }, fields: [] }] };
  for (const raw of [formData, JSON.stringify(formData), ROWS, JSON.stringify(ROWS)]) {
    expect(asFieldMap(raw, "Field Map")).toEqual({ fields: ROWS });
  }
  expect(asFieldMap({ fields: [] }, "Field Map")).toEqual({ fields: [] });
});

test.each([undefined, null, "", "  "])("%p is no field map", (blank) => {
  expect(asFieldMap(blank, "Field Map")).toBeUndefined();
});

test.each([
  ["an object without rows", {}],
  ["rows that are no list", { fields: {} }],
  ["a row that is no object", { fields: ["email"] }],
  ["a row without a field", { fields: [{ mappedField: { key: "$.a" } }] }],
  ["a field without a key", { fields: [{ field: { label: "Email" } }] }],
  ["a field with a blank key", { fields: [{ field: { key: "" } }] }],
  ["a key that is no text", { fields: [{ field: { key: 5 } }] }],
  ["a number", 5],
])("%s is refused", (_, raw) => {
  expect(() => asFieldMap(raw, "Field Map")).toThrow(
    /^Field Map: expected fields mapped to properties, as the platform's field map returns them, got /,
  );
});

test("keys that reach into prototypes are refused", () => {
  const text = '{"fields": [{"field": {"key": "a", "__proto__": 1}}]}';
  expect(() => asFieldMap(text, "Field Map")).toThrow(
    "Field Map.fields[0].field: expected no key named __proto__, got one.",
  );
});

test("each field that is mapped takes its property, and the others are left out", () => {
  expect(toDirectives({ fields: ROWS })).toEqual({ email: { "@path": "$.traits.email" } });
  const odd = [
    { ...row("a"), mappedField: null },
    { ...row("b"), mappedField: { key: "" } },
    { ...row("c"), defaultField: { key: "$.c" } },
  ];
  expect(toDirectives({ fields: odd as object as ObjectFieldMap["fields"] })).toEqual({});
});

test("whatever the fields and paths are, each mapped field is sent with its path", () => {
  const name = fc.string({ minLength: 1 });
  const fields = fc.uniqueArray(fc.tuple(name, fc.option(name, { nil: undefined })), {
    selector: ([key]) => key,
  });
  fc.assert(
    fc.property(fields, fc.boolean(), (given, isText) => {
      const formData = { fields: given.map(([key, path]) => row(key, path)) };
      const map = asFieldMap(isText ? JSON.stringify(formData) : formData, "Field Map");
      const expected = given.filter(([, path]) => path !== undefined);
      expect(Object.entries(toDirectives(map ?? { fields: [] })).sort()).toEqual(
        expected.map(([key, path]): [string, object] => [key, { "@path": path }]).sort(),
      );
    }),
    { seed: 1, numRuns: 500 },
  );
});
