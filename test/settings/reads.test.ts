import { HARBOR, LAKE, LANTERN, readsIn, SYNC_CONTACT, TRACK_ORDER, useRuns } from "./runs";

const runs = useRuns();
const NEEDED = { apiKey: "k", accountId: "1" };
const WEBHOOKS = "547610a5db31d978f14a5c4e";

const catalogReads = async (action: string, inputs: object) =>
  readsIn(await runs.take(action, inputs));
const create = async (inputs: object = {}) =>
  catalogReads("createDestination", {
    sourceId: "",
    metadataId: LANTERN,
    settings: NEEDED,
    ...inputs,
  });

test("a type of the catalog is read once a run, however many are created of it", async () => {
  const sourceId = await runs.newSource();
  expect(await create({ sourceId })).toEqual([`/catalog/destinations/${LANTERN}`]);
  for (let count = 0; count < 2; count += 1) expect(await create({ sourceId })).toEqual([]);
  expect(runs.simulator.workspace("us").destinations.all).toHaveLength(3);
});

test("another type is read for itself, and the first is remembered beside it", async () => {
  const sourceId = await runs.newSource();
  const hook = { sourceId, metadataId: WEBHOOKS, settings: { globalHook: "https://a.example" } };
  await create({ sourceId });
  expect(await create(hook)).toEqual([`/catalog/destinations/${WEBHOOKS}`]);
  expect(await create(hook)).toEqual([]);
  expect(await create({ sourceId })).toEqual([]);
});

test("another run reads it again", async () => {
  const sourceId = await runs.newSource();
  await create({ sourceId });
  runs.begin();
  expect(await create({ sourceId })).toEqual([`/catalog/destinations/${LANTERN}`]);
});

test("a step that belongs to no run reads it every time", async () => {
  const sourceId = await runs.newSource();
  runs.harness.executionId = "";
  for (let count = 0; count < 2; count += 1) expect(await create({ sourceId })).toHaveLength(1);
});

test("another token or another region reads for itself", async () => {
  const { us, eu } = runs.simulator;
  const sourceId = await runs.newSource();
  const connectionInput = runs.harness.connection(eu);
  const inEurope = { connectionInput, region: "eu1.api" };
  const path = [`/catalog/destinations/${LANTERN}`];
  expect(await create({ sourceId })).toEqual(path);
  expect(await create({ sourceId: "nothing", ...inEurope })).toEqual(path);
  expect(await create({ sourceId, region: "eu1.api" })).toEqual(path);
  const others = { connectionInput: runs.harness.connection(us, { apiKey: us.readOnlyToken }) };
  expect(await create({ sourceId, ...others })).toEqual(path);
  expect(await create({ sourceId })).toEqual([]);
});

test("a read that failed is not remembered", async () => {
  const sourceId = await runs.newSource();
  const path = `/catalog/destinations/${LANTERN}`;
  runs.disturb("GET", /^\/catalog/, { status: 404 });
  expect(await create({ sourceId })).toEqual([path]);
  expect(await create({ sourceId })).toEqual([path]);
  expect(runs.simulator.workspace("us").destinations.all).toHaveLength(1);
});

test("sources, warehouses and destinations of one id are three types", async () => {
  const given = { settings: { a: "1" }, metadataId: LANTERN };
  expect(await create({ sourceId: "nothing", ...given })).toEqual([
    `/catalog/destinations/${LANTERN}`,
  ]);
  const source = { ...given, slug: "a", enabled: true };
  expect(await catalogReads("createSource", source)).toEqual([`/catalog/sources/${LANTERN}`]);
  expect(await catalogReads("createWarehouse", given)).toEqual([`/catalog/warehouses/${LANTERN}`]);
});

test("nothing is read if no settings are given", async () => {
  const source = { slug: "web", enabled: true, metadataId: HARBOR };
  for (const settings of ["", [], [{ key: "a", value: "" }], null]) {
    runs.simulator.reset();
    expect(await catalogReads("createSource", { ...source, settings })).toEqual([]);
  }
  const [{ id: sourceId } = { id: "" }] = runs.simulator.workspace("us").sources.all;
  expect(await catalogReads("updateSource", { sourceId, name: "Web" })).toEqual([]);
  const made = { metadataId: LAKE, settings: {} };
  expect(await catalogReads("createWarehouse", made)).toEqual([]);
});

test("nothing is read if settings are sent as they are", async () => {
  const sourceId = await runs.newSource();
  expect(await create({ sourceId, settingsAsTheyAre: true })).toEqual([]);
  expect(runs.simulator.workspace("us").destinations.all).toHaveLength(1);
});

test("nothing is read if all that is given is masked secrets", async () => {
  const sourceId = await runs.newSource();
  const made = { sourceId, metadataId: LANTERN, settings: NEEDED };
  const { id: destinationId } = await runs.made("createDestination", made);
  const given = { destinationId, settings: { apiKey: "••••" } };
  expect(await catalogReads("updateDestination", given)).toEqual([]);
});

test("an update reads what there is, which says what its settings are", async () => {
  const sourceId = await runs.newSource();
  const made = { sourceId, metadataId: LANTERN, settings: NEEDED };
  const { id: destinationId } = await runs.made("createDestination", made);
  const given = { destinationId, settings: { batchSize: "5" } };
  expect(await catalogReads("updateDestination", given)).toEqual([
    `/destinations/${destinationId}`,
  ]);
});

test("the fields of a destination's actions are read once a run", async () => {
  const sourceId = await runs.newSource();
  const ids = [];
  for (let count = 0; count < 2; count += 1) {
    const made = { sourceId, metadataId: LANTERN, settings: NEEDED };
    ids.push((await runs.made("createDestination", made)).id);
  }
  const words = { name: "S", trigger: 'type = "track"', enabled: true };
  const subscribe = (destinationId: string | undefined, actionId: string, settings: object) =>
    catalogReads("createDestinationSubscription", { ...words, destinationId, actionId, settings });
  const contact = { email: "a@example.com" };
  const [first, second] = ids;
  expect(await subscribe(first, SYNC_CONTACT, contact)).toEqual([`/destinations/${first}`]);
  expect(await subscribe(first, SYNC_CONTACT, contact)).toEqual([]);
  const order = { total: "1", is_gift: "false" };
  expect(await subscribe(first, TRACK_ORDER, order)).toEqual([]);
  expect(await subscribe(second, SYNC_CONTACT, contact)).toEqual([`/destinations/${second}`]);
  expect(runs.simulator.workspace("us").subscriptions.all).toHaveLength(4);
});

test("an upsert reads a type of the catalog once a run too", async () => {
  const sourceId = await runs.newSource();
  const given = { sourceId, metadataId: LANTERN, name: "Lantern", settings: NEEDED };
  const upsert = async () =>
    (await catalogReads("upsertDestination", given)).filter((path) => path.startsWith("/catalog"));
  expect(await upsert()).toEqual([`/catalog/destinations/${LANTERN}`]);
  expect(await upsert()).toEqual([]);
});
