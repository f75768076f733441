import { hasBullet } from "./checker";
import { type Form, HARBOR, LAKE, LANTERN, SYNC_CONTACT, TRACK_ORDER, useRuns } from "./runs";

const runs = useRuns();
const SUBSCRIPTION = { name: "S", trigger: 'type = "track"', enabled: true };
const DEFINITION = {
  name: "apiKey",
  label: "API Key",
  description: "A key.",
  type: "STRING",
  required: true,
  sensitive: true,
};

const newDestination = async (settings: object = {}) => {
  const sourceId = await runs.newSource();
  const given = { apiKey: "0123456789", accountId: "1", ...settings };
  return (await runs.made("createDestination", { sourceId, metadataId: LANTERN, settings: given }))
    .id;
};
const newSubscription = async () => {
  const destinationId = await newDestination();
  const settings = { email: "$.traits.email", score: "7", vault_password: "0123456789" };
  const given = { ...SUBSCRIPTION, destinationId, actionId: SYNC_CONTACT, settings };
  const { id } = await runs.made("createDestinationSubscription", given);
  return { destinationId, subscriptionId: id };
};
const newFunction = async () =>
  (
    await runs.made("createFunction", {
      resourceType: "INSERT_SOURCE",
      displayName: "Enrich",
      code: "async function onTrack(event) {}",
      settings: [DEFINITION, { ...DEFINITION, name: "size", type: "BOOLEAN", sensitive: false }],
    })
  ).id;
const newInstance = async (functionId: string) =>
  (
    await runs.made("createInsertFunctionInstance", {
      functionId,
      integrationId: await runs.newSource("app"),
      name: "I",
      settings: { apiKey: "0123456789", size: "true" },
    })
  ).id;

/** A form, how to ask for it by type and by what there is, and what is to be in it. */
interface Sample {
  dataSource: string;
  labels: [type: string, existing: string];
  /** Creates the existing objects; returns the inputs of both ways. */
  prepare(): Promise<{ ofType: object; ofExisting: object; other: object }>;
  /** Of a new one. */
  defaults: Record<string, unknown>;
  /** Of the one there is. */
  shown: Record<string, unknown>;
  secrets: string[];
}

const FORMS: Sample[] = [
  {
    dataSource: "sourceSettings",
    labels: ["Metadata ID", "Source ID"],
    async prepare() {
      const settings = { apiKey: "0123456789", subdomain: "a", syncInterval: "6" };
      const given = { slug: "h", enabled: true, metadataId: HARBOR, settings };
      const { id: sourceId } = await runs.made("createSource", given);
      return {
        ofType: { metadataId: HARBOR },
        ofExisting: { sourceId },
        other: { metadataId: "IqDTy1TpoU" },
      };
    },
    defaults: { region: "us", syncInterval: 3, syncDeals: true, syncArchived: false },
    shown: { subdomain: "a", syncInterval: 6 },
    secrets: ["apiKey"],
  },
  {
    dataSource: "destinationSettings",
    labels: ["Metadata ID", "Destination ID"],
    prepare: async () => ({
      ofType: { metadataId: LANTERN },
      ofExisting: { destinationId: await newDestination({ timeout: "5" }) },
      other: { metadataId: "547610a5db31d978f14a5c4e" },
    }),
    defaults: {
      region: "eu",
      "host name": "api.lantern.example.com",
      "path/prefix": "/v1",
      batchSize: 50,
      createMissing: true,
      dryRun: false,
      headers: [{ key: "x-sent-by", value: "segment" }],
      channels: ["email"],
    },
    shown: {
      accountId: "1",
      region: "eu",
      projectToken: "",
      "host name": "api.lantern.example.com",
      "path/prefix": "/v1",
      "ga%2edimension": "",
      batchSize: 50,
      timeout: 5,
      createMissing: true,
      dryRun: false,
      headers: [{ key: "x-sent-by", value: "segment" }],
      traitMapping: [],
      channels: ["email"],
      ignoredEvents: [],
    },
    secrets: ["apiKey"],
  },
  {
    dataSource: "warehouseSettings",
    labels: ["Metadata ID", "Warehouse ID"],
    async prepare() {
      const settings = { bucket: "b", region: "r", roleArn: "a", externalSecret: "0123456789" };
      const given = { metadataId: LAKE, name: "Lake", settings };
      const { id: warehouseId } = await runs.made("createWarehouse", given);
      return {
        ofType: { metadataId: LAKE },
        ofExisting: { warehouseId },
        other: { metadataId: "kwX50Df0hr" },
      };
    },
    defaults: { cleanOnLoad: false, format: "parquet", fileSize: 128, compress: true },
    shown: { bucket: "b", region: "r", roleArn: "a" },
    secrets: ["externalSecret"],
  },
  {
    dataSource: "subscriptionMappings",
    labels: ["Action ID", "Subscription ID"],
    async prepare() {
      const { destinationId, subscriptionId } = await newSubscription();
      return {
        ofType: { destinationId, actionId: SYNC_CONTACT },
        ofExisting: { destinationId, subscriptionId },
        other: { actionId: TRACK_ORDER },
      };
    },
    defaults: {
      user_id: "$.userId",
      full_name: '{"@template":"{{properties.first}} {{properties.last}}"}',
      stage: "lead",
      subscribed: true,
      created_at: "$.timestamp",
      properties: "$.traits",
      schema_version: "2024-01",
      enable_batching: true,
    },
    shown: { email: "$.traits.email" },
    secrets: ["vault_password"],
  },
  {
    dataSource: "insertFunctionSettings",
    labels: ["Function ID", "Instance ID"],
    async prepare() {
      const functionId = await newFunction();
      return {
        ofType: { functionId },
        ofExisting: { instanceId: await newInstance(functionId) },
        other: { functionId: "ifns_other" },
      };
    },
    defaults: { size: false },
    shown: { size: true },
    secrets: ["apiKey"],
  },
];

