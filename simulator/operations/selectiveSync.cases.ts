import { errorFields, findId, findList, type Harness, startHarness } from "../harness";
import { POSTGRES, postgresSettings as settings } from "../harness/postgres";

interface Item {
  collection: string;
  enabled: boolean;
  properties: Record<string, boolean>;
}

const NOW = Date.parse("2025-01-02T12:30:00Z");
let harness: Harness;
let now: number;
let source: string;
let warehouse: string;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newSource = async (slug: string, more = {}) =>
  findId(
    await send("POST", "/sources", { slug, enabled: true, metadataId: "IqDTy1TpoU", ...more }),
  );
const newWarehouse = async () =>
  findId(await send("POST", "/warehouses", { metadataId: POSTGRES, settings }));
const override = async (...overrides: object[]) =>
  (
    await send("PATCH", `/warehouses/${warehouse}/selective-sync`, {
      syncOverrides: overrides.map((one) => ({ sourceId: source, ...one })),
    })
  ).body.data;
const items = async (of = warehouse) =>
  findList(
    await send("GET", `/warehouses/${of}/connected-sources/${source}/selective-syncs`),
    "items",
  ) as unknown as Item[];
const item = async (collection: string) =>
  (await items()).find((one) => one.collection === collection);
const off = (all: Item[]) =>
  all.filter(({ enabled }) => !enabled).map(({ collection }) => collection);
const syncs = (of = warehouse, query: Record<string, unknown> = { pagination: { count: 100 } }) =>
  send("GET", `/warehouses/${of}/syncs`, undefined, { query });

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
});
beforeEach(async () => {
  now = NOW;
  harness.simulator.reset();
  source = await newSource("s");
  warehouse = await newWarehouse();
});
afterAll(() => harness.end());

test("everything is selected until it is overridden, and only in that warehouse", async () => {
  const other = await newWarehouse();
  const before = await items();
  expect(before.length).toBeGreaterThan(5);
  expect(off(before)).toEqual([]);
  expect(await override({ collection: "pages", enabled: false })).toEqual({
    status: "UPDATED",
    warnings: [],
  });
  expect(off(await items())).toEqual(["pages"]);
  expect(Object.values((await item("pages"))?.properties ?? {})).not.toContain(true);
  expect(await items(other)).toMatchObject(before.map(({ collection }) => ({ collection })));
  expect(off(await items(other))).toEqual([]);
});

test("an override of a property does not affect the collection, and a wider one ends it", async () => {
  await override({ collection: "pages", property: "url", enabled: false });
  expect(await item("pages")).toMatchObject({
    enabled: true,
    properties: { url: false, title: true },
  });
  await override({ enabled: false });
  expect(off(await items())).toHaveLength((await items()).length);
  await override({ enabled: true });
  expect(await item("pages")).toMatchObject({ enabled: true, properties: { url: true } });
});

test("the response reports an override without effect, and warns of an unknown collection", async () => {
  expect(await override({ collection: "pages", enabled: true })).toMatchObject({
    status: "UNCHANGED",
  });
  const before = await items();
  expect(
    await override(
      { collection: "nowhere", enabled: false },
      { collection: "pages", property: "nothing", enabled: false },
    ),
  ).toEqual({
    status: "UNCHANGED",
    warnings: [expect.stringContaining("nowhere"), expect.stringContaining("nothing")],
  });
  expect(await items()).toEqual(before);
});

test("only connected sources can be overridden or listed", async () => {
  const apart = await newSource("apart", { disconnectAllWarehouses: true });
  const path = `/warehouses/${warehouse}/selective-sync`;
  const refused = await send("PATCH", path, {
    syncOverrides: [{ sourceId: apart, enabled: false }],
  });
  expect(errorFields(refused)).toEqual(["syncOverrides[0].sourceId"]);
  const vague = { sourceId: source, property: "url", enabled: false };
  expect(errorFields(await send("PATCH", path, { syncOverrides: [vague] }))).toEqual([
    "syncOverrides[0].collection",
  ]);
  for (const list of ["selective-syncs", "syncs"]) {
    const at = `/warehouses/${warehouse}/connected-sources/${apart}/${list}`;
    expect((await send("GET", at)).status).toBe(404);
  }
});

