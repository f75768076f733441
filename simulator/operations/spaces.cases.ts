import { errorFields, findId, findList, type Harness, startHarness } from "../harness";
import { POSTGRES } from "../harness/postgres";
import { Workspace } from "../state/workspace";

const ALPHA = { headers: { "content-type": "application/vnd.segment.v1alpha+json" } };
const START = Date.UTC(2024, 0, 1);
const USERS = ["HgW4UoWbWopRk5WQ5FJf1z", "NcxdxAXQVPvEtL8EPS1V9G", "8JNrRp7GLDsnuLdvhQqkzX"];
const NEXT = "x3ci8tk9ezXwD9B4FQn7BJ";
let harness: Harness;
let space: string;
let now: number;

const send = (method: string, path: string, body?: unknown) =>
  harness.send(method, `/spaces/${space}${path}`, body, body === undefined ? {} : ALPHA);
const orders = { name: "Orders", definition: { type: "USERS", query: "count()" } };

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
});
beforeEach(() => {
  now = START;
  harness.simulator.reset();
  space = String(harness.simulator.workspace("us").spaces.all[0]?.id);
});
afterAll(() => harness.end());

test("a workspace has two spaces, and the other region has its own", async () => {
  const spaces = findList(await harness.send("GET", "/spaces"), "spaces");
  expect(spaces).toEqual([
    { id: space, slug: "customers", name: "Customers" },
    { id: expect.stringMatching(/^spa_\w{22}$/), slug: "sandbox", name: "Sandbox" },
  ]);
  expect((await harness.send("GET", `/spaces/${space}`, undefined, { region: "eu" })).status).toBe(
    404,
  );
  expect((await harness.send("GET", "/spaces/x/audiences")).status).toBe(404);
});

test("spaces take no ids from the workspace", () => {
  const { users, ids } = new Workspace("acme", "Acme", 1001);
  expect([...users.all.map(({ id }) => id), ids.next()]).toEqual([...USERS, NEXT]);
});

test("an object of one space is not visible in the other", async () => {
  const id = findId(await send("POST", "/computed-traits", orders));
  const other = String(harness.simulator.workspace("us").spaces.all[1]?.id);
  expect((await send("GET", `/computed-traits/${id}`)).status).toBe(200);
  const elsewhere = `/spaces/${other}/computed-traits`;
  expect((await harness.send("GET", `${elsewhere}/${id}`)).status).toBe(404);
  expect((await harness.send("POST", elsewhere, orders, ALPHA)).status).toBe(200);
});

test("messaging subscriptions with an invalid address fail without the others", async () => {
  const wish = (key: string, type: string, status = "SUBSCRIBED") => ({ key, type, status });
  const put = (...subscriptions: unknown[]) =>
    send("PUT", "/messaging-subscriptions", { subscriptions });
  const { body } = await put(
    wish("ada@example.com", "EMAIL"),
    wish("+15550100200", "EMAIL"),
    wish("0155 5", "SMS"),
    wish("+15550100200", "WHATSAPP"),
  );
  expect(body.data).toMatchObject({
    successes: [{ key: "ada@example.com" }, { type: "WHATSAPP", status: "SUBSCRIBED", groups: [] }],
    failures: [
      { key: "+15550100200", type: "EMAIL", errors: [{ code: "invalid-key" }] },
      { key: "0155 5", errors: [{ message: "0155 5 is not a phone number in E.164 form" }] },
    ],
  });
});

test("a messaging subscription has a key and a type, and an update keeps other fields", async () => {
  const key = "ada@example.com";
  const address = { key, type: "EMAIL" };
  const put = (subscription: object) =>
    send("PUT", "/messaging-subscriptions", { subscriptions: [{ ...address, ...subscription }] });
  const groups = [{ name: "News", status: "SUBSCRIBED" }];
  await put({ status: "SUBSCRIBED" });
  now += 1000;
  await put({ groups });
  const asked = { subscriptions: [address, { key, type: "IOS_PUSH" }] };
  const { body } = await send("POST", "/messaging-subscriptions/batch", asked);
  expect(body.data).toMatchObject({
    successes: [
      { ...address, status: "SUBSCRIBED", groups, updatedAt: "2024-01-01T00:00:01.000Z" },
    ],
    failures: [{ key, type: "IOS_PUSH", errors: [{ code: "not-found" }] }],
    errors: [],
  });
  await put({ status: "UNSUBSCRIBED", groups: [] });
  const { body: after } = await send("POST", "/messaging-subscriptions/batch", asked);
  expect(after.data).toMatchObject({ successes: [{ status: "UNSUBSCRIBED", groups: [] }] });
});

