import { errorFields, findId, findList, type Harness, startHarness } from "../harness";

const WEBHOOKS = "614a3c7d791c91c41bae7599";
const BETA = { headers: { "content-type": "application/vnd.segment.v1beta+json" } };
let harness: Harness;

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const newSource = async (slug: string) =>
  findId(await send("POST", "/sources", { slug, enabled: true, metadataId: "IqDTy1TpoU" }));
const newDestination = async (sourceId: string) =>
  findId(await send("POST", "/destinations", { sourceId, metadataId: WEBHOOKS, settings: {} }));
const newFilter = (destination: string, sourceId: string, more = {}) => {
  const body = { sourceId, if: "all", actions: [{ type: "DROP" }], title: "t", enabled: true };
  return send("POST", `/destination/${destination}/filters`, { ...body, ...more });
};
const preview = (actions: unknown[], payload: unknown, condition = "all") =>
  send("POST", "/destination/filters/preview", { filter: { if: condition, actions }, payload });
const result = async (actions: unknown[], payload: unknown) =>
  (await preview(actions, payload)).body.data?.result;

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

describe("a preview", () => {
  const event = { type: "track", userId: "u", properties: { a: 1, b: { c: 2, d: 3 } } };

  test("returns the event after each action, and the original event", async () => {
    expect(await result([{ type: "DROP" }], event)).toBeNull();
    const dropped = await preview(
      [{ type: "DROP_PROPERTIES", fields: { properties: ["a"], "properties.b": ["c", "x"] } }],
      event,
    );
    expect(dropped.body.data).toEqual({
      inputPayload: event,
      result: { ...event, properties: { b: { d: 3 } } },
    });
    const allowed = { type: "ALLOW_PROPERTIES", fields: { properties: ["a"], traits: ["x"] } };
    expect(await result([allowed], event)).toEqual({ ...event, properties: { a: 1 } });
    expect(await result([{ type: "ALLOW_PROPERTIES", fields: { "": ["type"] } }], event)).toEqual({
      type: "track",
    });
  });

  test("applies each action to the result of the one before", async () => {
    const keep = { type: "ALLOW_PROPERTIES", fields: { properties: ["b"] } };
    const drop = { type: "DROP_PROPERTIES", fields: { "properties.b": ["c"] } };
    expect(await result([keep, drop], event)).toEqual({ ...event, properties: { b: { d: 3 } } });
    expect(await result([keep, { type: "DROP" }, drop], event)).toBeNull();
  });

  test("samples the given share, always the same events, by a path if one is given", async () => {
    const kept = async (action: object, payload: object) =>
      (await result([{ type: "SAMPLE", ...action }], payload)) !== null;
    const users = Array.from({ length: 200 }, (_, index) => ({
      userId: `u${index}`,
      n: index % 7,
    }));
    const ofAll = await Promise.all(users.map((user) => kept({ percent: 0.3 }, user)));
    expect(ofAll.filter(Boolean).length).toBeGreaterThan(40);
    expect(ofAll.filter(Boolean).length).toBeLessThan(80);
    expect(await Promise.all(users.map((user) => kept({ percent: 0.3 }, user)))).toEqual(ofAll);
    expect(await kept({ percent: 1 }, event)).toBe(true);
    expect(await kept({ percent: 0 }, event)).toBe(false);
    const byUser = await Promise.all(
      users.map(({ n }) => kept({ percent: 0.5, path: "userId" }, { userId: "u", n })),
    );
    expect(new Set(byUser).size).toBe(1);
  });

  test("requires a condition and the parameters of each action", async () => {
    expect(errorFields(await preview([], {}, " "))).toEqual(["filter.if"]);
    const fields = async (action: object) => errorFields(await preview([action], {}));
    expect(await fields({ type: "SAMPLE" })).toEqual(["filter.actions[0].percent"]);
    expect(await fields({ type: "DROP_PROPERTIES" })).toEqual(["filter.actions[0].fields"]);
    expect(await fields({ type: "ALLOW_PROPERTIES", fields: { context: "ip" } })).toEqual([
      "filter.actions[0].fields.context",
    ]);
  });
});

