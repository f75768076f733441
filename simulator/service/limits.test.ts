import { type Harness, startHarness } from "../harness";

const BEGIN = Date.UTC(2024, 0, 1, 12, 0, 0, 500);
let now = BEGIN;
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ now: () => now, defaultRateLimitPerMinute: 100 });
});
beforeEach(() => {
  now = BEGIN;
  harness.simulator.reset();
});
afterAll(() => harness.end());

test("responses report the remaining and consumed requests and the reset time", async () => {
  await harness.send("GET", "/sources");
  const { headers } = await harness.send("GET", "/sources");
  expect(headers).toMatchObject({
    "x-ratelimit-remaining": "98",
    "x-ratelimit-consumed": "2",
    "x-ratelimit-reset": "Mon, 01 Jan 2024 12:01:01 GMT",
  });
});

test("an operation's own limit rejects the sixth call with the wait, and starts over in a minute", async () => {
  const remove = () => harness.send("DELETE", "/destinations/x/subscriptions/y");
  for (let call = 1; call <= 5; call++) expect((await remove()).status).toBe(404);
  now += 20_000;
  const refused = await remove();
  expect(refused.status).toBe(429);
  expect(refused.body.errors).toEqual([
    expect.objectContaining({ data: { msBeforeNext: 40_000 } }),
  ]);
  expect(refused.headers).toMatchObject({
    "x-ratelimit-remaining": "0",
    "x-ratelimit-consumed": "5",
  });
  expect(refused.headers).not.toHaveProperty("retry-after");
  expect((await harness.send("GET", "/sources")).status).toBe(200);
  now += 39_999;
  expect((await remove()).status).toBe(429);
  now += 1;
  const allowed = await remove();
  expect(allowed).toMatchObject({ status: 404, headers: { "x-ratelimit-consumed": "1" } });
});

test("a token's limit counts all operations together and returns Retry-After in whole seconds", async () => {
  for (let call = 0; call < 100; call++) await harness.send("GET", call % 2 ? "/" : "/users");
  now += 59_001;
  const refused = await harness.send("GET", "/sources");
  expect(refused).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
  const { readOnlyToken } = harness.simulator.us;
  expect((await harness.send("GET", "/sources", undefined, { token: readOnlyToken })).status).toBe(
    200,
  );
  expect((await harness.send("GET", "/sources", undefined, { region: "eu" })).status).toBe(200);
  now += 999;
  expect((await harness.send("GET", "/sources")).status).toBe(200);
});

test("a request that exceeds its token's limit is not counted", async () => {
  await harness.send("GET", "/", undefined, { token: "wrong" });
  expect((await harness.send("GET", "/")).headers["x-ratelimit-consumed"]).toBe("1");
});
