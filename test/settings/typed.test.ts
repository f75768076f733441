import { HARBOR, LAKE, LANTERN, rows, SYNC_CONTACT, TRACK_ORDER, useRuns } from "./runs";

const runs = useRuns();

/** Settings of every type as text, and as the catalog has them. */
const LANTERN_TEXT = {
  apiKey: "0123456789",
  accountId: "42",
  region: "us",
  "host name": "a.example",
  "path/prefix": "/v2",
  "ga.dimension": "dimension1",
  timeZone: "UTC",
  batchSize: "100",
  timeout: "2.5",
  createMissing: "false",
  dryRun: "True",
  headers: '{"x-a": "1"}',
  traitMapping: "{}",
  channels: "email, sms",
  ignoredEvents: '["Order, Completed"]',
};
const LANTERN_TYPED = {
  ...LANTERN_TEXT,
  batchSize: 100,
  timeout: 2.5,
  createMissing: false,
  dryRun: true,
  headers: { "x-a": "1" },
  traitMapping: {},
  channels: ["email", "sms"],
  ignoredEvents: ["Order, Completed"],
};
const HARBOR_TEXT = {
  apiKey: "0123456789",
  subdomain: "123",
  region: "eu",
  syncInterval: "6",
  lookback: "0.5",
  syncDeals: "FALSE",
  syncArchived: "true",
  objects: "notes\ntasks",
  fieldNames: '{"Name": "name"}',
};
const HARBOR_TYPED = {
  ...HARBOR_TEXT,
  syncInterval: 6,
  lookback: 0.5,
  syncDeals: false,
  syncArchived: true,
  objects: ["notes", "tasks"],
  fieldNames: { Name: "name" },
};
const LAKE_TEXT = {
  bucket: "events",
  region: "eu-west-1",
  roleArn: "arn",
  partitions: "day",
  cleanOnLoad: "true",
  format: "json",
  fileSize: "64",
  compress: "false",
  tags: '{"team": "data"}',
};
const LAKE_TYPED = {
  ...LAKE_TEXT,
  partitions: ["day"],
  cleanOnLoad: true,
  fileSize: 64,
  compress: false,
  tags: { team: "data" },
};
const CONTACT_TEXT = {
  email: "$.traits.email",
  user_id: '{"@path": "$.userId"}',
  full_name: '{"@template": "{{a}}, {{b}}"}',
  stage: "customer",
  priority: "2",
  score: "7.5",
  visits: "3",
  subscribed: "false",
  tags: "a, b",
  channels: '["email", "sms"]',
  list_id: "5",
  created_at: "2026-01-31T08:00:00Z",
  properties: '{"a": 1}',
};
const CONTACT_TYPED = {
  ...CONTACT_TEXT,
  email: { "@path": "$.traits.email" },
  user_id: { "@path": "$.userId" },
  full_name: { "@template": "{{a}}, {{b}}" },
  priority: 2,
  score: 7.5,
  visits: 3,
  subscribed: false,
  tags: ["a", "b"],
  channels: ["email", "sms"],
  properties: { a: 1 },
};

const newDestination = async (settings: object = LANTERN_TYPED) => {
  const sourceId = await runs.newSource();
  return runs.made("createDestination", { sourceId, metadataId: LANTERN, settings });
};
const SUBSCRIPTION = { name: "S", trigger: 'type = "track"', enabled: true };

/** Each of the documented actions: what it needs beside settings, and what its settings are. */
interface Documented {
  action: string;
  text: Record<string, string>;
  typed: Record<string, unknown>;
  /** The inputs, once what they name is made. */
  inputs(): Promise<object>;
}

const DOCUMENTED: Documented[] = [
  {
    action: "createSource",
    text: HARBOR_TEXT,
    typed: HARBOR_TYPED,
    inputs: async () => ({ slug: "harbor", enabled: "true", metadataId: HARBOR }),
  },
  {
    action: "updateSource",
    text: HARBOR_TEXT,
    typed: HARBOR_TYPED,
    inputs: async () => {
      const source = { slug: "harbor", enabled: true, metadataId: HARBOR };
      return { sourceId: (await runs.made("createSource", source)).id };
    },
  },
  {
    action: "createDestination",
    text: LANTERN_TEXT,
    typed: LANTERN_TYPED,
    inputs: async () => ({ sourceId: await runs.newSource(), metadataId: LANTERN }),
  },
  {
    action: "updateDestination",
    text: LANTERN_TEXT,
    typed: LANTERN_TYPED,
    inputs: async () => {
      const needed = { apiKey: "k", accountId: "1" };
      return { destinationId: (await newDestination(needed)).id };
    },
  },
  {
    action: "createWarehouse",
    text: LAKE_TEXT,
    typed: LAKE_TYPED,
    inputs: async () => ({ metadataId: LAKE, name: "Lake" }),
  },
  {
    action: "updateWarehouse",
    text: LAKE_TEXT,
    typed: LAKE_TYPED,
    inputs: async () => {
      const settings = { bucket: "b", region: "r", roleArn: "a" };
      const made = await runs.made("createWarehouse", { metadataId: LAKE, settings });
      return { warehouseId: made.id };
    },
  },
  {
    action: "createDestinationSubscription",
    text: CONTACT_TEXT,
    typed: CONTACT_TYPED,
    inputs: async () => ({
      ...SUBSCRIPTION,
      destinationId: (await newDestination()).id,
      actionId: SYNC_CONTACT,
    }),
  },
  {
    action: "updateDestinationSubscription",
    text: CONTACT_TEXT,
    typed: CONTACT_TYPED,
    inputs: async () => {
      const destinationId = (await newDestination()).id;
      const settings = { email: "a@example.com" };
      const inputs = { ...SUBSCRIPTION, destinationId, actionId: SYNC_CONTACT, settings };
      const subscriptionId = (await runs.made("createDestinationSubscription", inputs)).id;
      return { destinationId, subscriptionId };
    },
  },
];

