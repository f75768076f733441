import { errorFields, findId, findList, type Harness, startHarness } from "../harness";

const START = Date.UTC(2024, 0, 1);
let harness: Harness;
let audiences: string;
let now: number;

const send = (method: string, path = "", body?: unknown) =>
  harness.send(method, `${audiences}${path}`, body);
const create = (name: string, more: object = {}) =>
  send("POST", "", { name, audienceType: "USERS", definition: { query: "a" }, ...more });
const names = async (query: string, path = "") =>
  findList(await send("GET", `${path}?${query}`), "audiences").map(({ name }) => name);

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
});
beforeEach(() => {
  now = START;
  harness.simulator.reset();
  audiences = `/spaces/${harness.simulator.workspace("us").spaces.all[0]?.id}/audiences`;
});
afterAll(() => harness.end());

test("an audience's key is derived from its first name, and its name is unique", async () => {
  const made = await create("Big spenders, 2024!");
  expect(made.body.data).toMatchObject({
    audience: { id: expect.stringMatching(/^aud_/), key: "big_spenders_2024", status: "Live" },
  });
  expect(errorFields(await create("Big spenders, 2024!"))).toEqual(["name"]);
  expect(errorFields(await create(" "))).toEqual(["name"]);
  const other = await create("big spenders 2024");
  expect(other.body.data).toMatchObject({ audience: { key: "big_spenders_2024_2" } });
  const path = `/${findId(other)}`;
  expect(errorFields(await send("PATCH", path, { name: "Big spenders, 2024!" }))).toEqual(["name"]);
  expect((await send("PATCH", path, { name: "big spenders 2024" })).status).toBe(200);
  const renamed = await send("PATCH", path, { name: "Others" });
  expect(renamed.body.data).toMatchObject({
    audience: { name: "Others", key: "big_spenders_2024_2" },
  });
});

test("an update merges options and definition and sets the update time", async () => {
  const id = findId(
    await create("A", {
      audienceType: "LINKED",
      definition: { query: "a", targetEntity: "order" },
      options: { includeHistoricalData: true },
    }),
  );
  now += 1000;
  const changes = { definition: { query: "b" }, options: { filterByExternalIds: ["email"] } };
  expect((await send("PATCH", `/${id}`, changes)).status).toBe(200);
  expect((await send("GET", `/${id}`)).body.data).toMatchObject({
    audience: {
      definition: { query: "b", targetEntity: "order" },
      options: { includeHistoricalData: true, filterByExternalIds: ["email"] },
      createdAt: "2024-01-01T00:00:00.000Z",
      updatedAt: "2024-01-01T00:00:01.000Z",
    },
  });
});

test("a target entity must exist in the space and requires a linked audience", async () => {
  const field = "definition.targetEntity";
  const definition = (targetEntity: string | null) => ({ query: "a", targetEntity });
  expect(errorFields(await create("A", { definition: definition("order") }))).toEqual([field]);
  const linked = (target: string | null) =>
    create(`of ${target}`, { audienceType: "LINKED", definition: definition(target) });
  expect(errorFields(await linked("x"))).toEqual([field]);
  expect(errorFields(await linked(null))).toEqual([]);
  expect(errorFields(await create("B", { definition: { query: " " } }))).toEqual([
    "definition.query",
  ]);
  const options = { backfillEventDataDays: -1 };
  expect(errorFields(await create("B", { options }))).toEqual(["options.backfillEventDataDays"]);
});

test("only a read of an enabled audience returns its size", async () => {
  const made = await create("A");
  expect(made.body.data?.audience).not.toHaveProperty("size");
  const path = `/${findId(made)}`;
  expect((await send("GET", path)).body.data).toMatchObject({
    audience: { size: { type: "USERS" }, computeCadence: { type: "REALTIME" } },
  });
  await send("PATCH", path, { enabled: false });
  const { audience } = (await send("GET", path)).body.data as { audience: object };
  expect(audience).toMatchObject({ status: "Disabled", computeCadence: { type: "REALTIME" } });
  expect(audience).not.toHaveProperty("size");
  expect(errorFields(await send("POST", `${path}/runs`))).toEqual(["audienceId"]);
});

test("a search covers the given fields and ignores case", async () => {
  await create("First Buyers", { definition: { query: "event('Signed Up')" } });
  await create("Others", { definition: { query: "first_buyers = false" } });
  const search = (type: string, query: string) =>
    names(`search[type]=${type}&search[query]=${encodeURIComponent(query)}`);
  expect(await search("NAME", "FIRST b")).toEqual(["First Buyers"]);
  expect(await search("KEY", "first_b")).toEqual(["First Buyers"]);
  expect(await search("DEFINITION", "first_b")).toEqual(["Others"]);
  expect(await search("NAME", "first_b")).toEqual([]);
});

