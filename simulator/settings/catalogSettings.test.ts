import { errorFields, findId, type Harness, type HarnessResponse, startHarness } from "../harness";
import { POSTGRES, postgresSettings } from "../harness/postgres";

const AMPLITUDE = "54521fd525e721e32a72ee91";
const KINESIS = "57da359580412f644ff33fb9";
const LANTERN = "65f1c0de8a3b4d2e9c7f1a05";
const WEBHOOKS = "614a3c7d791c91c41bae7599";
const HARBOR = "hRbC7mQ2xK";
const ORCHARD = "65f1c0de8a3b4d2e9c7f1b11";
const S3 = "8Fq2RzYdWu";
const BIGQUERY = "kwX50Df0hr";
let harness: Harness;
let sourceId: string;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const create = (metadataId: string, settings: unknown) =>
  send("POST", "/destinations", { sourceId, metadataId, settings });
const settingsIn = ({ body }: HarnessResponse) =>
  (Object.values(body.data ?? {})[0] as { settings: Record<string, unknown> }).settings;

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(async () => {
  harness.simulator.reset();
  const body = { slug: "s", enabled: true, metadataId: "IqDTy1TpoU" };
  sourceId = findId(await send("POST", "/sources", body));
});
afterAll(() => harness.end());

test.each([
  ["text for a boolean", "trackAllPages", "true"],
  ["text for a number", "eventUploadThreshold", "5"],
  ["a text-map of numbers", "appendFieldsToEventProps", { a: 1 }],
  ["text for an array", "traitsToIncrement", "a"],
  ["null", "endpoint", null],
  ["a masked secret", "secretKey", "••••••••••1234"],
  ["a masked secret within a text-map", "appendFieldsToEventProps", { a: "••••••••••1234" }],
])("%s is rejected among settings, on creation and on update", async (_, name, value) => {
  const field = [`settings.${name}`];
  expect(errorFields(await create(AMPLITUDE, { apiKey: "k", [name]: value }))).toEqual(field);
  const path = `/destinations/${findId(await create(AMPLITUDE, { apiKey: "k" }))}`;
  expect(errorFields(await send("PATCH", path, { settings: { [name]: value } }))).toEqual(field);
});

test.each([
  ["text", "website_url", "https://example.com"],
  ["a boolean", "retarget", true],
  ["a number", "ciphertextVersion", 2],
  ["null", "account", null],
  ["an object", "dynamicAuthSettings", { oauth: { type: "noAuth", scopes: [] } }],
  ["the name of an inherited property", "toString", "x"],
])(
  "settings that the catalog lacks are accepted and returned unchanged: %s",
  async (_, name, value) => {
    const other = { [name]: value };
    const roundTrip = async (path: string, body: object, needed: object) => {
      const made = await send("POST", path, { ...body, settings: { ...needed, ...other } });
      expect(settingsIn(made)).toMatchObject(other);
      await send("DELETE", `${path}/${findId(made)}`);
      const bare = `${path}/${findId(await send("POST", path, { ...body, settings: needed }))}`;
      return settingsIn(await send("PATCH", bare, { settings: other }));
    };
    const source = { enabled: true, slug: "js", metadataId: "IqDTy1TpoU" };
    expect(await roundTrip("/sources", source, {})).toEqual(other);
    const amplitude = { sourceId, metadataId: AMPLITUDE };
    expect(await roundTrip("/destinations", amplitude, { apiKey: "k" })).toMatchObject(other);
    const warehouse = { metadataId: POSTGRES };
    expect(await roundTrip("/warehouses", warehouse, postgresSettings)).toMatchObject(other);
    const validation = { metadataId: POSTGRES, settings: { ...postgresSettings, ...other } };
    expect((await send("POST", "/warehouses/validation", validation)).status).toBe(200);
  },
);