describe.each(DOCUMENTED)("$action", ({ action, text, typed, inputs }) => {
  test("sends the types that the catalog asks for, if all that was given is text", async () => {
    const taken = await runs.take(action, { ...(await inputs()), settings: rows(text) });
    expect(taken.data).toBeDefined();
    expect(taken.writes).toHaveLength(1);
    expect(runs.settingsOf(taken)).toEqual(typed);
  });

  test("sends what is typed already as it is", async () => {
    for (const settings of [rows(typed), typed, JSON.stringify(typed)]) {
      const taken = await runs.take(action, { ...(await inputs()), settings });
      expect(taken.data).toBeDefined();
      expect(runs.settingsOf(taken)).toEqual(typed);
      runs.simulator.reset();
      runs.begin();
    }
  });

  test("takes the same as JSON", async () => {
    const settingsJson = JSON.stringify(typed);
    const taken = await runs.take(action, { ...(await inputs()), settingsJson });
    expect(runs.settingsOf(taken)).toEqual(typed);
  });

  test("sends a setting that the catalog lacks as it is given, and the log names it", async () => {
    const settings = { ...text, colour: "5" };
    const taken = await runs.take(action, { ...(await inputs()), settings });
    expect(taken.data).toBeDefined();
    expect(runs.settingsOf(taken)).toEqual({ ...typed, colour: "5" });
    const words = taken.told.filter((line) => line.includes("colour"));
    expect(words).toEqual([
      expect.stringMatching(
        /^[A-Z].+: Settings\.colour: not in Segment's catalog of .+; sent as given\.$/,
      ),
    ]);
  });

  test("refuses a setting whose name is misspelled, with the name that is meant", async () => {
    const [[name, value] = ["", ""], ...others] = Object.entries(text);
    const settings = { ...Object.fromEntries(others), [`${name}s`]: value };
    const { error, writes } = await runs.take(action, { ...(await inputs()), settings });
    expect(error.message).toContain(`Settings.${name}s: expected ${name}, got ${name}s.`);
    expect(writes).toEqual([]);
  });

  test("refuses what cannot be converted, before anything is written", async () => {
    const name = Object.keys(typed).find((key) => typeof typed[key] === "number") ?? "";
    const settings = { ...text, [name]: "many" };
    const { error, writes } = await runs.take(action, { ...(await inputs()), settings });
    expect(error.message).toMatch(/: expected .+, got text "many"\. Nothing was written/);
    expect(error.message.startsWith(`Settings.${name}: expected `)).toBe(true);
    expect(writes).toEqual([]);
  });

  test("pairs come before JSON if both name a key", async () => {
    const [[name, value] = ["", ""], ...others] = Object.entries(text);
    const settingsJson = { [name]: "other", ...Object.fromEntries(others) };
    const settings = rows({ [name]: value });
    const taken = await runs.take(action, { ...(await inputs()), settings, settingsJson });
    expect(runs.settingsOf(taken)).toEqual(typed);
  });

  test("sends settings as they are if it is told to", async () => {
    const settings = rows({ colour: "5", ...text });
    const given = { ...(await inputs()), settings, settingsAsTheyAre: "true" };
    const taken = await runs.take(action, given);
    expect(runs.settingsOf(taken)).toEqual({ colour: "5", ...text });
    expect(taken.told.filter((line) => line.includes("colour"))).toEqual([]);
    expect(taken.error.status).toBe(422); // the simulator checks them too
    expect(taken.requests).toHaveLength(1);
  });
});

test.each([
  ["createDestination", "apiKey", { accountId: "1" }],
  ["createSource", "apiKey", { subdomain: "a" }],
  ["createWarehouse", "bucket", { region: "r", roleArn: "a" }],
  ["createDestinationSubscription", "email", { stage: "lead" }],
])("%s refuses settings without the required %s", async (action, name, settings) => {
  const documented = DOCUMENTED.find((one) => one.action === action);
  const given = { ...(await documented?.inputs()), settings };
  const { error, writes } = await runs.take(action, given);
  expect(error.message).toContain(`Settings.${name}: expected text, which `);
  expect(error.message).toContain(" requires, got nothing.");
  expect(writes).toEqual([]);
});

