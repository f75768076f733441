import type { Becomes } from "../steps/steps";
import { LANTERN, rows, SYNC_CONTACT, useRuns } from "./runs";

const runs = useRuns();
const JAVASCRIPT = "IqDTy1TpoU";
const AMPLITUDE = "54521fd525e721e32a72ee91";
const BIGQUERY = "kwX50Df0hr";
const AZURE = "WcjBCzUGff";
/** A destination with options of the types map and mixed. */
const ORCHARD = "65f1c0de8a3b4d2e9c7f1b11";

const us = () => runs.simulator.workspace("us");

/** Lets the catalog say this of a warehouse's options. */
function listing(id: string, name: string, options: object[]): void {
  const response: Becomes = {
    status: 200,
    body: { data: { warehouseMetadata: { id, name, options } } },
  };
  runs.simulator.intercept(({ path }) =>
    path === `/catalog/warehouses/${id}` ? response : undefined,
  );
}
const required = (name: string) => ({ name, type: "string", required: true });

/** The log lines about unlisted settings, without the step's label. */
const words = (told: string[]) =>
  told.filter((line) => / not in /.test(line)).map((line) => line.replace(/^[^:]*: /, ""));

test("a source whose type has no options is created with the settings that are given", async () => {
  const inputs = { slug: "shop", enabled: true, metadataId: JAVASCRIPT };
  const settings = rows({ website_url: "https://shop.example" });
  const taken = await runs.take("createSource", { ...inputs, settings });
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual({ website_url: "https://shop.example" });
  expect(taken.told.filter((line) => line.includes("website_url"))).toEqual([
    "Create Source: Settings.website_url: not in Segment's catalog of Javascript; sent as given.",
  ]);
  expect(taken.told.join()).not.toContain("shop.example");
});

test("a warehouse is created and checked with what its catalog entry lacks", async () => {
  listing(BIGQUERY, "BigQuery", [required("gc-project")]);
  const settings = { "gc-project": "p", location: "EU", encrypted: true, maxDays: 5 };
  for (const action of ["createValidationInWarehouse", "createWarehouse"]) {
    const { writes, told } = await runs.take(action, { metadataId: BIGQUERY, settings });
    expect(runs.settingsOf({ writes })).toEqual(settings);
    expect(words(told)).toEqual([
      "Settings.location, Settings.encrypted, Settings.maxDays: not in Segment's catalog of BigQuery; sent as given.",
    ]);
  }
});

test("a warehouse of which the catalog lists nothing takes what is given", async () => {
  listing(AZURE, "Azure SQL Data Warehouse", []);
  const settings = {
    host: "db.example.com",
    port: "1433",
    database: "d",
    username: "u",
    password: "hunter2hunter2",
  };
  const taken = await runs.take("createWarehouse", { metadataId: AZURE, settings: rows(settings) });
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual(settings);
  expect(words(taken.told)).toHaveLength(1);
  expect(JSON.stringify(taken.told)).not.toContain("hunter2");
});

test("the documented creation of an Amplitude destination is taken", async () => {
  const sourceId = await runs.newSource();
  const settings = { apiKey: "0123456789", retarget: true };
  const inputs = { sourceId, metadataId: AMPLITUDE, settings };
  const taken = await runs.take("createDestination", inputs);
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual(settings);
});

