import { isSpectralError } from "@prismatic-io/spectral";
import type { FakeClock } from "./support/clock";
import { memoryInUse } from "./support/memory";
import { openHarness, type TestHarness } from "./support/segment";

const ACTIONS = 400;
const PER_MINUTE = 60;
/** The most that these actions in flight may hold, in bytes. */
const MEMORY = 100 * 1024 * 1024;

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

const sockets = () =>
  process.getActiveResourcesInfo().filter((resource) => /Socket|TLS/.test(resource)).length;

/** The bytes that live values take, in the heap and in buffers. */
function heldBytes(): number {
  const { heapUsed, external } = memoryInUse();
  return heapUsed + external;
}

const create = (index: number) =>
  harness.run("createSource", { slug: `s${index}`, enabled: true, metadataId: "UBrsG9RVzw" });

test("at 2 requests a minute, a loop makes 30 calls in 15 minutes, and Fetch All reads 6 pages in its 180 s", async () => {
  const { simulator } = harness;
  simulator.reset();
  simulator.limit(2);
  const loop = await harness.onClock(async () => {
    for (let call = 0; call < 30; call++) await harness.run("getWorkspace");
  });
  expect(loop.ms).toBeGreaterThan(14 * 60_000);
  expect(loop.ms).toBeLessThan(15 * 60_000);

  const pagesOf = async (users: number) => {
    simulator.reset();
    simulator.fill("us", { users });
    simulator.limit(2);
    const before = simulator.requests.length;
    const { result } = await harness.onClock(() =>
      harness.run("listUsers", { fetchAll: true }).then(
        () => "complete",
        (error: Error) => error.message,
      ),
    );
    const sent = simulator.requests.slice(before);
    return [sent.filter(({ status }) => status === 200).length, result];
  };
  expect(await pagesOf(5900)).toEqual([6, "complete"]);
  expect(await pagesOf(6900)).toEqual([
    6,
    expect.stringMatching(/^List Users: 429 .* Try again in/),
  ]);
});

test("400 actions at once against 60 a minute finish, or fail with the time to try again, and leave nothing behind", async () => {
  const { simulator } = harness;
  simulator.reset();
  simulator.limit(PER_MINUTE);
  const socketsBefore = sockets();
  const memoryBefore = heldBytes();
  let memory = 0;
  let finished = 0;
  let clockAfter: FakeClock | undefined;
  const { result, ms } = await harness.onClock((clock) => {
    clockAfter = clock;
    return Promise.allSettled(
      Array.from({ length: ACTIONS }, (_, index) =>
        (index % 2 ? harness.run("listSources") : create(index)).finally(() => {
          finished += 1;
          // A collection for each action would take longer than the actions.
          if (finished % 100 === 1) memory = Math.max(memory, heldBytes() - memoryBefore);
        }),
      ),
    );
  });

  const failures = result.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  for (const error of failures) {
    expect(isSpectralError(error)).toBe(true);
    expect(error).toMatchObject({ status: 429, outcome: "not_applied" });
    expect(error.retryAfterMs).toBeGreaterThan(0);
    expect(error.message).toMatch(/Try again in \d+ seconds?\.$/);
  }
  const served = simulator.requests.filter(({ status }) => status < 300);
  expect(served).toHaveLength(ACTIONS - failures.length);
  expect(served.length).toBeGreaterThanOrEqual(3 * PER_MINUTE);
  const created = served.filter(({ committed }) => committed).map(({ body }) => body);
  expect(new Set(created.map((body) => JSON.stringify(body))).size).toBe(created.length);
  expect(ms).toBeLessThanOrEqual(180_100);
  expect(memory).toBeLessThan(MEMORY);
  expect(clockAfter?.countTimers()).toBe(0);
  while (simulator.connections > 0) await new Promise((resolve) => setImmediate(resolve));
  expect(sockets()).toBeLessThanOrEqual(socketsBefore);
}, 120_000);
