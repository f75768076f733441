import fc from "fast-check";
import { compareRules, findRepeated, type Rule, ruleName } from "./ruleDifference";

const rule = (key: string | undefined, more: Partial<Rule> = {}): Rule => ({
  type: "TRACK",
  ...(key === undefined ? {} : { key }),
  version: 1,
  jsonSchema: { type: "object" },
  ...more,
});

const rules = fc.uniqueArray(
  fc.record({
    type: fc.constantFrom("TRACK" as const, "PAGE" as const, "COMMON" as const),
    key: fc.constantFrom("", "a", "b", "version 1", "a version 1"),
    version: fc.constantFrom(1, 2, 10, 1.5),
    jsonSchema: fc.constantFrom({}, { type: "object" }, { type: "string" }),
  }),
  { selector: ({ type, key, version }) => JSON.stringify([type, key, version]) },
);

test("removing what is gone and writing what is new or changed makes what is wanted", () => {
  fc.assert(
    fc.property(rules, rules, (current, wanted) => {
      const { added, changed, removed, unchanged } = compareRules(current, wanted);
      const made = new Map<string, Rule>(current.map((one) => [ruleName(one), one]));
      for (const one of removed) made.delete(ruleName(one));
      for (const one of [...added, ...changed]) made.set(ruleName(one), one);
      const byName = (all: Rule[]) => new Map(all.map((one) => [ruleName(one), one]));
      expect(made).toEqual(byName(wanted));
      expect(added.length + changed.length + unchanged).toBe(wanted.length);
      expect(current.length - removed.length).toBe(changed.length + unchanged);
    }),
  );
});

test("rules have the same name only if type, key and version are equal", () => {
  fc.assert(
    fc.property(rules, (all) => {
      expect(new Set(all.map(ruleName)).size).toBe(all.length);
      expect(findRepeated(all)).toBeUndefined();
      const [first] = all;
      if (first) expect(findRepeated([...all, first])).toBe(ruleName(first));
    }),
  );
});

test("no key and an empty one are the same", () => {
  expect(ruleName(rule(undefined))).toBe(ruleName(rule("")));
  expect(compareRules([rule("")], [rule(undefined)])).toMatchObject({ unchanged: 1, removed: [] });
});

test("a rule reads as what it is", () => {
  expect(ruleName(rule("Order Completed", { version: 2 }))).toBe("TRACK Order Completed version 2");
  expect(ruleName({ type: "IDENTIFY", version: 1 })).toBe("IDENTIFY version 1");
});

test("a rule is changed if its schema differs, at any depth", () => {
  const schema = (required: string[]) => ({
    jsonSchema: { a: { b: { required, type: "object" } } },
  });
  const before = [rule("a", schema(["x"]))];
  expect(compareRules(before, [rule("a", schema(["y"]))]).changed).toHaveLength(1);
  const reordered = { jsonSchema: { a: { b: { type: "object", required: ["x"] } } } };
  expect(compareRules(before, [rule("a", reordered)])).toMatchObject({ changed: [], unchanged: 1 });
});

test("what Segment adds to a rule is no change", () => {
  const listed = { ...rule("a"), createdAt: "2026-01-31T08:00:00Z", updatedAt: "later" };
  expect(compareRules([listed], [rule("a")]).unchanged).toBe(1);
});
