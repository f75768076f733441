import { ALPHA, errorFields, findId, findList, type Harness, startHarness } from "../harness";

interface Row {
  eventName?: string;
  discardReason?: string;
  total: number;
  totalRetryCount?: number;
  series: { time: string; count: number; retryCount?: number }[];
}

const WEBHOOKS = "614a3c7d791c91c41bae7599";
const HOUR = 3_600_000;
const startTime = "2024-01-01T00:00:00Z";
const endTime = "2024-01-02T00:00:00Z";
let harness: Harness;
let sourceId: string;
let destinationConfigId: string;
let now = Date.parse("2025-05-08T12:00:00Z");

const send = (...args: Parameters<Harness["send"]>) => harness.send(...args);
const ask = (metric: string, query: object = {}) =>
  send("GET", `/delivery-overview/${metric}`, undefined, {
    query: {
      sourceId,
      startTime,
      endTime,
      granularity: "HOUR",
      pagination: { count: 1000 },
      ...(/destination|delivery/.test(metric) ? { destinationConfigId } : {}),
      ...query,
    },
  });
const rows = async (metric: string, query: object = {}) =>
  findList(await ask(metric, query), "dataset") as unknown as Row[];
const total = async (metric: string, query: object = {}) =>
  (await ask(metric, query)).body.data?.total as number;
const sum = (all: Row[]) => all.reduce((so, row) => so + row.total, 0);

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
  const source = { slug: "s", enabled: true, metadataId: "IqDTy1TpoU" };
  sourceId = findId(await send("POST", "/sources", source));
  const destination = { sourceId, metadataId: WEBHOOKS, settings: {} };
  destinationConfigId = findId(await send("POST", "/destinations", destination));
});
afterAll(() => harness.end());

test("received events equal the event volume, and each unfiltered one has one outcome", async () => {
  const volume = await send("GET", "/events/volume", undefined, {
    query: { startTime, endTime, granularity: "HOUR", pagination: { count: 1 } },
  });
  const received = await total("successfully-received");
  expect(findList(volume, "result")).toMatchObject([{ total: received }]);
  const ends = [
    await total("filtered-at-source"),
    await total("filtered-at-destination"),
    await total("failed-delivery"),
    await total("successful-delivery"),
  ];
  expect(ends.every((end) => end > 0)).toBe(true);
  expect(ends.reduce((so, end) => so + end, 0)).toBe(received);
});

test.each([
  "successfully-received",
  "failed-on-ingest",
  "filtered-at-source",
  "filtered-at-destination",
  "failed-delivery",
  "successful-delivery",
])("the groups and points of %s add up to its total on every page", async (metric) => {
  const [whole] = await rows(metric);
  expect(whole?.series).toHaveLength(24);
  expect(whole?.series.reduce((so, { count }) => so + count, 0)).toBe(whole?.total);
  const groups = await rows(metric, { groupBy: ["eventName", "discardReason"] });
  expect(groups.length).toBeGreaterThan(3);
  expect(sum(groups)).toBe(whole?.total);
  const paged = await ask(metric, { groupBy: ["eventName"], pagination: { count: 1 } });
  expect(paged.body.data).toMatchObject({
    total: whole?.total,
    pagination: { next: expect.anything(), totalEntries: 4 },
  });
  expect(await rows(metric, { groupBy: ["eventName", "discardReason"] })).toEqual(groups);
});

test("a filter does not change the rows it keeps", async () => {
  const groupBy = ["eventName", "discardReason"];
  const all = await rows("failed-delivery", { groupBy });
  const reason = all[0]?.discardReason;
  const wanted = { eventName: ["Signed Up", "Order Completed"], discardReason: [reason] };
  const some = await rows("failed-delivery", { groupBy, filter: wanted });
  expect(some).toHaveLength(2);
  expect(all).toEqual(expect.arrayContaining(some));
  expect(await rows("failed-delivery", { filter: { audienceId: ["a"] } })).toEqual([]);
});

test("only failed deliveries have retries", async () => {
  const [failed] = await rows("failed-delivery");
  expect(failed?.totalRetryCount).toBeGreaterThan(failed?.total ?? 0);
  expect(failed?.series.reduce((so, { retryCount = 0 }) => so + retryCount, 0)).toBe(
    failed?.totalRetryCount,
  );
  expect((await rows("successful-delivery"))[0]?.totalRetryCount).toBe(0);
  expect((await rows("failed-on-ingest"))[0]).not.toHaveProperty("totalRetryCount");
});