test("an update asks for nothing that is required", async () => {
  const { id: destinationId } = await newDestination();
  const taken = await runs.take("updateDestination", {
    destinationId,
    settings: rows({ batchSize: "7" }),
  });
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual({ batchSize: 7 });
});

test("numbers and booleans that an action requires are taken from text", async () => {
  const { id: destinationId } = await newDestination();
  const settings = rows({
    total: "9.99",
    is_gift: "true",
    products: '[{"sku": "a"}]',
    coupons: '["a", "$.properties.coupon"]',
    ordered_at: "$.timestamp",
  });
  const inputs = { ...SUBSCRIPTION, destinationId, actionId: TRACK_ORDER, settings };
  const taken = await runs.take("createDestinationSubscription", inputs);
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual({
    total: 9.99,
    is_gift: true,
    products: [{ sku: "a" }],
    coupons: ["a", { "@path": "$.properties.coupon" }],
    ordered_at: { "@path": "$.timestamp" },
  });
});

test("null is sent if the action takes it, and nothing if it does not", async () => {
  const { id: destinationId } = await newDestination();
  const settingsJson = { email: "a@example.com", score: null, visits: null, phone: null };
  const inputs = { ...SUBSCRIPTION, destinationId, actionId: SYNC_CONTACT, settingsJson };
  const taken = await runs.take("createDestinationSubscription", inputs);
  expect(taken.data).toBeDefined();
  expect(runs.settingsOf(taken)).toEqual({ email: "a@example.com", score: null, visits: null });
});

test("a choice that an action does not offer is refused with those it does", async () => {
  const { id: destinationId } = await newDestination();
  const settings = rows({ email: "a", stage: "dead", priority: "4", channels: "email,fax" });
  const inputs = { ...SUBSCRIPTION, destinationId, actionId: SYNC_CONTACT, settings };
  const { error, writes } = await runs.take("createDestinationSubscription", inputs);
  expect(error.message).toContain(
    'Settings.stage: expected one of lead, customer, former, got text "dead".',
  );
  expect(error.message).toContain('Settings.priority: expected one of 1, 2, 3, got text "4".');
  expect(error.message).toContain(
    'Settings.channels[1]: expected one of email, sms, push, got text "fax".',
  );
  expect(writes).toEqual([]);
});

test.each(["unheard of", "cLt2dFr5mUqZaB7yHcM9Wy"])(
  "an action %p that the destination does not have is refused with those it has",
  async (actionId) => {
    const { id: destinationId } = await newDestination();
    const inputs = { ...SUBSCRIPTION, destinationId, actionId, settings: { email: "a" } };
    const { error, writes } = await runs.take("createDestinationSubscription", inputs);
    expect(error.message).toContain("Action ID: expected one of Lantern CRM (Actions): ");
    expect(error.message).toContain(`${SYNC_CONTACT} (syncContact), ${TRACK_ORDER} (trackOrder)`);
    expect(error.message).toContain(`got "${actionId}".`);
    expect(writes).toEqual([]);
  },
);

test("a destination without actions says so", async () => {
  const sourceId = await runs.newSource();
  const given = { sourceId, metadataId: "547610a5db31d978f14a5c4e", settings: {} };
  const { id: destinationId } = await runs.made("createDestination", given);
  const inputs = { ...SUBSCRIPTION, destinationId, actionId: "a", settings: { email: "a" } };
  const { error } = await runs.take("createDestinationSubscription", inputs);
  expect(error.message).toContain("expected no action, since Webhooks has none");
});

test("a secret that does not fit is not quoted in the error", async () => {
  const sourceId = await runs.newSource();
  const settings = { accountId: "1", apiKey: { hunter2: "hunter2" } };
  const { error } = await runs.take("createDestination", {
    sourceId,
    metadataId: LANTERN,
    settings,
  });
  expect(error.message).toContain("Settings.apiKey: expected text, got an object.");
  expect(error.message).not.toContain("hunter2");
});

test("settings of a type that the catalog has not are refused with Segment's reason", async () => {
  const sourceId = await runs.newSource();
  const inputs = { sourceId, metadataId: "nothing", settings: { a: "1" } };
  const { error, writes } = await runs.take("createDestination", inputs);
  expect(error).toMatchObject({ status: 404 });
  expect(writes).toEqual([]);
});

test("what a warehouse and a source take beside what the catalog lists is known", async () => {
  const { id } = await runs.made("createCredential", { name: "C", settings: { username: "u" } });
  const needed = { bucket: "b", region: "r", roleArn: "a" };
  for (const settings of [
    { ...needed, name: "Lake" },
    { ...needed, credentialId: id },
    { ...needed, credential_id: id },
  ]) {
    const taken = await runs.take("createWarehouse", {
      metadataId: LAKE,
      settings,
    });
    expect(runs.settingsOf(taken)).toEqual(settings);
    expect(taken.told.filter((line) => line.includes("catalog"))).toEqual([]);
  }
  const source = { slug: "h", enabled: true, metadataId: HARBOR };
  const settings = { apiKey: "k", subdomain: "s", credentialId: id };
  expect(runs.settingsOf(await runs.take("createSource", { ...source, settings }))).toEqual(
    settings,
  );
});