test("a schedule is replaced as a whole and checked", async () => {
  const path = `/warehouses/${warehouse}/advanced-sync-schedule`;
  expect((await send("GET", path)).body.data).toEqual({ enabled: false });
  const schedule = { times: [{ hourOfDay: 3, enabled: true }], timezone: "Europe/Berlin" };
  const put = (body: object) => send("PUT", path, body);
  expect((await put({ enabled: true, schedule })).body.data).toEqual({ enabled: true, schedule });
  expect((await send("GET", path)).body.data).toEqual({ enabled: true, schedule });
  await put({ enabled: false });
  expect((await send("GET", path)).body.data).toEqual({ enabled: false });
  expect(errorFields(await put({ enabled: true }))).toEqual(["schedule"]);
  const fields = async (more: object) =>
    errorFields(await put({ enabled: true, schedule: { ...schedule, ...more } }));
  expect(await fields({ timezone: "Mars/Olympus" })).toEqual(["schedule.timezone"]);
  expect(await fields({ times: [{ hourOfDay: 1.5, enabled: true }] })).toEqual(["schedule.times"]);
  expect(await fields({ times: [...schedule.times, ...schedule.times] })).toEqual([
    "schedule.times",
  ]);
});

test("syncs are those of the last day, newest first, one per hour and source", async () => {
  const reports = findList(await syncs(), "reports");
  expect(reports.length).toBeGreaterThan(22);
  const starts = reports.map(({ start }) => String(start));
  expect(starts).toEqual([...starts].sort().reverse());
  expect(starts.every((start) => Date.parse(start) <= now)).toBe(true);
  const own = `/warehouses/${warehouse}/connected-sources/${source}/syncs`;
  const page = { query: { pagination: { count: 100 } } };
  expect(findList(await send("GET", own, undefined, page), "reports")).toEqual(reports);
  const done = reports.find(({ status }) => status === "SUCCESS");
  const from = Math.floor(Date.parse(String(done?.start)) / 3_600_000) * 3_600_000;
  const volume = await send("GET", "/events/volume", undefined, {
    query: {
      granularity: "HOUR",
      startTime: new Date(from - 3_600_000).toISOString(),
      endTime: new Date(from).toISOString(),
      pagination: { count: 1 },
    },
  });
  expect(findList(volume, "result")).toMatchObject([{ total: done?.count }]);
  await newSource("second");
  expect(findList(await syncs(), "reports").length).toBeGreaterThan(44);
});

test("a sync runs before it ends", async () => {
  const [latest] = findList(await syncs(), "reports");
  now = Date.parse(String(latest?.start)) + 3_600_000 + 5_000;
  expect(findList(await syncs(), "reports")[0]).toMatchObject({
    status: "RUNNING",
    end: null,
    duration: 5,
    humanDuration: "0m 5s",
    count: 0,
  });
  now += 1_000_000;
  const [over] = findList(await syncs(), "reports");
  expect(Date.parse(String(over?.end)) - Date.parse(String(over?.start))).toBe(
    Number(over?.duration) * 1000,
  );
});

test("a schedule limits the syncs to its hours, in its time zone", async () => {
  const times = [
    { hourOfDay: 3, enabled: true },
    { hourOfDay: 4, enabled: false },
  ];
  await send("PUT", `/warehouses/${warehouse}/advanced-sync-schedule`, {
    enabled: true,
    schedule: { times, timezone: "Europe/Berlin" },
  });
  const starts = findList(await syncs(), "reports").map(({ start }) => String(start).slice(0, 13));
  expect(starts).toEqual(["2025-01-02T02"]);
  await send("PATCH", `/warehouses/${warehouse}`, { enabled: false, settings: {} });
  expect(findList(await syncs(), "reports")).toEqual([]);
});

test("removing a warehouse removes its schedule and overrides", async () => {
  const workspace = harness.simulator.workspace("us");
  await override({ enabled: false });
  const path = `/warehouses/${warehouse}/advanced-sync-schedule`;
  await send("PUT", path, { enabled: false });
  expect([workspace.syncOverrides.all.length, workspace.syncSchedules.all.length]).toEqual([1, 1]);
  await send("DELETE", `/warehouses/${warehouse}`);
  expect([workspace.syncOverrides.all.length, workspace.syncSchedules.all.length]).toEqual([0, 0]);
  expect((await send("GET", path)).status).toBe(404);
});