test("a computed trait's name is unique, and renaming keeps its key", async () => {
  const id = findId(await send("POST", "/computed-traits", orders));
  expect(errorFields(await send("POST", "/computed-traits", orders))).toEqual(["name"]);
  now += 1000;
  const renamed = await send("PATCH", `/computed-traits/${id}`, { name: "All", enabled: false });
  expect(renamed.body.data).toMatchObject({
    computedTrait: {
      name: "All",
      key: "orders",
      status: "Disabled",
      definition: orders.definition,
      createdAt: "2024-01-01T00:00:00.000Z",
      updatedAt: "2024-01-01T00:00:01.000Z",
    },
  });
  const again = await send("POST", "/computed-traits", orders);
  expect(again.body.data).toMatchObject({ computedTrait: { key: "orders_2" } });
});

test("computed traits and audiences are among the traits of their collection", async () => {
  await send("POST", "/computed-traits", orders);
  await harness.send("POST", `/spaces/${space}/audiences`, {
    name: "Big accounts",
    audienceType: "ACCOUNTS",
    definition: { query: "a" },
  });
  const found = async (collection: string, search: string) =>
    findList(await send("GET", `/traits?collection=${collection}&search=${search}`), "traits");
  expect(await found("users", "ORD")).toMatchObject([{ trait: "orders", type: "COMPUTED" }]);
  expect(await found("accounts", "big")).toMatchObject([
    { trait: "big_accounts", type: "AUDIENCE" },
  ]);
  expect([await found("users", "big"), await found("accounts", "orders")]).toEqual([[], []]);
  expect((await send("GET", "/traits/orders/sample-values")).status).toBe(200);
  expect((await send("GET", "/traits/orders/sample-values?collection=accounts")).status).toBe(404);
});

test("the schema of a space is sorted as requested, and by the contract's default", async () => {
  const names = async (query: string) =>
    findList(await send("GET", `/events?pagination[count]=50${query}`), "events");
  const byName = (await names("&sortBy=name&sortDir=asc")).map(({ name }) => String(name));
  expect(byName).toEqual([...byName].sort());
  const times = (await names("")).map(({ lastSeenAt }) => String(lastSeenAt));
  expect(times).toEqual([...times].sort().reverse());
  expect(times.every((time) => Date.parse(time) <= now)).toBe(true);
  const traits = findList(await send("GET", "/traits?pagination[count]=50"), "traits");
  const keys = traits.map(({ trait }) => String(trait));
  expect(keys).toEqual([...keys].sort());
});

test("sample values are returned only on request, as many as requested", async () => {
  const path = "/entities/account/properties?includeSampleValues=";
  const [plain] = findList(await send("GET", `${path}false&samplesCount=3`), "entityProperties");
  expect(plain).toEqual({ name: "account_id", primaryKey: true, dataType: "STRING" });
  const sampled = findList(await send("GET", `${path}true&samplesCount=3`), "entityProperties");
  expect(sampled.map(({ samples }) => (samples as string[]).length)).toEqual([3, 3, 3, 3, 2]);
  const all = await send("GET", "/entities/account/properties/account_id/sample-values");
  expect(all.body.data?.sampleValues).toHaveLength(20);
  expect(findList(all, "sampleValues").slice(0, 3)).toEqual(sampled[0]?.samples);
});

test("forward-only lists have no previous cursor", async () => {
  const page = async (query: string) =>
    (await send("GET", `/traits?pagination[count]=3${query}`)).body.data?.pagination;
  const { next } = (await page("")) as { next: string };
  const second = await page(`&pagination[cursor]=${encodeURIComponent(next)}`);
  expect(Object.keys(second as object).sort()).toEqual(["current", "next", "totalEntries"]);
});