test("subscriptions share the deliveries of their destination", async () => {
  const before = await total("successful-delivery");
  const path = `/destinations/${destinationConfigId}/subscriptions`;
  const action = { actionId: "4ZvSLrQvGjRXJBUb3ygWpr", settings: { url: "https://a.example" } };
  const body = { name: "n", ...action, trigger: 'type = "track"', enabled: true };
  const ids = [await send("POST", path, body, ALPHA), await send("POST", path, body, ALPHA)].map(
    findId,
  );
  const shares = await Promise.all(
    ids.map((id) => total("successful-delivery", { filter: { subscriptionId: [id] } })),
  );
  expect(shares.every((share) => share > 0)).toBe(true);
  expect(shares.reduce((so, share) => so + share, 0)).toBe(before);
  expect(await rows("successful-delivery", { groupBy: ["subscriptionId"] })).toHaveLength(2);
});

test("invalid spans, groups, sources and destinations are rejected", async () => {
  const fields = async (metric: string, query: object) => errorFields(await ask(metric, query));
  expect(await fields("failed-on-ingest", { granularity: "MINUTE" })).toEqual(["endTime"]);
  expect(await fields("failed-on-ingest", { endTime: startTime })).toEqual(["endTime"]);
  expect(await fields("failed-on-ingest", { groupBy: ["subscriptionId"] })).toEqual(["groupBy"]);
  expect(await fields("failed-delivery", { sourceId: "x" })).toEqual(["sourceId"]);
  expect(await fields("failed-delivery", { destinationConfigId: "x" })).toEqual([
    "destinationConfigId",
  ]);
  const other = { slug: "other", enabled: true, metadataId: "IqDTy1TpoU" };
  const id = findId(await send("POST", "/sources", other));
  expect(await fields("failed-delivery", { sourceId: id })).toEqual(["destinationConfigId"]);
});

test("the summary of a destination has the overview's totals, by default for the last hour", async () => {
  const path = `/destinations/${destinationConfigId}/delivery-metrics`;
  const metrics = async (query: object) => {
    const { body } = await send("GET", path, undefined, { query: { sourceId, ...query } });
    const { metrics = [] } = (body.data?.deliveryMetricsSummary ?? {}) as {
      metrics?: { total: number; breakdown: { value: number }[] }[];
    };
    expect(metrics).toHaveLength(3);
    for (const { total, breakdown } of metrics) {
      expect(breakdown.reduce((so, { value }) => so + value, 0)).toBe(total);
    }
    return metrics.map(({ total }) => total);
  };
  const totals = (query: object) =>
    Promise.all(
      ["successful-delivery", "failed-delivery", "filtered-at-destination"].map((metric) =>
        total(metric, query),
      ),
    );
  const span = { startTime, endTime, granularity: "HOUR" };
  expect(await metrics(span)).toEqual(await totals(span));
  const hour = {
    startTime: new Date(now - HOUR).toISOString(),
    endTime: new Date(now).toISOString(),
    granularity: "MINUTE",
  };
  expect(await metrics({})).toEqual(await totals(hour));
  expect(errorFields(await send("GET", `${path}?sourceId=x`))).toEqual(["sourceId"]);
  expect((await send("GET", `/destinations/x/delivery-metrics?sourceId=x`)).status).toBe(404);
});

test("a download is of a past full hour of the last month", async () => {
  const download = (hour: string) =>
    send("POST", "/customer-insights/download", { collectionId: "a/b", hour }, ALPHA);
  const urls = async (hour: string) =>
    ((await download(hour)).body.data?.download as { urls: string[] } | undefined)?.urls;
  expect(await urls("2025-05-07T23:00:00Z")).toEqual([
    expect.stringContaining("/a%2Fb/2025-05-07/23.json.gz?"),
  ]);
  expect(await urls("2025-05-08T12:00:00Z")).toEqual([]);
  now += HOUR;
  expect(await urls("2025-05-08T12:00:00Z")).toHaveLength(1);
  expect(await urls("2025-03-07T23:00:00Z")).toEqual([]);
  for (const hour of ["2025-05-07T23:30:00Z", "2025", "yesterday"]) {
    expect(errorFields(await download(hour))).toEqual(["hour"]);
  }
});

test("a dbt sync requires a source", async () => {
  const start = (id: string) =>
    send(
      "POST",
      "/dbt-model-syncs/trigger",
      { sourceId: id },
      { headers: { "content-type": "application/vnd.segment.v1beta+json" } },
    );
  expect((await start(sourceId)).body.data).toMatchObject({ dbtModelSyncTrigger: { sourceId } });
  expect(errorFields(await start("x"))).toEqual(["sourceId"]);
});