test("a destination filter requires the destination's source and is removed with the destination", async () => {
  const [one, other] = [await newSource("one"), await newSource("other")];
  const [mine, theirs] = [await newDestination(one), await newDestination(other)];
  expect(errorFields(await newFilter(mine, other))).toEqual(["sourceId"]);
  expect(errorFields(await newFilter(mine, one, { if: "" }))).toEqual(["if"]);
  expect((await newFilter("unknown", one)).status).toBe(404);
  const id = findId(await newFilter(mine, one));
  await newFilter(theirs, other);
  expect((await send("GET", `/destination/${theirs}/filters/${id}`)).status).toBe(404);
  expect(findList(await send("GET", `/destination/${mine}/filters`), "filters")).toMatchObject([
    { id, sourceId: one, destinationId: mine },
  ]);
  await send("DELETE", `/destinations/${mine}`);
  expect((await send("GET", `/destination/${mine}/filters/${id}`)).status).toBe(404);
  const left = () => harness.simulator.workspace("us").destinationFilters.all;
  expect(left()).toMatchObject([{ destinationId: theirs }]);
  await send("DELETE", `/sources/${other}`);
  expect(left()).toEqual([]);
});

test("an update of a destination filter keeps other fields, and null removes the description", async () => {
  const source = await newSource("s");
  const destination = await newDestination(source);
  const id = findId(await newFilter(destination, source, { description: "d" }));
  const path = `/destination/${destination}/filters/${id}`;
  const filter = async (body: object) =>
    (await send("PATCH", path, body)).body.data?.filter as Record<string, unknown>;
  expect(await filter({ enabled: false })).toMatchObject({
    title: "t",
    description: "d",
    enabled: false,
  });
  expect(await filter({ description: null })).not.toHaveProperty("description");
  expect(errorFields(await send("PATCH", path, { actions: [{ type: "SAMPLE" }] }))).toEqual([
    "actions[0].percent",
  ]);
});

describe("a space filter", () => {
  const create = (integrationId: string, name = "n") =>
    send("POST", "/filters", { integrationId, name, if: "all" }, BETA);
  const list = (integrationId: string, pagination?: object) =>
    send("GET", "/filters", undefined, { query: { integrationId, pagination } });

  test("belongs to a space, a source or a destination, and only that one lists it", async () => {
    const source = await newSource("s");
    const destination = await newDestination(source);
    const space = harness.simulator.workspace("us").spaces.all[0]?.id ?? "";
    for (const id of [space, source, destination]) {
      const response = await create(id);
      expect(response.body.data).toMatchObject({
        filter: { integrationId: id, enabled: true, drop: false },
      });
      expect(findList(await list(id), "filters")).toHaveLength(1);
    }
    expect(errorFields(await create("unknown"))).toEqual(["integrationId"]);
    expect(errorFields(await list("unknown"))).toEqual(["integrationId"]);
    await send("DELETE", `/sources/${source}`);
    const { all } = harness.simulator.workspace("us").spaceFilters;
    expect(all).toMatchObject([{ integrationId: space }]);
  });

  test("is updated, moved and deleted by its id", async () => {
    const [one, other] = [await newSource("one"), await newSource("other")];
    const path = `/filters/${findId(await create(one))}`;
    const moved = await send("PATCH", path, { integrationId: other, drop: true }, BETA);
    expect(moved.body.data).toMatchObject({
      filter: { integrationId: other, drop: true, name: "n", if: "all" },
    });
    expect(findList(await list(one), "filters")).toEqual([]);
    expect(errorFields(await send("PATCH", path, { integrationId: "unknown" }, BETA))).toEqual([
      "integrationId",
    ]);
    expect((await send("DELETE", path)).body).toEqual({ data: { deleted: true } });
    expect((await send("DELETE", path)).status).toBe(404);
  });

  test("is listed in pages with numbers as cursors", async () => {
    const source = await newSource("s");
    for (const name of ["a", "b", "c"]) await create(source, name);
    const page = async (pagination: object) => (await list(source, pagination)).body.data;
    expect(await page({ count: 2 })).toMatchObject({
      filters: [{ name: "a" }, { name: "b" }],
      pagination: { current: 0, next: 2, totalEntries: 3 },
    });
    const last = await page({ count: 2, cursor: 2 });
    expect(last).toMatchObject({ filters: [{ name: "c" }] });
    expect(last?.pagination).toEqual({ current: 2, totalEntries: 3 });
    expect((await page({ count: 3 }))?.pagination).toEqual({ current: 0, totalEntries: 3 });
    expect(errorFields(await list(source, { count: 11 }))).toEqual(["pagination.count"]);
    expect(errorFields(await list(source, { count: 2, cursor: -1 }))).toEqual([
      "pagination.cursor",
    ]);
    expect(errorFields(await list(source, { count: 1.5 }))).toEqual(["pagination.count"]);
  });
});