test("the consumers of an audience have its key as a word in their definition", async () => {
  const id = findId(await create("VIP", { definition: { query: "vip" } }));
  for (const [name, query] of [
    ["Zoe's", "vip = true"],
    ["Adam's", "not (vip)"],
    ["Others", "my_vip or vips"],
  ] as const) {
    now += 1000;
    await create(name, { definition: { query } });
  }
  const consumers = (query = "") => names(query, `/${id}/audience-references`);
  expect(await consumers()).toEqual(["Zoe's", "Adam's"]);
  expect(await consumers("sort[field]=NAME&sort[direction]=ASC")).toEqual(["Adam's", "Zoe's"]);
  expect(await consumers("sort[field]=CREATED_AT&sort[direction]=DESC")).toEqual([
    "Adam's",
    "Zoe's",
  ]);
  expect(await consumers("search[type]=NAME&search[query]=zoe")).toEqual(["Zoe's"]);
  expect(await consumers("pagination[count]=1")).toEqual(["Zoe's"]);
});

test("a preview runs for ten seconds and then has results", async () => {
  const body = { audienceType: "LINKED", definition: { query: "a", targetEntity: "account" } };
  const made = await send("POST", "/previews", body);
  expect(made.body.data).toEqual({ audiencePreview: { id: expect.any(String) } });
  const read = async () =>
    (await send("GET", `/previews/${findId(made)}`)).body.data?.audiencePreview as object;
  now += 9_999;
  expect(await read()).toMatchObject({ ...body, status: "RUNNING" });
  expect(await read()).not.toHaveProperty("results");
  now += 1;
  const complete = await read();
  expect(complete).toMatchObject({ status: "COMPLETED", size: { type: "ENTITIES" } });
  expect(complete).toMatchObject({
    results: expect.arrayContaining([
      expect.objectContaining({ idProperty: "account_id", relationshipSlug: "user-accounts" }),
    ]),
  });
  expect(await read()).toEqual(complete);
  expect((await send("GET", "/previews/x")).status).toBe(404);
});

describe("a schedule", () => {
  const daily = { strategy: "PERIODIC", config: { interval: "1d" } };
  const on = (days: number[], hours: number[], timezone = "Europe/Berlin") => ({
    strategy: "SPECIFIC_DAYS",
    config: { days, hours, timezone },
  });
  let path: string;

  beforeEach(async () => {
    path = `/${findId(await create("A"))}`;
  });

  test("is the only one of its audience and sets it to batch mode", async () => {
    const made = await send("POST", `${path}/schedules`, daily);
    expect(errorFields(await send("POST", `${path}/schedules`, daily))).toEqual(["id"]);
    const { audience } = (await send("GET", `${path}?include=schedules`)).body.data as {
      audience: object;
    };
    expect(audience).toMatchObject({
      computeCadence: { type: "BATCH" },
      schedules: [made.body.data?.audienceSchedule],
    });
    expect((await send("GET", path)).body.data?.audience).not.toHaveProperty("schedules");
    const one = `${path}/schedules/${findId(made)}`;
    const other = `/${findId(await create("B"))}/schedules`;
    expect((await send("GET", `${other}/${findId(made)}`)).status).toBe(404);
    expect((await send("DELETE", one)).status).toBe(200);
    expect((await send("POST", `${path}/schedules`, daily)).status).toBe(200);
  });

  test("returns its next run from its creation or last change", async () => {
    const schedules = `${path}/schedules`;
    const next = async () => findList(await send("GET", schedules), "audienceSchedules")[0];
    const id = findId(await send("POST", schedules, daily));
    now += 30 * 3_600_000;
    expect(await next()).toEqual({ id, ...daily, nextExecution: "2024-01-03T00:00:00.000Z" });
    // 2 January 2024, 6:00 UTC, is a Tuesday, 7:00 in Berlin.
    await send("PATCH", `${schedules}/${id}`, on([2], [7, 9]));
    expect(await next()).toMatchObject({ nextExecution: "2024-01-02T08:00:00.000Z" });
    now += 3 * 3_600_000;
    expect(await next()).toMatchObject({ nextExecution: "2024-01-09T06:00:00.000Z" });
    await send("PATCH", `${schedules}/${id}`, {
      strategy: "PERIODIC",
      config: { interval: "90m" },
    });
    expect(await next()).toMatchObject({ nextExecution: "2024-01-02T10:30:00.000Z" });
  });

  test("requires a valid configuration of its strategy", async () => {
    const fields = async (body: object) =>
      errorFields(await send("POST", `${path}/schedules`, body));
    expect(await fields({ ...daily, strategy: "SPECIFIC_DAYS" })).toEqual(["config"]);
    expect(await fields({ ...daily, config: { interval: "soon" } })).toEqual(["config.interval"]);
    expect(await fields(on([7], [1]))).toEqual(["config.days"]);
    expect(await fields(on([1], []))).toEqual(["config.hours"]);
    expect(await fields(on([1], [1], "Mars/Base"))).toEqual(["config.timezone"]);
  });
});
