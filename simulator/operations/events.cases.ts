import { findList, type Harness, startHarness } from "../harness";

interface Series {
  source?: { id: string };
  eventName?: string;
  total: number;
  series: { time: string; count: number }[];
}

const startTime = "2024-01-01T00:00:00Z";
const endTime = "2024-01-02T00:00:00Z";
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
  harness.simulator.fill("us", { sources: 3 });
});
afterAll(() => harness.end());

const ask = (query: object) =>
  harness.send("GET", "/events/volume", undefined, {
    query: { granularity: "HOUR", startTime, endTime, pagination: { count: 1000 }, ...query },
  });
const volume = async (query: object) => findList(await ask(query), "result") as unknown as Series[];
const sum = (all: Series[]) => all.reduce((total, series) => total + series.total, 0);

test("each time step has one point, and the points add up to the total", async () => {
  const [hours] = await volume({});
  expect(hours?.series).toHaveLength(24);
  expect(hours?.series[1]?.time).toBe("2024-01-01T01:00:00.000Z");
  expect(hours?.series.reduce((total, { count }) => total + count, 0)).toBe(hours?.total);
  expect((await volume({ granularity: "DAY" }))[0]?.series).toHaveLength(1);
  expect((await volume({ granularity: "MINUTE" }))[0]?.series).toHaveLength(1440);
  expect(hours?.total).toBeGreaterThan(10_000);
});

test("groups add up to the whole, and the same request has the same response", async () => {
  const whole = sum(await volume({}));
  const bySource = await volume({ groupBy: ["source"] });
  expect(bySource).toHaveLength(3);
  expect(sum(bySource)).toBe(whole);
  const byName = await volume({ groupBy: ["source", "eventName"] });
  expect(byName).toHaveLength(12);
  expect(sum(byName)).toBe(whole);
  expect(await volume({ groupBy: ["source"] })).toEqual(bySource);
});

test("a filter excludes all other events", async () => {
  const bySource = await volume({ groupBy: ["source"] });
  const sourceId = [bySource[0]?.source?.id];
  expect(sum(await volume({ sourceId }))).toBe(bySource[0]?.total);
  const names = await volume({ eventName: ["Signed Up"], groupBy: ["eventName"] });
  expect(names.map(({ eventName }) => eventName)).toEqual(["Signed Up"]);
  expect(await volume({ sourceId: ["unknown"] })).toEqual([]);
});

test("an end before the start, too many points and an unknown group are rejected", async () => {
  expect((await ask({ endTime: startTime })).status).toBe(422);
  expect((await ask({ granularity: "MINUTE", endTime: "2025-01-01T00:00:00Z" })).status).toBe(422);
  expect((await ask({ groupBy: ["colour"] })).status).toBe(422);
});

test("the response repeats the parameters", async () => {
  const { body } = await ask({ groupBy: ["source"] });
  const workspaceId = harness.simulator.us.workspace.id;
  expect(body.data).toMatchObject({
    path: "/events/volume",
    query: { workspaceId, granularity: "HOUR", startTime, endTime, groupBy: ["source"] },
  });
});
