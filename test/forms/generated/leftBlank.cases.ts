import { IDS, useForms } from "./forms";

const forms = useForms();

describe("in the form of a new object", () => {
  test("what is not touched is not sent, but for the defaults that are shown", async () => {
    const form = await forms.openNew("source", IDS.harbor);
    await form.type("API Key", "harbor-key-1234");
    await form.type("Subdomain", "acme");
    const id = await forms.create("source", IDS.harbor, await form.data());
    expect(forms.stored("source", id).settings).toEqual({
      apiKey: "harbor-key-1234",
      subdomain: "acme",
      region: "us",
      syncInterval: 3,
      syncDeals: true,
      syncArchived: false,
    });
  });

  test("what is typed and cleared again is not sent", async () => {
    const form = await forms.openNew("destination", IDS.webhooks);
    await form.type("Global Hook", "https://hooks.example.com");
    await form.type("Global Hook", "");
    await form.type("Shared Secret", "secret");
    await form.type("Shared Secret", "");
    await form.addRow("Hooks", "https://a.example.com");
    const id = await forms.create("destination", IDS.webhooks, await form.data());
    const byJson = await forms.createByJson("destination", IDS.webhooks, {
      hooks: ["https://a.example.com"],
    });
    expect(forms.stored("destination", id)).toEqual(forms.stored("destination", byJson));
  });

  test("a default that is cleared is left to Segment", async () => {
    const form = await forms.openNew("source", IDS.harbor);
    await form.type("API Key", "harbor-key-1234");
    await form.type("Subdomain", "acme");
    await form.type("Region", "");
    await form.type("Sync Interval", "");
    const id = await forms.create("source", IDS.harbor, await form.data());
    expect(forms.stored("source", id).settings).toEqual({
      apiKey: "harbor-key-1234",
      subdomain: "acme",
      syncDeals: true,
      syncArchived: false,
    });
  });

  test("blank rows are errors in the form, and are no items and no keys where they are sent", async () => {
    const form = await forms.openNew("destination", IDS.webhooks);
    await form.addRow("Hooks", "");
    await form.addRow("Hooks", "https://a.example.com");
    await form.addRow("Hooks", " ");
    await form.addRow("Headers", {});
    await form.addRow("Headers", { key: "x-team", value: "growth" });
    await form.addRow("Headers", { key: "x-blank" });
    expect((await form.errors()).map(({ instancePath }) => instancePath)).toEqual([
      "/hooks/0",
      "/headers/0",
      "/headers/0",
      "/headers/2",
    ]);
    const id = await forms.create("destination", IDS.webhooks, await form.data());
    expect(forms.stored("destination", id).settings).toMatchObject({
      hooks: ["https://a.example.com"],
      headers: { "x-team": "growth" },
    });
  });

  test("a row whose text was cleared is no item", async () => {
    const form = await forms.openNew("destination", IDS.webhooks);
    await form.addRow("Hooks", "https://a.example.com");
    await form.addRow("Hooks", "https://b.example.com");
    await form.fillRow("Hooks", 0, "");
    await form.addRow("Headers", { key: "x-team", value: "growth" });
    await form.fillRow("Headers", 0, { key: "", value: "" });
    const id = await forms.create("destination", IDS.webhooks, await form.data());
    expect(forms.stored("destination", id).settings).toMatchObject({
      hooks: ["https://b.example.com"],
      headers: {},
    });
  });

  test("a value without a key is refused before anything is written", async () => {
    const form = await forms.openNew("destination", IDS.webhooks);
    await form.addRow("Headers", { value: "growth" });
    expect(await form.errors()).toMatchObject([{ instancePath: "/headers/0" }]);
    const before = forms.steps.simulator.requests.length;
    await expect(forms.create("destination", IDS.webhooks, await form.data())).rejects.toThrow(
      "Settings.headers: expected a key as text for every value",
    );
    const sent = forms.steps.simulator.requests.slice(before);
    expect(sent.map(({ method }) => method)).toEqual(["GET"]);
  });

  test("a switch that was on for a while is off, and one that was off for a while is on", async () => {
    const form = await forms.openNew("destination", IDS.lantern);
    await form.type("API Key", "lantern-key-1234");
    await form.type("Account ID", "4711");
    await form.turn("Dry Run", true);
    await form.turn("Dry Run", false);
    await form.turn("Create Missing Contacts", false);
    await form.turn("Create Missing Contacts", true);
    const id = await forms.create("destination", IDS.lantern, await form.data());
    const { settings } = forms.stored("destination", id);
    expect(settings).toMatchObject({ dryRun: false, createMissing: true });
  });

  test("what is required and left blank is refused by its name", async () => {
    const form = await forms.openNew("destination", IDS.lantern);
    await form.type("API Key", "lantern-key-1234");
    await form.type("Account ID", "4711");
    await form.type("Account ID", "");
    await expect(forms.create("destination", IDS.lantern, await form.data())).rejects.toThrow(
      "Settings.accountId: expected text, which Lantern CRM (Actions) requires, got nothing.",
    );
  });

  test("a choice that is taken back, and a box that is ticked and unticked, choose nothing", async () => {
    const form = await forms.openNew("subscription", IDS.syncContact);
    await form.type("Email Address", "$.traits.email");
    await form.choose("Priority", "High");
    await form.choose("Priority", "");
    await form.tick("Channels", "Mail", true);
    await form.tick("Channels", "Mail", false);
    expect(await form.errors()).toEqual([]);
    const id = await forms.create("subscription", IDS.syncContact, await form.data());
    const { settings } = forms.stored("subscription", id);
    expect(settings).toMatchObject({ email: { "@path": "$.traits.email" }, channels: [] });
    expect(settings).not.toHaveProperty("priority");
  });
});

