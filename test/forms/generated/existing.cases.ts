import { EXISTING, KEPT } from "./existingObjects";
import { IDS, listedControls, seen, useForms } from "./forms";

const forms = useForms();

describe.each(EXISTING)("the form of $what", ({ kind, typeId, json, shows, secrets, changes }) => {
  const made = () => forms.createByJson(kind, typeId, json);

  test("shows its settings, and in the place of secrets that they may be left empty", async () => {
    const form = await forms.openExisting(kind, await made());
    const controls = await listedControls(form);
    expect(Object.fromEntries(controls.map(({ label, value }) => [label, value]))).toEqual(shows);
    const hinted = controls.filter(({ description }) => description.includes("Leave empty"));
    expect(hinted.map(({ label, kind, value }) => ({ label, kind, value }))).toEqual(
      secrets.map(({ label }) => ({ label, kind: "password", value: "" })),
    );
    for (const [index, { hint }] of secrets.entries()) {
      expect(hinted[index]?.description.endsWith(hint)).toBe(true);
    }
    expect(JSON.stringify(await form.data())).not.toContain("•");
  });

  test("left as it is, asks for nothing and changes nothing", async () => {
    const id = await made();
    const before = forms.stored(kind, id);
    const form = await forms.openExisting(kind, id);
    expect(await form.errors()).toEqual([]);
    expect((await form.controls()).filter(({ required }) => required)).toEqual([]);
    await forms.update(kind, id, await form.data());
    expect(forms.stored(kind, id)).toEqual(before);
    expect(before.settings).toMatchObject(json);
  });

  test.each(changes)("with %s changed, changes that alone", async (_, act, changed) => {
    const id = await made();
    const before = forms.stored(kind, id);
    const form = await forms.openExisting(kind, id);
    await act(form);
    await forms.update(kind, id, await form.data());
    const settings = { ...before.settings, ...changed };
    expect(forms.stored(kind, id)).toEqual({ ...before, settings });
    expect(settings).not.toEqual(before.settings);
  });
});

test("the form of an instance keeps the secret that is not shown, until one is typed", async () => {
  const { id: functionId } = await forms.steps.made("createFunction", {
    resourceType: "INSERT_SOURCE",
    displayName: "Enrich",
    code: "async function onTrack(event) {}",
    settings: [
      {
        name: "apiKey",
        label: "API Key",
        description: "",
        type: "STRING",
        required: true,
        sensitive: true,
      },
      {
        name: "names",
        label: "Names",
        description: "",
        type: "TEXT_MAP",
        required: false,
        sensitive: false,
      },
    ],
  });
  const json = { apiKey: "shop-key-1234", names: { order: "Order" } };
  const id = await forms.createByJson("instance", functionId, json);
  const form = await forms.openExisting("instance", id);
  expect(await seen(form)).toEqual([
    ["API Key", "password", "", KEPT, ""],
    ["Names", "table", "", "", [{ Key: "order", Value: "Order" }]],
  ]);
  await forms.update("instance", id, await form.data());
  expect(forms.stored("instance", id).settings).toEqual(json);
  await form.type("API Key", "shop-key-5678");
  await forms.update("instance", id, await form.data());
  expect(forms.stored("instance", id).settings).toEqual({ ...json, apiKey: "shop-key-5678" });
});

test("what no table can show is written as JSON, on several lines", async () => {
  const trait = await forms.createByJson("destination", IDS.lantern, {
    apiKey: "lantern-key-1234",
    accountId: "4711",
    traitMapping: { last_name: "" },
    channels: [7],
  });
  const written = (await seen(await forms.openExisting("destination", trait))).filter(
    ([, , , description]) => description.endsWith(" Written as JSON."),
  );
  expect(written.map(([label, kind, , , value]) => [label, kind, value])).toEqual([
    ["Trait Mapping", "multiline", '{"last_name":""}'],
    ["Channels", "multiline", "[7]"],
  ]);
});

test("a list of objects that is not there yet is written as JSON", async () => {
  const json = {
    order_id: "order-1",
    total: 1,
    is_gift: true,
    ordered_at: { "@path": "$.timestamp" },
  };
  const id = await forms.createByJson("subscription", IDS.trackOrder, json);
  const form = await forms.openExisting("subscription", id);
  expect((await seen(form)).slice(3, 4)).toEqual([
    ["Products", "multiline", "", "What was bought, one entry a product. Written as JSON.", ""],
  ]);
  await form.type("Products", '[{"sku": "A-1"},\n{"@path": "$.properties.product"}]');
  await forms.update("subscription", id, await form.data());
  expect(forms.stored("subscription", id).settings).toEqual({
    ...json,
    products: [{ sku: "A-1" }, { "@path": "$.properties.product" }],
  });
});