test("unknown parts of a space's schema are 404", async () => {
  for (const path of [
    "/entities/x/properties",
    "/entities/order/properties/x/sample-values",
    "/events/x/properties",
    "/events/Home/properties/page.url/sample-values?propertyType=PROPERTY",
    "/traits/x/sample-values",
  ]) {
    expect([path, (await send("GET", path)).status]).toEqual([path, 404]);
  }
});

test("entity paths lead from one entity to the next", async () => {
  const paths = findList(await send("GET", "/entity-paths"), "entityPaths");
  expect(paths.find(({ entitySlug }) => entitySlug === "order")).toMatchObject({
    pathName: "Profile > Account > Order",
    relationshipSlugs: ["user-accounts", "account-orders"],
    childRelationshipSlugs: ["order-products"],
    parentRelationshipSlugPath: "user-accounts",
  });
});

describe("profiles warehouses", () => {
  const settings = { host: "db", port: "5432", database: "d", username: "u", password: "p" };
  const create = (more: object = {}) =>
    send("POST", "/profiles-warehouses", { metadataId: POSTGRES, settings, ...more });
  const items = async (id: string) =>
    findList(await send("GET", `/profiles-warehouses/${id}/selective-syncs`), "items");
  const override = (id: string, body: object) =>
    send("PATCH", `/profiles-warehouses/${id}/selective-syncs`, body);

  test("are not among the workspace's warehouses, and are checked against the catalog too", async () => {
    const made = await create({ name: "People" });
    expect(made.body.data).toMatchObject({
      profilesWarehouse: {
        spaceId: space,
        schemaName: "customers",
        settings: { name: "People", host: "db" },
      },
    });
    expect(made.body.data?.profilesWarehouse).not.toHaveProperty("settings.password");
    expect(findList(await harness.send("GET", "/warehouses"), "warehouses")).toEqual([]);
    expect(errorFields(await create({ metadataId: "x" }))).toEqual(["metadataId"]);
    expect(errorFields(await create({ settings: { ...settings, host: "" } }))).toEqual([
      "settings.host",
    ]);
    const update = { settings: { port: "1" }, name: "Other" };
    const updated = await send("PATCH", `/profiles-warehouses/${findId(made)}`, update);
    expect(updated.body.data).toMatchObject({
      profilesWarehouse: { enabled: true, settings: { name: "Other", host: "db", port: "1" } },
    });
  });

  test("deselect tables and properties, and report an override without effect", async () => {
    const id = findId(await create());
    const off = { collection: "profile_traits_updates", enabled: false };
    expect((await override(id, { syncOverrides: [off] })).body.data).toEqual({ status: "UPDATED" });
    expect((await override(id, { syncOverrides: [off] })).body.data).toEqual({
      status: "UNCHANGED",
    });
    expect((await items(id)).map(({ enabled }) => enabled)).toEqual([true, true, false]);
    const one = { collection: "id_graph_updates", property: "segment_id", enabled: false };
    await override(id, { syncOverrides: [{ ...off, enabled: true }, one] });
    expect((await items(id)).map(({ enabled }) => enabled)).toEqual([true, true, true]);
    expect((await items(id))[0]).toMatchObject({ properties: { segment_id: false } });
  });

  test("have event tables only if these are enabled", async () => {
    const id = findId(await create());
    const event = { collection: "order_completed", enabled: false };
    const path = "syncOverrides[0].collection";
    expect(errorFields(await override(id, { syncOverrides: [event] }))).toEqual([path]);
    await override(id, { enableEventTables: true, syncOverrides: [event] });
    expect((await items(id)).find(({ collection }) => collection === "order_completed")).toEqual(
      expect.objectContaining({ enabled: false, warehouseId: id }),
    );
  });

  test("are removed with their selective sync", async () => {
    const id = findId(await create());
    expect((await send("DELETE", `/profiles-warehouses/${id}`)).status).toBe(200);
    const path = `/profiles-warehouses/${id}/selective-syncs`;
    expect((await send("GET", path)).status).toBe(404);
    expect(harness.simulator.workspace("us").spaces.get(space)?.profilesSyncs.all).toEqual([]);
  });
});
