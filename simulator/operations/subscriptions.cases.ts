import {
  ALPHA,
  errorFields,
  findId,
  type Harness,
  type HarnessResponse,
  startHarness,
} from "../harness";

const LANTERN = "65f1c0de8a3b4d2e9c7f1a05";
const CONTACT = "aLt7wQm3nVxYbR9cKdP2Sz";
const ORDER = "bLt4hZk8pWsXeT6vJgN1Qy";
const PING = "cLt2dFr5mUqZaB7yHcM9Wx";
const EMAIL = { email: "ada@example.com" };
let harness: Harness;
let path: string;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const create = (settings?: unknown, actionId = CONTACT) =>
  send(
    "POST",
    path,
    { name: "n", actionId, trigger: 'type = "track"', enabled: true, settings },
    ALPHA,
  );
const update = (id: string, settings: unknown) =>
  send("PATCH", `${path}/${id}`, { input: { settings } }, ALPHA);
const settingsIn = ({ body }: HarnessResponse) =>
  (Object.values(body.data ?? {})[0] as { settings: Record<string, unknown> }).settings;

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(async () => {
  harness.simulator.reset();
  const source = { slug: "s", enabled: true, metadataId: "IqDTy1TpoU" };
  const sourceId = findId(await send("POST", "/sources", source));
  const settings = { apiKey: "k", accountId: "1" };
  const destination = { sourceId, metadataId: LANTERN, settings };
  path = `/destinations/${findId(await send("POST", "/destinations", destination))}/subscriptions`;
});
afterAll(() => harness.end());

test.each([
  ["text for STRING", "full_name", "Ada Lovelace"],
  ["text for TEXT", "notes", "*met* at the fair"],
  ["text for HIDDEN", "schema_version", "2"],
  ["text for DATETIME", "created_at", "2026-01-31T08:00:00Z"],
  ["a number for DATETIME", "created_at", 1_769_846_400],
  ["a boolean for BOOLEAN", "subscribed", false],
  ["a whole number for INTEGER", "visits", 3],
  ["a number for NUMBER", "score", 7.5],
  ["an object for OBJECT", "properties", { city: { "@path": "$.traits.city" }, plan: "pro" }],
  ["an empty object for OBJECT", "properties", {}],
  ["a list of texts for STRING with multiple", "tags", ["a", "b"]],
  ["a list that mixes texts and directives", "tags", ["a", { "@path": "$.traits.tag" }]],
  ["a list of choices", "channels", ["email", "push"]],
  ["a choice", "stage", "former"],
  ["a numeric choice", "priority", 2],
  ["text that is not among the choices of a dynamic field", "list_id", "l-1"],
  ["null if it is allowed", "score", null],
  ["a path for INTEGER", "visits", { "@path": "$.traits.visits" }],
  ["a template for a field with choices", "stage", { "@template": "{{traits.stage}}" }],
  ["a directive for a whole list", "tags", { "@path": "$.traits.tags" }],
  ["a directive for PASSWORD", "vault_password", { "@path": "$.traits.vault" }],
  ["a field that the action does not have", "shoe_size", 44],
  ["text that the action does not have", "__segment_internal_sync_mode", "upsert"],
  ["an object that the action does not have", "__segment_internal_directive", { a: [null] }],
  ["the name of an inherited property", "toString", "x"],
])("a subscription accepts %s, on creation and on update", async (_, name, value) => {
  const expected = { ...EMAIL, [name]: value };
  expect(settingsIn(await create(expected))).toEqual(expected);
  const updated = await update(findId(await create(EMAIL)), { [name]: value });
  expect(settingsIn(updated)).toEqual(expected);
});

test.each([
  ["a number for STRING", "full_name", 5],
  ["a number for TEXT", "notes", 5],
  ["a boolean for PASSWORD", "vault_password", true],
  ["a number for HIDDEN", "schema_version", 2],
  ["a boolean for DATETIME", "created_at", true],
  ["text for BOOLEAN", "subscribed", "true"],
  ["a fraction for INTEGER", "visits", 1.5],
  ["text for INTEGER", "visits", "3"],
  ["text for NUMBER", "score", "7.5"],
  ["text for OBJECT", "properties", "{}"],
  ["a list for OBJECT", "properties", []],
  ["one text for a list", "tags", "a"],
  ["a list with an item of another type", "tags", ["a", 1]],
  ["a list for a single value", "full_name", ["a"]],
  ["a text that is not a choice", "stage", "friend"],
  ["a number that is not a choice", "priority", 4],
  ["a numeric choice as text", "priority", "2"],
  ["a list with something that is not a choice", "channels", ["email", "fax"]],
  ["null if it is not allowed", "full_name", null],
  ["an object that is not a directive", "full_name", { "@path": "$.a", path: "b" }],
  ["an empty object for STRING", "full_name", {}],
  ["a masked secret", "vault_password", "••••••••••1234"],
  ["a masked secret within an object", "properties", { a: ["••••••••••1234"] }],
])("a subscription rejects %s, on creation and on update", async (_, name, value) => {
  expect(errorFields(await create({ ...EMAIL, [name]: value }))).toEqual([`settings.${name}`]);
  const id = findId(await create(EMAIL));
  expect(errorFields(await update(id, { [name]: value }))).toEqual([`input.settings.${name}`]);
  expect(settingsIn(await send("GET", `${path}/${id}`))).toEqual(EMAIL);
});

