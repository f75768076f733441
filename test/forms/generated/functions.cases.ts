import type { FunctionSetting } from "../../../simulator/state/settings";
import { fillInAll, seen, useForms } from "./forms";

const forms = useForms();

const setting = (given: Pick<FunctionSetting, "name"> & Partial<FunctionSetting>) => ({
  label: given.name,
  description: "",
  type: "STRING" as const,
  required: false,
  sensitive: false,
  ...given,
});

const SETTINGS: FunctionSetting[] = [
  setting({
    name: "apiKey",
    label: "API Key",
    description: "The key of the shop.",
    required: true,
    sensitive: true,
  }),
  setting({ name: "currency", label: "Currency" }),
  setting({ name: "dryRun", label: "Dry Run", type: "BOOLEAN" }),
  setting({ name: "everything", label: "Everything", type: "BOOLEAN", required: true }),
  setting({ name: "events", label: "Events", type: "ARRAY", required: true }),
  setting({ name: "names", label: "Names", type: "TEXT_MAP", description: "By **event**." }),
];

const functionOf = (settings: FunctionSetting[]) =>
  forms.steps.made("createFunction", {
    resourceType: "INSERT_DESTINATION",
    displayName: "Enrich",
    code: "async function onTrack(event) {}",
    settings,
  });

const settingsOf = (id: string) =>
  forms.steps.simulator.workspace("us").functions.get(id)?.settings;

describe("the table of the settings that a function asks for", () => {
  test("is empty for a new function, and says what its columns are", async () => {
    const form = await forms.open("functionSettings", {});
    expect(await seen(form)).toEqual([
      [
        "Function Settings",
        "table",
        "",
        "A row for each setting. Name is the key in the code of the function; Label is the text that Segment shows.",
        [],
      ],
    ]);
    expect(await form.errors()).toEqual([]);
    expect(await form.data()).toEqual([]);
  });

  test("filled in, makes the function that the same list as JSON makes", async () => {
    const form = await forms.open("functionSettings", {});
    const row = (given: Record<string, string | boolean>) =>
      form.addRow("Function Settings", given);
    await row({
      name: "apiKey",
      label: "API Key",
      description: "The key of the shop.",
      required: true,
      sensitive: true,
    });
    await row({ name: "currency", label: "Currency" });
    await row({ name: "dryRun", label: "Dry Run", type: "Boolean" });
    await row({ name: "everything", label: "Everything", type: "Boolean", required: true });
    await row({ name: "events", label: "Events", type: "List", required: true });
    await row({ name: "names", label: "Names", type: "Text Map", description: "By **event**." });
    expect(await form.errors()).toEqual([]);
    const made = await functionOf((await form.data()) as FunctionSetting[]);
    const byJson = await functionOf(SETTINGS);
    expect(settingsOf(made.id)).toEqual(settingsOf(byJson.id));
    expect(settingsOf(made.id)).toEqual(SETTINGS);
  });

  test("shows the settings there are, and what was not touched stays", async () => {
    const { id } = await functionOf(SETTINGS);
    const form = await forms.open("functionSettings", { functionId: id });
    const [, , , , rows] = (await seen(form))[0] ?? [];
    expect(rows).toHaveLength(6);
    expect((rows as object[]).at(0)).toEqual({
      Name: "apiKey",
      Label: "API Key",
      Description: "The key of the shop.",
      Type: "Text",
      Required: true,
      Sensitive: true,
    });
    expect((rows as { Type: string }[]).map(({ Type }) => Type)).toEqual([
      "Text",
      "Text",
      "Boolean",
      "Boolean",
      "List",
      "Text Map",
    ]);
    expect(await form.errors()).toEqual([]);
    await forms.steps.harness.run("updateFunction", {
      functionId: id,
      settings: await form.data(),
    });
    expect(settingsOf(id)).toEqual(SETTINGS);
  });

  test("a cell that is changed, a row that is added and one that is removed are all that differs", async () => {
    const { id } = await functionOf(SETTINGS);
    const form = await forms.open("functionSettings", { functionId: id });
    await form.fillRow("Function Settings", 1, { label: "Money", type: "List", required: true });
    await form.removeRow("Function Settings", 2);
    await form.addRow("Function Settings", { name: "zone", label: "Zone" });
    await forms.steps.harness.run("updateFunction", {
      functionId: id,
      settings: await form.data(),
    });
    const [apiKey, currency, , ...others] = SETTINGS;
    expect(settingsOf(id)).toEqual([
      apiKey,
      { ...currency, label: "Money", type: "ARRAY", required: true },
      ...others,
      setting({ name: "zone", label: "Zone" }),
    ]);
  });
});