test("a new destination requires its required settings, but not those with a default", async () => {
  expect(errorFields(await create(AMPLITUDE, {}))).toEqual(["settings.apiKey"]);
  expect(errorFields(await create(AMPLITUDE, { apiKey: "" }))).toEqual(["settings.apiKey"]);
  expect(errorFields(await create(KINESIS, {}))).toEqual([
    "settings.roleAddress",
    "settings.stream",
  ]);
  const needed = { roleAddress: "arn:aws:iam::1:role/r", stream: "s" };
  expect(settingsIn(await create(KINESIS, needed))).toMatchObject({
    ...needed,
    region: "us-west-2",
    secretId: "#SEGMENT_WORKSPACE_ID",
  });
});

test("a destination returns the catalog's defaults for other settings", async () => {
  const given = {
    apiKey: "0123456789",
    trackAllPages: true,
    eventUploadThreshold: 5,
    traitsToIncrement: ["a"],
  };
  expect(settingsIn(await create(AMPLITUDE, given))).toEqual({
    ...given,
    apiKey: "••••••••••6789",
    secretKey: "",
    appendFieldsToEventProps: {},
    trackAllPagesV2: false,
    batchEvents: false,
    eventUploadPeriodMillis: 30_000,
    groupTypeTrait: "",
    endpoint: "",
  });
  expect(settingsIn(await create(LANTERN, { apiKey: "k", accountId: "1" }))).toMatchObject({
    region: "eu",
    timeZone: null,
    "host name": "api.lantern.example.com",
    "path/prefix": "/v1",
    "ga.dimension": "",
    createMissing: true,
    headers: { "x-sent-by": "segment" },
    channels: ["email"],
  });
});

test("settings of type map and mixed are objects and lists, empty by default", async () => {
  const made = await create(ORCHARD, { accountId: "1" });
  expect(settingsIn(made)).toEqual({ accountId: "1", eventVariables: {}, conversions: [] });
  const given = { eventVariables: { plan: ["a", 1] }, conversions: [{ event: "Paid", value: 2 }] };
  expect(settingsIn(await create(ORCHARD, { accountId: "1", ...given }))).toMatchObject(given);
  const texts = { accountId: "1", eventVariables: "{}", conversions: "[]" };
  expect(errorFields(await create(ORCHARD, texts))).toEqual([
    "settings.eventVariables",
    "settings.conversions",
  ]);
});

test("an option without a default in the catalog is absent until it is set", async () => {
  const made = await create(LANTERN, { apiKey: "k", accountId: "1" });
  expect(settingsIn(made)).not.toHaveProperty("timeout");
  const [kept] = harness.simulator.workspace("us").destinations.all;
  expect(kept?.settings).not.toHaveProperty("timeout");
  const path = `/destinations/${findId(made)}`;
  const updated = await send("PATCH", path, { settings: { timeout: 10 } });
  expect(settingsIn(updated)).toEqual({ ...settingsIn(made), timeout: 10 });
});

test("an update merges settings and keeps the others", async () => {
  const made = await create(AMPLITUDE, { apiKey: "k", endpoint: "EU" });
  const path = `/destinations/${findId(made)}`;
  const updated = await send("PATCH", path, { settings: { batchEvents: true } });
  expect(settingsIn(updated)).toEqual({ ...settingsIn(made), batchEvents: true });
  expect((await send("GET", path)).body).toEqual(updated.body);
});

