import { findList, type Harness, startHarness } from "../harness";

const MONTH = "period=2024-02-01&pagination[count]=1000";
let harness: Harness;
let now = 0;

const usage = async (what: string, query = MONTH) => {
  const response = await harness.send("GET", `/usage/${what}/daily?${query}`);
  return findList(response, Object.keys(response.body.data ?? {})[0] ?? "");
};

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
});
beforeEach(() => {
  now = Date.parse("2024-06-01T00:00:00Z");
  harness.simulator.reset();
  harness.simulator.fill("us", { sources: 2 });
});
afterAll(() => harness.end());

test.each(["api-calls", "mtu"])(
  "%s has one entry for each day of the month until today",
  async (what) => {
    const days = async (query?: string) =>
      (await usage(what, query)).map(({ timestamp }) => String(timestamp).slice(0, 10));
    expect(await days()).toHaveLength(29);
    expect(await days("period=2024-02-17&pagination[count]=1")).toEqual(["2024-02-01"]);
    now = Date.parse("2024-02-03T12:00:00Z");
    expect(await days()).toEqual(["2024-02-01", "2024-02-02", "2024-02-03"]);
    expect(await days("period=2024-03-01")).toEqual([]);
  },
);

test.each([
  ["api-calls", "apiCalls"],
  ["mtu", "anonymous"],
])("%s of the workspace is the sum of its enabled sources", async (what, field) => {
  const [, disabled] = harness.simulator.workspace("us").sources.all;
  const sums = async () => {
    const found = new Map<unknown, number>();
    for (const { timestamp, [field]: count } of await usage(`${what}/sources`)) {
      found.set(timestamp, (found.get(timestamp) ?? 0) + Number(count));
    }
    return [...found.values()];
  };
  const totals = async () => (await usage(what)).map(({ [field]: count }) => Number(count));
  const both = await totals();
  expect(await sums()).toEqual(both);
  await harness.send("PATCH", `/sources/${disabled?.id}`, { enabled: false });
  const one = await totals();
  expect(await sums()).toEqual(one);
  expect(one[0]).toBeGreaterThan(0);
  expect(one[0]).toBeLessThan(both[0] ?? 0);
});

test("tracked users grow through the month and start over with the next", async () => {
  const february = (await usage("mtu")).map(({ identified }) => Number(identified));
  expect(february).toEqual([...february].sort((a, b) => a - b));
  const [march] = await usage("mtu", "period=2024-03-01&pagination[count]=1");
  expect(Number(march?.identified)).toBeLessThan(february.at(-1) ?? 0);
  expect(march).toMatchObject({
    periodStart: Date.parse("2024-03-01") / 1000,
    periodEnd: Date.parse("2024-04-01") / 1000,
  });
});