describe("the form of an insert function's instance", () => {
  test("shows what the function asks for", async () => {
    const { id } = await functionOf(SETTINGS);
    const form = await forms.openNew("instance", id);
    expect(await seen(form)).toEqual([
      ["API Key", "password", "required", "The key of the shop.", ""],
      ["Currency", "text", "", "", ""],
      ["Dry Run", "switch", "", "", false],
      ["Everything", "switch", "", "", false],
      ["Events", "table", "", "", []],
      ["Names", "table", "", "By event.", []],
    ]);
  });

  test("filled in, makes the instance that the same settings as JSON make", async () => {
    const { id } = await functionOf(SETTINGS);
    const form = await forms.openNew("instance", id);
    await fillInAll(form, {
      "API Key": "shop-key-1234",
      Currency: "EUR",
      "Dry Run": true,
      Everything: undefined,
      Events: ["Order Completed", "Order Refunded"],
      Names: [{ key: "Order Completed", value: "order" }],
    });
    expect(await form.errors()).toEqual([]);
    const json = {
      apiKey: "shop-key-1234",
      currency: "EUR",
      dryRun: true,
      everything: false,
      events: ["Order Completed", "Order Refunded"],
      names: { "Order Completed": "order" },
    };
    const made = await forms.create("instance", id, await form.data());
    const byJson = await forms.createByJson("instance", id, json);
    expect(forms.stored("instance", made)).toEqual(forms.stored("instance", byJson));
    expect(forms.stored("instance", made).settings).toEqual(json);
  });

  test("settings of one label are told apart by their names", async () => {
    const { id } = await functionOf([
      setting({ name: "key", label: "Key" }),
      setting({ name: "key2", label: "Key" }),
      setting({ name: "unnamed", label: " " }),
    ]);
    const form = await forms.openNew("instance", id);
    await fillInAll(form, { "Key (key)": "a", "Key (key2)": "b", unnamed: "c" });
    const made = await forms.create("instance", id, await form.data());
    expect(forms.stored("instance", made).settings).toEqual({ key: "a", key2: "b", unnamed: "c" });
  });

  test("names that JSON Forms would take for places arrive as they are, and come back", async () => {
    const names = ["ga.dimension", "path/prefix", "host name", "a[0]", "a~b~c", "50%", "#", "%2e"];
    const { id } = await functionOf(names.map((name) => setting({ name, label: `At ${name}` })));
    const form = await forms.openNew("instance", id);
    await fillInAll(form, Object.fromEntries(names.map((name) => [`At ${name}`, `is ${name}`])));
    const made = await forms.create("instance", id, await form.data());
    const json = Object.fromEntries(names.map((name) => [name, `is ${name}`]));
    expect(forms.stored("instance", made).settings).toEqual(json);

    const again = await forms.openExisting("instance", made);
    expect((await seen(again)).map(([, , , , value]) => value)).toEqual(Object.values(json));
    await again.type("At a[0]", "changed");
    await forms.update("instance", made, await again.data());
    expect(forms.stored("instance", made).settings).toEqual({ ...json, "a[0]": "changed" });
  });
});