describe.each(FORMS)("the form $dataSource", (sample) => {
  const { dataSource, labels, prepare, defaults, shown, secrets } = sample;

  test("shows the settings of a type with their defaults", async () => {
    const { ofType } = await prepare();
    const { schema, data } = await runs.show(dataSource, ofType);
    expect(data).toMatchObject(defaults);
    for (const secret of secrets) {
      expect(schema.properties[secret]).toMatchObject({ format: "password" });
      expect(data).not.toHaveProperty(secret);
    }
  });

  test("shows the settings of what there is with their values, but no secret", async () => {
    const { ofType, ofExisting } = await prepare();
    const ofNew = await runs.show(dataSource, ofType);
    const filled = await runs.show(dataSource, ofExisting);
    expect(Object.keys(filled.schema.properties)).toEqual(Object.keys(ofNew.schema.properties));
    expect(filled.data).toMatchObject(shown);
    expect(filled.schema.required).toEqual([]);
    expect(hasBullet(filled)).toBe(false);
    for (const secret of secrets) {
      expect(filled.schema.properties[secret]?.description).toContain(
        "Leave empty to keep the existing secret.",
      );
    }
  });

  test("takes a type beside what there is, and refuses another one", async () => {
    const { ofType, ofExisting, other } = await prepare();
    const alone = await runs.show(dataSource, ofExisting);
    expect(await runs.show(dataSource, { ...ofType, ...ofExisting })).toEqual(alone);
    await expect(runs.show(dataSource, { ...ofExisting, ...other })).rejects.toThrow(
      new RegExp(`${labels[0]}: expected .+, the type of the one chosen in ${labels[1]}, got "`),
    );
  });

  test("asks for a type or for what there is", async () => {
    const { ofType } = await prepare();
    const nothing = Object.fromEntries(Object.keys(ofType).map((key) => [key, ""]));
    const { destinationId } = ofType as { destinationId?: string };
    const place = destinationId === undefined ? {} : { destinationId };
    await expect(runs.show(dataSource, { ...nothing, ...place })).rejects.toThrow(
      `${labels[0]}: expected an id here or in ${labels[1]}, got nothing.`,
    );
  });

  test("only reads, and tells no secret", async () => {
    const { ofType, ofExisting } = await prepare();
    const before = runs.simulator.requests.length;
    await runs.show(dataSource, ofType);
    await runs.show(dataSource, ofExisting);
    const requests = runs.simulator.requests.slice(before);
    expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(runs.simulator.differences).toEqual([]);
  });
});

test("an untouched form creates a destination with Segment's defaults", async () => {
  const { data } = await runs.show("destinationSettings", { metadataId: LANTERN });
  const needed = { apiKey: "0123456789", accountId: "1" };
  const sourceId = await runs.newSource();
  const inputs = { sourceId, metadataId: LANTERN, settingsJson: { ...data, ...needed } };
  const taken = await runs.take<{ destination: { settings: object } }>("createDestination", inputs);
  const bare = await runs.take<{ destination: { settings: object } }>("createDestination", {
    sourceId,
    metadataId: LANTERN,
    settings: needed,
  });
  expect(taken.data.destination.settings).toEqual(bare.data.destination.settings);
});