test("a new subscription requires the required fields without a default, and stores no defaults", async () => {
  expect(errorFields(await create())).toEqual(["settings.email"]);
  expect(errorFields(await create({ email: "" }))).toEqual(["settings.email"]);
  expect(errorFields(await create({}, ORDER))).toEqual(["settings.total", "settings.is_gift"]);
  const needed = { total: { "@path": "$.properties.total" }, is_gift: false };
  expect(settingsIn(await create(needed, ORDER))).toEqual(needed);
});

test.each(["", " ", "all", 'plan = "pro"', '(type = "track"', 'type = "track" and ()'])(
  "the trigger %j, which Segment's parser does not read as a condition, is rejected",
  async (trigger) => {
    const body = { name: "n", actionId: PING, enabled: false, trigger };
    const created = await send("POST", path, body, ALPHA);
    expect([created.status, errorFields(created)]).toEqual([422, ["trigger"]]);
    const one = `${path}/${findId(await create(undefined, PING))}`;
    const updated = await send("PATCH", one, { input: { trigger } }, ALPHA);
    expect([updated.status, errorFields(updated)]).toEqual([422, ["input.trigger"]]);
    expect((await send("GET", one)).body.data).toMatchObject({
      subscription: { trigger: 'type = "track"' },
    });
  },
);

test("every invalid field of a subscription is named at once", async () => {
  expect(errorFields(await create({ tags: "a", visits: "1" }))).toEqual([
    "settings.tags",
    "settings.visits",
    "settings.email",
  ]);
});

test("an update of a subscription needs no required fields and keeps other settings", async () => {
  const id = findId(await create({ ...EMAIL, score: 1 }));
  const updated = await update(id, { score: null });
  expect(settingsIn(updated)).toEqual({ ...EMAIL, score: null });
});

test("a list of objects can be mapped by an array path or given directly", async () => {
  const needed = { total: 1, is_gift: true };
  const mapped = { "@arrayPath": ["$.properties.products", { sku: { "@path": "$.sku" } }] };
  for (const products of [mapped, [{ sku: "a" }, mapped]]) {
    expect(settingsIn(await create({ ...needed, products }, ORDER))).toEqual({
      ...needed,
      products,
    });
  }
  expect(errorFields(await create({ ...needed, products: ["a"] }, ORDER))).toEqual([
    "settings.products",
  ]);
});

test("an action without fields needs no settings and stores the given ones", async () => {
  expect(settingsIn(await create(undefined, PING))).toEqual({});
  expect(settingsIn(await create(EMAIL, PING))).toEqual(EMAIL);
});

test("a disabled subscription may lack required fields until it is enabled", async () => {
  const draft = { name: "n", actionId: CONTACT, trigger: 'type = "track"', enabled: false };
  const one = `${path}/${findId(await send("POST", path, draft, ALPHA))}`;
  const enable = (settings?: unknown) =>
    send("PATCH", one, { input: { enabled: true, settings } }, ALPHA);
  expect(errorFields(await enable())).toEqual(["input.settings.email"]);
  expect((await send("GET", one)).body.data).toMatchObject({ subscription: { enabled: false } });
  expect(settingsIn(await enable(EMAIL))).toEqual(EMAIL);
  expect((await send("GET", one)).body.data).toMatchObject({ subscription: { enabled: true } });
});

test("a password of a subscription is returned masked and stored unchanged", async () => {
  const password = "abcdefgh1234";
  const shown = { ...EMAIL, vault_password: "••••••••••1234" };
  const made = await create({ ...EMAIL, vault_password: password });
  expect(settingsIn(made)).toEqual(shown);
  expect(settingsIn(await update(findId(made), { notes: "n" }))).toEqual({ ...shown, notes: "n" });
  expect((await send("GET", path)).body.data).toMatchObject({
    subscriptions: [{ settings: shown }],
  });
  const kept = harness.simulator.workspace("us").subscriptions.all;
  expect(kept).toMatchObject([{ settings: { vault_password: password } }]);
});
