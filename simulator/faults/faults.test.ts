import { isAxiosError } from "axios";
import { onFakeClock } from "../../test/support/clock";
import { findId, type Harness, startHarness } from "../harness";
import { fault, responseFault, type SABOTAGE, type SabotageName } from "../index";

const WEBHOOK = { slug: "shop", enabled: true, metadataId: "IqDTy1TpoU" };
let harness: Harness;

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false });
});
beforeEach(() => harness.simulator.reset());
afterAll(() => harness.end());

const create = () => harness.send("POST", "/sources", WEBHOOK);
const sources = async () =>
  (await harness.send("GET", "/sources")).body.data?.sources as unknown[] | undefined;
const last = () => harness.simulator.requests.at(-1);

/** Makes the next request fail. */
function next(...faults: ReturnType<typeof fault>[]): void {
  harness.simulator.intercept(() => faults.shift());
}

test("a fault before the commit prevents the request", async () => {
  next(fault("connection reset", "before"));
  await expect(create()).rejects.toThrow("ECONNRESET");
  expect(last()).toMatchObject({ fault: "connection reset", committed: false, status: 0 });
  expect(await sources()).toEqual([]);
});

test("a fault after the commit follows the request", async () => {
  next(fault("connection closed", "after"));
  await expect(create()).rejects.toThrow("socket hang up");
  expect(last()).toMatchObject({ fault: "connection closed", committed: true, status: 201 });
  expect(await sources()).toHaveLength(1);
});

test("a late request is carried out after its client has gone", async () => {
  next(responseFault({ status: 504, body: "late" }, "late"));
  expect(await create()).toMatchObject({ status: 504, body: "late" });
  expect(last()).toMatchObject({ fault: "response 504", committed: false });
  harness.hangUp();
  while (harness.simulator.connections > 0) await new Promise((resolve) => setImmediate(resolve));
  expect(last()).toMatchObject({ committed: true, status: 201 });
  expect(await sources()).toHaveLength(1);
});

test("a delayed response comes late to a request that was carried out at once", async () => {
  harness.simulator.intercept(() => ({ name: "slow", delayMs: 3000 }));
  const { result, ms } = await onFakeClock(
    () => harness.simulator.requests.filter(({ status }) => status === 0).length,
    create,
  );
  expect(result.status).toBe(201);
  expect(ms).toBeGreaterThanOrEqual(3000);
  expect(last()).toMatchObject({ fault: "slow", committed: true, status: 201 });
});

test("an error response can have a message and no list of errors", async () => {
  const body = { message: "no" };
  next(responseFault({ status: 400, body }, "before"));
  expect(await create()).toMatchObject({ status: 400, body });
  expect(await sources()).toEqual([]);
});

test("a rejected request and a read commit nothing", async () => {
  await create();
  await create();
  await sources();
  expect(harness.simulator.requests.map(({ status, committed }) => [status, committed])).toEqual([
    [201, true],
    [422, false],
    [200, false],
  ]);
});

test("a fault that ends the connection gives no client a response", async () => {
  const ending: SabotageName[] = [
    "short body, then closed",
    "short body, then reset",
    "bad chunk",
    "unterminated chunks",
    "garbage status line",
    "40 KB header",
    "two lengths",
    "bad gzip",
  ];
  for (const name of ending) {
    next(fault(name, "before"));
    const error = await harness.send("GET", "/sources").catch((thrown: unknown) => thrown);
    expect([name, isAxiosError(error)]).toEqual([name, true]);
  }
});

test("an endless fault is known to be stalled", async () => {
  const endless: SabotageName[] = [
    "silence",
    "dripped headers",
    "endless 102",
    "dripped body",
    "stalled body",
  ];
  for (const name of endless) {
    next(fault(name, "before"));
    const asked = harness.send("GET", "/sources").catch((thrown: Error) => thrown.message);
    while (harness.simulator.stalled.size === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    harness.hangUp();
    expect(await asked).toEqual(expect.any(String));
    while (harness.simulator.connections > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(harness.simulator.stalled.size).toBe(0);
  }
});

test("other faults give complete responses with unusable content", async () => {
  const bodies: Partial<Record<SabotageName, unknown>> = {
    "malformed JSON": '{"data": {',
    "HTML page": "<html>ok</html>",
    "JSON null": null,
    "JSON list": [],
    "no data": {},
    "empty body": "",
    "cut to an empty list": [],
    "odd content type": { data: {} },
    "byte order mark": { data: {} },
  };
  for (const [name, body] of Object.entries(bodies)) {
    next(fault(name as keyof typeof SABOTAGE, "before"));
    expect([name, await harness.send("GET", "/sources")]).toEqual([
      name,
      expect.objectContaining({ status: 200, body }),
    ]);
  }
});

test("connections fail one by one until a reset", async () => {
  for (const what of ["reset", "closed", "not TLS"] as const) {
    harness.hangUp();
    harness.simulator.connect(() => what);
    await expect(harness.send("GET", "/sources")).rejects.toThrow();
    expect(harness.simulator.requests).toEqual([]);
    harness.simulator.reset();
    expect((await harness.send("GET", "/sources")).status).toBe(200);
    harness.simulator.reset();
  }
});

test("a scripted limit counts from then on, until a reset", async () => {
  harness.simulator.limit(1);
  expect((await harness.send("GET", "/sources")).status).toBe(200);
  expect((await harness.send("GET", "/sources")).status).toBe(429);
  harness.simulator.reset();
  expect(findId(await create())).toEqual(expect.any(String));
  expect((await harness.send("GET", "/sources")).status).toBe(200);
});