describe("a destination that holds more than its catalog entry lists", () => {
  const HELD = {
    dynamicAuthSettings: { bearer: { id: 5 }, oauth: { scopes: ["a", null] } },
    account: "5",
    endpoint: "EU",
    enabled: true,
    rate: 5,
    hosts: ["a"],
    batchSize: "12.00",
  };
  const create = async () => {
    const sourceId = await runs.newSource();
    const needed = { apiKey: "0123456789", accountId: "1" };
    const inputs = { sourceId, metadataId: LANTERN, name: "Lantern", settings: needed };
    const { id } = await runs.made("createDestination", inputs);
    const destination = us().destinations.get(id);
    if (!destination) throw new Error("the destination was made");
    const settings: Record<string, unknown> = { ...destination.settings, ...HELD };
    us().destinations.put({ ...destination, settings });
    return { id, sourceId, settings };
  };
  const read = async (destinationId: string) => {
    const { data } = await runs.harness.run<{
      data: { destination: { settings: Record<string, unknown> } };
    }>("getDestination", { destinationId });
    return data.destination.settings;
  };

  test("is updated with the settings just read, and nothing changes", async () => {
    const { id, settings } = await create();
    const taken = await runs.take("updateDestination", {
      destinationId: id,
      settings: await read(id),
    });
    expect(taken.data).toBeDefined();
    const sent = runs.settingsOf(taken);
    const { apiKey, ...others } = settings;
    expect(apiKey).toBe("0123456789");
    expect(sent).toEqual(
      Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null)),
    );
    expect(words(taken.told)).toEqual([]);
    expect(us().destinations.get(id)?.settings).toEqual(settings);
  });

  test("is not changed by an upsert with the settings just read, and keeps what is not given", async () => {
    const { id, sourceId, settings } = await create();
    const inputs = { sourceId, metadataId: LANTERN, name: "Lantern" };
    const all = await runs.take("upsertDestination", { ...inputs, settings: await read(id) });
    expect(all.data).toMatchObject({ outcome: "unchanged" });
    expect(all.writes).toEqual([]);
    expect(words(all.told)).toEqual([]);
    const one = { ...inputs, settings: rows({ enabled: "false", rate: "7", hosts: '["b"]' }) };
    const taken = await runs.take("upsertDestination", one);
    expect(runs.settingsOf(taken)).toEqual({ enabled: false, rate: 7, hosts: ["b"] });
    expect(words(taken.told)).toEqual([
      "Settings.enabled, Settings.rate, Settings.hosts: not in Segment's catalog of Lantern CRM (Actions); sent with the type of the existing value.",
    ]);
    const now = { ...settings, enabled: false, rate: 7, hosts: ["b"] };
    expect(us().destinations.get(id)?.settings).toEqual(now);
  });

  test("takes text as the type that it holds, and refuses what that type cannot be", async () => {
    const { id: destinationId } = await create();
    const given = rows({ enabled: "FALSE", rate: "6.50", account: 7, dynamicAuthSettings: "{}" });
    const taken = await runs.take("updateDestination", { destinationId, settings: given });
    expect(runs.settingsOf(taken)).toEqual({
      enabled: false,
      rate: 6.5,
      account: "7",
      dynamicAuthSettings: {},
    });
    const bad = rows({ enabled: "on", rate: "many", dynamicAuthSettings: "none" });
    const { error, writes } = await runs.take("updateDestination", {
      destinationId,
      settings: bad,
    });
    expect(error.message).toContain('Settings.enabled: expected true or false, got text "on".');
    expect(error.message).toContain('Settings.rate: expected a number, got text "many".');
    expect(error.message).toContain("Settings.dynamicAuthSettings: expected ");
    expect(writes).toEqual([]);
  });
});