describe("in the form of an object there is", () => {
  const JSON_OF_LANTERN = {
    apiKey: "lantern-key-1234",
    accountId: "4711",
    region: "ap",
    timeZone: "UTC",
    batchSize: 200,
    dryRun: false,
    headers: { "x-team": "growth" },
    channels: ["email", "sms"],
  };

  test("text, numbers and choices that are cleared stay as they were", async () => {
    const id = await forms.createByJson("destination", IDS.lantern, JSON_OF_LANTERN);
    const before = forms.stored("destination", id);
    const form = await forms.openExisting("destination", id);
    await form.type("Account ID", "");
    await form.type("Time Zone", "");
    await form.type("Batch Size", "");
    await form.type("API Key", "typed");
    await form.type("API Key", "");
    await form.turn("Dry Run", true);
    await form.turn("Dry Run", false);
    expect(await form.errors()).toEqual([]);
    await forms.update("destination", id, await form.data());
    expect(forms.stored("destination", id)).toEqual(before);
  });

  test("blank rows change nothing", async () => {
    const id = await forms.createByJson("destination", IDS.lantern, JSON_OF_LANTERN);
    const before = forms.stored("destination", id);
    const form = await forms.openExisting("destination", id);
    await form.addRow("Channels", "");
    await form.addRow("Request Headers", {});
    await forms.update("destination", id, await form.data());
    expect(forms.stored("destination", id)).toEqual(before);
  });

  test("a list and a map without their rows are empty", async () => {
    const id = await forms.createByJson("destination", IDS.lantern, JSON_OF_LANTERN);
    const before = forms.stored("destination", id);
    const form = await forms.openExisting("destination", id);
    await form.removeRow("Channels", 1);
    await form.removeRow("Channels", 0);
    await form.removeRow("Request Headers", 0);
    await forms.update("destination", id, await form.data());
    expect(forms.stored("destination", id).settings).toEqual({
      ...before.settings,
      channels: [],
      headers: {},
    });
  });
});

test("a row of a function's settings that is left blank is an error in the form, and is refused", async () => {
  const form = await forms.open("functionSettings", {});
  await form.addRow("Function Settings", {});
  expect((await form.errors()).map(({ params }) => params.missingProperty)).toEqual([
    "name",
    "label",
  ]);
  const settings = await form.data();
  await expect(
    forms.steps.made("createFunction", {
      resourceType: "SOURCE",
      displayName: "Orders",
      code: "async function onRequest() {}",
      settings,
    }),
  ).rejects.toThrow("Function Settings");
});
