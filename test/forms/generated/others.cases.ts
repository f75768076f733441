import { IDS, useForms } from "./forms";

const forms = useForms();

test("a table at the end takes settings that Segment does not list, each of its type", async () => {
  const form = await forms.openNew("destination", IDS.webhooks);
  expect((await form.controls()).at(-1)).toEqual({
    label: "Other Settings",
    kind: "table",
    description: "Settings that Segment does not list.",
    required: false,
    value: [],
  });
  await form.addRow("Other Settings", { name: "endpoint", value: "12.00" });
  await form.addRow("Other Settings", { name: "retarget", type: "Boolean", value: "true" });
  await form.addRow("Other Settings", {});
  expect(await form.data()).toEqual({
    "%other": [
      { name: "endpoint", type: "text", value: "12.00" },
      { name: "retarget", type: "boolean", value: "true" },
      { type: "text" },
    ],
  });
  expect((await form.errors()).map(({ instancePath }) => instancePath)).toEqual(["/%other/2"]);
  await form.removeRow("Other Settings", 2);
  expect(await form.errors()).toEqual([]);
});