describe("a subscription with Segment's own notes", () => {
  const INTERNAL = {
    __segment_internal_directive: { "@path": "$.properties" },
    __segment_internal_sync_mode: "add",
  };
  const SUBSCRIPTION = { name: "S", trigger: 'type = "track"', enabled: true };
  const newDestination = async () => {
    const sourceId = await runs.newSource();
    const settings = { apiKey: "k", accountId: "1" };
    return (await runs.made("createDestination", { sourceId, metadataId: LANTERN, settings })).id;
  };

  test("is created with them, and updated with what was read", async () => {
    const destinationId = await newDestination();
    const settings = { email: { "@path": "$.userId" }, ...INTERNAL };
    const inputs = { ...SUBSCRIPTION, destinationId, actionId: SYNC_CONTACT, settings };
    const made = await runs.take<{ destinationSubscription: { id: string; settings: object } }>(
      "createDestinationSubscription",
      inputs,
    );
    expect(runs.settingsOf(made)).toEqual(settings);
    const { id: subscriptionId } = made.data.destinationSubscription;
    const { data } = await runs.harness.run<{ data: { subscription: { settings: object } } }>(
      "getDestinationSubscription",
      { destinationId, subscriptionId },
    );
    const taken = await runs.take("updateDestinationSubscription", {
      destinationId,
      subscriptionId,
      settings: data.subscription.settings,
    });
    expect(taken.data).toBeDefined();
    expect(runs.settingsOf(taken)).toEqual(settings);
    expect(words(taken.told)).toEqual([]);
  });

  test("refuses a field whose name is misspelled", async () => {
    const settings = { e_mail: "a@example.com" };
    const inputs = {
      ...SUBSCRIPTION,
      destinationId: await newDestination(),
      actionId: SYNC_CONTACT,
    };
    const { error, writes } = await runs.take("createDestinationSubscription", {
      ...inputs,
      settings,
    });
    expect(error.message).toContain("Settings.e_mail: expected email, got e_mail.");
    expect(writes).toEqual([]);
  });

  test("may lack what its action requires while it is disabled, and not once it is enabled", async () => {
    const destinationId = await newDestination();
    const inputs = {
      ...SUBSCRIPTION,
      destinationId,
      actionId: SYNC_CONTACT,
      settings: { stage: "lead" },
    };
    for (const enabled of [true, "true"]) {
      const { error, writes } = await runs.take("createDestinationSubscription", {
        ...inputs,
        enabled,
      });
      expect(error.message).toContain("Settings.email: expected text, which ");
      expect(writes).toEqual([]);
    }
    for (const enabled of [false, "false"]) {
      const draft = await runs.take("createDestinationSubscription", { ...inputs, enabled });
      expect(runs.settingsOf(draft)).toEqual({ stage: "lead" });
    }
  });

  test("reads nothing to be enabled", async () => {
    const destinationId = await newDestination();
    const inputs = {
      ...SUBSCRIPTION,
      destinationId,
      actionId: SYNC_CONTACT,
      settings: { email: "a" },
    };
    const { id: subscriptionId } = await runs.made("createDestinationSubscription", inputs);
    const given = { destinationId, subscriptionId, enabled: true };
    const { requests } = await runs.take("updateDestinationSubscription", given);
    expect(requests.map(({ method, body }) => [method, body])).toEqual([
      ["PATCH", { input: { enabled: true } }],
    ]);
  });
});

test("options of the types map and mixed go out as objects and lists", async () => {
  const sourceId = await runs.newSource();
  const accountId = "1";
  const eventVariables = { plan: "1" };
  const conversions = [{ event: "Order", id: 1 }];
  const typed = { accountId, eventVariables, conversions };
  const text = rows({
    accountId,
    eventVariables: '{"plan": "1"}',
    conversions: JSON.stringify(conversions),
  });
  const asRows = { accountId, eventVariables: rows(eventVariables), conversions };
  for (const settings of [text, typed, asRows]) {
    const taken = await runs.take<{ destination: { id: string } }>("createDestination", {
      sourceId,
      metadataId: ORCHARD,
      settings,
    });
    expect(runs.settingsOf(taken)).toEqual(typed);
    expect(us().destinations.get(taken.data.destination.id)?.settings).toEqual(typed);
  }
  const settings = rows({ accountId, eventVariables: "plan: 1", conversions: "[1" });
  const inputs = { sourceId, metadataId: ORCHARD, settings };
  const { error, writes } = await runs.take("createDestination", inputs);
  expect(error.message).toContain("Settings.eventVariables: expected a list of keys and values");
  expect(error.message).toContain("Settings.conversions: expected a list or an object, got JSON");
  expect(writes).toEqual([]);
});