test("an update accepts a value that the object has, whatever its type, and no other of that type", async () => {
  const workspace = harness.simulator.workspace("us");
  const id = findId(await create(AMPLITUDE, { apiKey: "k" }));
  const kept = workspace.destinations.get(id);
  if (!kept) throw new Error("the destination was made");
  const held = { eventUploadThreshold: "12.00", traitsToIncrement: null };
  workspace.destinations.put({ ...kept, settings: { ...kept.settings, ...held } });
  const path = `/destinations/${id}`;
  expect(settingsIn(await send("PATCH", path, { settings: held }))).toMatchObject(held);
  const other = await send("PATCH", path, { settings: { eventUploadThreshold: "12" } });
  expect(errorFields(other)).toEqual(["settings.eventUploadThreshold"]);

  const lake = { bucket: "b", region: "eu-west-1", roleArn: "arn" };
  const warehouse = findId(await send("POST", "/warehouses", { metadataId: S3, settings: lake }));
  const stored = workspace.warehouses.get(warehouse);
  if (!stored) throw new Error("the warehouse was made");
  workspace.warehouses.put({ ...stored, settings: { ...lake, fileSize: "64" } });
  const update = (fileSize: string) =>
    send("PATCH", `/warehouses/${warehouse}`, { settings: { fileSize } });
  expect(settingsIn(await update("64"))).toMatchObject({ fileSize: "64" });
  expect(errorFields(await update("65"))).toEqual(["settings.fileSize"]);

  const harbor = { slug: "harbor", enabled: true, metadataId: HARBOR };
  const source = findId(await send("POST", "/sources", harbor));
  const own = workspace.sources.get(source);
  if (!own) throw new Error("the source was made");
  workspace.sources.put({ ...own, settings: { syncInterval: "6" } });
  const sync = (syncInterval: string) =>
    send("PATCH", `/sources/${source}`, { settings: { syncInterval } });
  expect(settingsIn(await sync("6"))).toEqual({ syncInterval: "6" });
  expect(errorFields(await sync("7"))).toEqual(["settings.syncInterval"]);
});

test("sources and warehouses return the given settings and no defaults", async () => {
  const source = { slug: "harbor", enabled: true, metadataId: HARBOR };
  const settings = { subdomain: "acme", fieldNames: { a: "b" } };
  expect(settingsIn(await send("POST", "/sources", { ...source, settings }))).toEqual(settings);
  const lake = { bucket: "b", region: "eu-west-1", roleArn: "arn" };
  const made = await send("POST", "/warehouses", { metadataId: S3, settings: lake });
  expect(settingsIn(made)).toEqual(lake);
});

test("a secret is returned as ten bullets and its last four characters, a short one as bullets only", async () => {
  const shown = async (sharedSecret: string) =>
    settingsIn(await create(WEBHOOKS, { sharedSecret })).sharedSecret;
  expect(await shown("abcdefgh1234")).toBe("••••••••••1234");
  expect(await shown("abcd1234")).toBe("••••••••••");
  expect(await shown("")).toBe("");
});

test.each([
  ["adminPassword", true],
  ["client_secret", true],
  ["secretKey", true],
  ["privateKey", true],
  ["apiKey", true],
  ["testAPIKey", true],
  ["apiSecret", true],
  ["accessToken", true],
  ["projectToken", false],
  ["measurementId", false],
  ["secretId", false],
  ["siteId", false],
])("text named %s is masked: %s", async (name, masked) => {
  const value = "abcdefgh1234";
  const credential = { name: "Key", settings: { [name]: value } };
  expect(settingsIn(await send("POST", "/credentials", credential))).toEqual({
    [name]: masked ? "••••••••••1234" : value,
  });
});

test("the password of a warehouse is never returned, and other secrets are masked", async () => {
  const warehouse = { metadataId: POSTGRES, name: "Main", settings: postgresSettings };
  const { password: _, ...shown } = postgresSettings;
  const id = findId(await send("POST", "/warehouses", warehouse));
  expect(settingsIn(await send("GET", `/warehouses/${id}`))).toEqual({ ...shown, name: "Main" });
  const settings = { bucket: "b", region: "r", roleArn: "a", externalSecret: "abcdefgh1234" };
  const lake = await send("POST", "/warehouses", { metadataId: S3, settings });
  expect(settingsIn(lake)).toMatchObject({ externalSecret: "••••••••••1234" });
  const project = { "gc-project": "p", location: "EU", clientSecret: "abcdefgh1234" };
  const made = await send("POST", "/warehouses", { metadataId: BIGQUERY, settings: project });
  expect(settingsIn(made)).toEqual({ ...project, clientSecret: "••••••••••1234" });
});