test.each(["destinationSettings", "sourceSettings", "warehouseSettings"])(
  "the untouched form %s of an existing object changes nothing",
  async (dataSource) => {
    const { ofExisting } = (await FORMS.find(
      (one) => one.dataSource === dataSource,
    )?.prepare()) ?? {
      ofExisting: {},
    };
    const { data } = await runs.show(dataSource, ofExisting);
    const stored = () => {
      const { sources, destinations, warehouses } = runs.simulator.workspace("us");
      const all = [...sources.all, ...destinations.all, ...warehouses.all];
      return JSON.parse(JSON.stringify(all.map(({ settings }) => settings)));
    };
    const before = stored();
    const action = dataSource.replace("Settings", "");
    const update = `update${action.charAt(0).toUpperCase()}${action.slice(1)}`;
    const taken = await runs.take(update, { ...ofExisting, settingsJson: JSON.stringify(data) });
    expect(taken.data).toBeDefined();
    expect(taken.writes).toHaveLength(1);
    expect(stored()).toEqual(before);
  },
);

test("untouched mappings of a subscription change nothing", async () => {
  const ids = await newSubscription();
  const [before] = runs.simulator.workspace("us").subscriptions.all.map((one) => one.settings);
  const { data } = await runs.show("subscriptionMappings", ids);
  const inputs = { ...ids, settingsJson: data };
  const taken = await runs.take("updateDestinationSubscription", inputs);
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual({ email: { "@path": "$.traits.email" }, score: 7 });
  expect(runs.simulator.workspace("us").subscriptions.all[0]?.settings).toEqual(before);
});

test("new mappings untouched have the defaults, also of the fields that are not shown", async () => {
  const destinationId = await newDestination();
  const given = { destinationId, actionId: SYNC_CONTACT };
  const { data, schema } = await runs.show("subscriptionMappings", given);
  expect(schema.properties).not.toHaveProperty("schema_version");
  expect(schema.required).toEqual(["email", "user_id", "stage"]);
  const settingsJson = { ...data, email: "$.traits.email" };
  const inputs = { ...SUBSCRIPTION, ...given, settingsJson };
  const taken = await runs.take("createDestinationSubscription", inputs);
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toMatchObject({
    user_id: { "@path": "$.userId" },
    schema_version: "2024-01",
    enable_batching: true,
    score: 5,
    properties: { "@path": "$.traits" },
  });
});

test("the fields of an action are shown in the order that Segment gives them", async () => {
  const destinationId = await newDestination();
  const { schema } = await runs.show("subscriptionMappings", {
    destinationId,
    actionId: SYNC_CONTACT,
  });
  expect(Object.keys(schema.properties).slice(0, 6)).toEqual([
    "email",
    "user_id",
    "stage",
    "full_name",
    "score",
    "priority",
  ]);
});

test("the settings that a function asks for are shown as a table, which a function takes", async () => {
  const functionId = await newFunction();
  const empty = await runs.show<Form>("functionSettings");
  expect(empty.data).toEqual([]);
  const { data } = await runs.show<{ data: object[] }>("functionSettings", { functionId });
  expect(data).toMatchObject([DEFINITION, { name: "size", type: "BOOLEAN" }]);
  const settings = [...data, { ...DEFINITION, name: "more" }];
  const taken = await runs.take("updateFunction", { functionId, settings });
  expect(taken.data).toBeDefined();
  expect(taken.writes.map(({ body }) => body)).toEqual([{ settings }]);
});

describe("what is held beyond the catalog", () => {
  const SHOWN = { endpoint: "12.00", retries: 5, retarget: true, account: { regions: ["eu"] } };
  const UNSHOWN = { dynamicAuthSettings: { oauth: { access_token: "0123456789" } } };
  const held = () => newDestination({ ...SHOWN, ...UNSHOWN });
  const settingsIn = (id: string) => runs.simulator.workspace("us").destinations.get(id)?.settings;

  test("is in a table with its types, but no secret", async () => {
    const { data } = await runs.show("destinationSettings", { destinationId: await held() });
    expect(data["%other"]).toEqual([
      { name: "endpoint", type: "text", value: "12.00" },
      { name: "retries", type: "number", value: "5" },
      { name: "retarget", type: "boolean", value: "true" },
      { name: "account", type: "json", value: '{"regions":["eu"]}' },
    ]);
  });

  test("comes back from the form as it was, and what the form does not show stays", async () => {
    const destinationId = await held();
    const before = settingsIn(destinationId);
    const { data } = await runs.show("destinationSettings", { destinationId });
    const settingsJson = JSON.stringify(data);
    const taken = await runs.take("updateDestination", { destinationId, settingsJson });
    expect(runs.settingsOf(taken)).toMatchObject(SHOWN);
    expect(runs.settingsOf(taken)).not.toHaveProperty("dynamicAuthSettings");
    expect(settingsIn(destinationId)).toEqual(before);
    expect(before).toMatchObject({ ...SHOWN, ...UNSHOWN });
  });

  test("changes in the form with the type of the existing value, and rows are added", async () => {
    const destinationId = await held();
    const before = settingsIn(destinationId);
    const { data } = await runs.show("destinationSettings", { destinationId });
    const [endpoint, retries] = data["%other"] as object[];
    const rows = [
      endpoint,
      { ...retries, type: "text", value: "6" },
      { name: "added", value: "007" },
    ];
    await runs.take("updateDestination", { destinationId, settingsJson: { "%other": rows } });
    expect(settingsIn(destinationId)).toEqual({ ...before, retries: 6, added: "007" });
  });
});

