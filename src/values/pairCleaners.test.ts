import { asRecord } from "./pairCleaners";

test("an instance of a class is not a record", () => {
  expect(() => asRecord(new Map([["a", 1]]), "Settings")).toThrow("Settings: expected ");
});

test("an empty record is blank", () => {
  expect(asRecord({}, "Settings")).toBeUndefined();
  expect(asRecord([], "Settings")).toBeUndefined();
});

test("settings accept a key/value list or an object, and keep the types of values", () => {
  expect(asRecord([{ key: "port", value: 5432 }], "Settings")).toEqual({ port: 5432 });
  expect(asRecord({ ssl: true, tags: ["a"] }, "Settings")).toEqual({ ssl: true, tags: ["a"] });
  expect(asRecord('{"ssl": false}', "Settings")).toEqual({ ssl: false });
});

test("rows without a value are left out of a key/value list", () => {
  const rows = [
    { key: "a", value: "" },
    { key: "b", value: null },
    { key: "", value: "" },
  ];
  expect(asRecord(rows, "Settings")).toBeUndefined();
});

test("a key/value list with a value without a key, or a repeated key, is refused", () => {
  expect(() => asRecord([{ key: "", value: "x" }], "Settings")).toThrow(
    "Settings: expected a key as text for every value, got nothing.",
  );
  const twice = [
    { key: "a", value: 1 },
    { key: "a", value: 2 },
  ];
  expect(() => asRecord(twice, "Settings")).toThrow(
    "Settings: expected every key once, got a twice.",
  );
  expect(() => asRecord(["x"], "Settings")).toThrow(
    /^Settings: expected a list of keys and values/,
  );
});

test("__proto__ is refused as a key, at any depth and in any form", () => {
  const text = '{"a": [{"__proto__": {"polluted": true}}]}';
  const refusal = "Settings.a[0]: expected no key named __proto__, got one.";
  expect(() => asRecord(text, "Settings")).toThrow(refusal);
  expect(() => asRecord(JSON.parse(text), "Settings")).toThrow(refusal);
  expect(() => asRecord([{ key: "__proto__", value: "x" }], "Settings")).toThrow(
    "Settings: expected no key named __proto__, got one.",
  );
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test.each(["constructor", "prototype", "toString", "valueOf", "hasOwnProperty"])(
  "%s is an ordinary key",
  (key) => {
    const expected = { [key]: { [key]: "x" } };
    expect(asRecord(JSON.stringify(expected), "Settings")).toEqual(expected);
    expect(asRecord(expected, "Settings")).toEqual(expected);
    expect(asRecord([{ key, value: { [key]: "x" } }], "Settings")).toEqual(expected);
  },
);
