import fc from "fast-check";
import { inTime } from "../../test/support/watchdog";
import { createChoice, distinctChoices } from "./picklist";

test("choices are sorted by label, numbers by their value", () => {
  const choices = ["Web 10", "web 2", "App"].map((label) => ({ label, key: label }));
  expect(distinctChoices(choices).map(({ label }) => label)).toEqual(["App", "web 2", "Web 10"]);
});

test("a label is one line without escape sequences, and the key stays as it is", () => {
  const item = { id: "a\n1", name: "\u001b[31mNew\nSource\u001b[0m" };
  const naming = { key: ({ id }: typeof item) => id, names: ({ name }: typeof item) => [name] };
  expect(createChoice(item, naming)).toEqual({ label: "New Source", key: "a\n1" });
  expect(createChoice({ ...item, name: "\u001b[0m" }, naming)).toEqual({
    label: "a 1",
    key: "a\n1",
  });
});

test("two choices with one label get their IDs added", () => {
  const choices = [
    { label: "Webhooks", key: "b" },
    { label: "Webhooks", key: "a" },
    { label: "Amplitude", key: "c" },
  ];
  expect(distinctChoices(choices)).toEqual([
    { label: "Amplitude", key: "c" },
    { label: "Webhooks (a)", key: "a" },
    { label: "Webhooks (b)", key: "b" },
  ]);
});

test("choices whose labels differ only in case are sorted by their IDs", () => {
  const choices = [
    { label: "Web", key: "b" },
    { label: "web", key: "a" },
  ];
  expect(distinctChoices(choices).map(({ key }) => key)).toEqual(["a", "b"]);
});

test("a name that looks like a name with an ID is also distinguished", () => {
  const choices = [
    { label: "Web", key: "a" },
    { label: "Web", key: "b" },
    { label: "Web (a)", key: "c" },
  ];
  expect(new Set(distinctChoices(choices).map(({ label }) => label)).size).toBe(3);
});

test("no choice is lost, and all labels differ", () => {
  const choice = fc.record({
    label: fc.constantFrom("a", "b", "a (1)", "a (1) (2)"),
    key: fc.constantFrom("1", "2", "3", "4", "5"),
  });
  fc.assert(
    fc.property(fc.uniqueArray(choice, { selector: ({ key }) => key }), (choices) => {
      const distinct = distinctChoices(choices);
      expect(distinct.map(({ key }) => key).sort()).toEqual(choices.map(({ key }) => key).sort());
      expect(new Set(distinct.map(({ label }) => label)).size).toBe(choices.length);
    }),
  );
});

test("if several choices have one ID, the last one counts", () => {
  const choices = ["a", "b", "a"].map((label) => ({ label, key: "1" }));
  expect(distinctChoices(choices)).toEqual([{ label: "a", key: "1" }]);
});

test("takes time in proportion to the labels, even if all are alike", () => {
  // Each label is what the previous one becomes when its ID is added.
  const chain = Array.from({ length: 3000 }, (_, index) => `a${" (0)".repeat(index)}`);
  const choices = ["a", ...chain].map((label, index) => ({ label, key: String(index) }));
  const distinct = inTime(() => distinctChoices(choices));
  expect(new Set(distinct.map(({ label }) => label)).size).toBe(3001);
  const same = Array.from({ length: 100_000 }, (_, key) => ({ label: "Web", key: `${key}` }));
  expect(inTime(() => distinctChoices(same)).at(-1)).toEqual({
    label: "Web (99999)",
    key: "99999",
  });
});