test("a source whose type lists nothing is made from the rows of its form alone", async () => {
  const metadataId = "IqDTy1TpoU";
  const { data, schema } = await runs.show("sourceSettings", { metadataId });
  expect([data, Object.keys(schema.properties)]).toEqual([{}, ["%other"]]);
  const settingsJson = { "%other": [{ name: "website_url", value: "https://a.example" }] };
  const given = { slug: "shop", enabled: true, metadataId, settingsJson };
  const taken = await runs.take("createSource", given);
  expect(runs.settingsOf(taken)).toEqual({ website_url: "https://a.example" });
});

test("a draft that lacks required fields has a form that asks for nothing, and stays as it is", async () => {
  const destinationId = await newDestination();
  const given = { destinationId, actionId: SYNC_CONTACT, settings: { email: "$.traits.email" } };
  const draft = { ...SUBSCRIPTION, ...given, enabled: false };
  const { id: subscriptionId } = await runs.made("createDestinationSubscription", draft);
  const stored = () => runs.simulator.workspace("us").subscriptions.get(subscriptionId);
  const before = JSON.stringify(stored()?.settings);
  const { data, schema } = await runs.show("subscriptionMappings", {
    destinationId,
    subscriptionId,
  });
  expect(schema.required).toEqual([]);
  const inputs = { destinationId, subscriptionId, settingsJson: data };
  const taken = await runs.take("updateDestinationSubscription", inputs);
  expect(taken.writes).toHaveLength(1);
  expect(JSON.stringify(stored()?.settings)).toBe(before);
});

test("an action that lists its fields twice has a form and a map with each once", async () => {
  const destinationId = await newDestination();
  const given = { destinationId, actionId: SYNC_CONTACT };
  const names = (form: Form) => Object.keys(form.schema.properties);
  const once = names(await runs.show("subscriptionMappings", given));
  runs.begin();
  const { data } = await runs.take<{
    destination: { metadata: { actions: { fields: object[] }[] } };
  }>("getDestination", { destinationId });
  const { metadata } = data.destination;
  const actions = metadata.actions.map((one) => ({
    ...one,
    fields: [...one.fields, ...one.fields],
  }));
  const destination = { ...data.destination, metadata: { ...metadata, actions } };
  runs.simulator.intercept(({ path }) =>
    path === `/destinations/${destinationId}`
      ? { status: 200, body: { data: { destination } } }
      : undefined,
  );
  const form = await runs.show("subscriptionMappings", given);
  expect(names(form)).toEqual(once);
  expect(form.schema.required).toEqual(["email", "user_id", "stage"]);
  const { fields } = await runs.show<{ fields: object[] }>("subscriptionFieldMap", given);
  expect(fields).toHaveLength(once.length - 1);
});

test("what the table of other settings returns goes out under its names, as its types", async () => {
  const { data } = await runs.show("destinationSettings", { metadataId: LANTERN });
  const rows = [
    { name: "batchSize", type: "number", value: "7" },
    { name: "host name", value: "12.00" },
  ];
  const { batchSize: _, "host name": __, ...others } = data;
  const settingsJson = { ...others, apiKey: "0123456789", accountId: "1", "%other": rows };
  const sourceId = await runs.newSource();
  const inputs = { sourceId, metadataId: LANTERN, settingsJson: JSON.stringify(settingsJson) };
  const sent = runs.settingsOf(await runs.take("createDestination", inputs));
  expect(sent).toMatchObject({ batchSize: 7, "host name": "12.00", region: "eu" });
  expect(sent).not.toHaveProperty("%other");
  const winning = runs.settingsOf(
    await runs.take("createDestination", { ...inputs, settings: { batchSize: "9" } }),
  );
  expect(winning).toMatchObject({ batchSize: 9 });
});

test("a form of something that is gone fails with Segment's reason", async () => {
  await expect(runs.show("destinationSettings", { destinationId: "gone" })).rejects.toThrow(
    /^Enter Destination Settings: 404 /,
  );
});

test("a form of nothing says so, and takes what is not listed", async () => {
  const code = "async function onTrack(event) {}";
  const given = { resourceType: "INSERT_SOURCE", displayName: "Bare", code };
  const { id: functionId } = await runs.made("createFunction", given);
  const { uiSchema, data } = await runs.show("insertFunctionSettings", { functionId });
  expect(uiSchema.elements).toMatchObject([
    { type: "Label", text: "Segment lists no settings here." },
    { type: "Control", scope: "#/properties/%other" },
  ]);
  expect(data).toEqual({});
});
