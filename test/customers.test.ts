import { createHash } from "node:crypto";
import { openHarness, type TestHarness } from "./support/segment";

const CUSTOMERS = 100;
const EXECUTIONS = 1000;
/** Two for each of ten customers. */
const AT_ONCE = 20;
/** Connections kept for reads: two for each of the 20 keys seen last. */
const KEPT = 40;
/** The connection that is opened ahead for the next change. */
const AHEAD = 1;

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness.close());

/** The ID in all responses to one key. */
const idOf = (apiKey: string): string => createHash("sha256").update(apiKey).digest("hex");

const listeners = (): number =>
  process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);

test("a thousand executions of a hundred keys at once share nothing, and neither connections nor listeners grow", async () => {
  const { simulator } = harness;
  let mostOpen = 0;
  simulator.intercept(({ headers, method }) => {
    mostOpen = Math.max(mostOpen, simulator.connections);
    const id = idOf(String(headers.authorization).slice("Bearer ".length));
    return method === "GET"
      ? { status: 200, body: { data: { workspace: { id } } } }
      : { status: 201, body: { data: { source: { id } } } };
  });
  const warnings: string[] = [];
  const warn = ({ message }: Error) => warnings.push(message);
  const listenersBefore = listeners();
  process.on("warning", warn);

  type Found = { data: Record<string, { id: string }> };
  const execute = async (execution: number) => {
    const customer = Math.floor(execution / 2) % CUSTOMERS;
    const apiKey = `sgp_customer${customer}`;
    const connectionInput = harness.connection(simulator.us, { apiKey });
    const read = await harness.run<Found>("getWorkspace", { connectionInput });
    // A key's second execution changes something.
    const isChange = execution % 10 === 1;
    const changed = isChange
      ? await harness.run<Found>("createSource", {
          connectionInput,
          slug: `s${execution}`,
          enabled: true,
          metadataId: "UBrsG9RVzw",
        })
      : undefined;
    const own = idOf(apiKey);
    expect(read.data.workspace?.id).toBe(own);
    if (changed) expect(changed.data.source?.id).toBe(own);
  };

  const openAfter: number[] = [];
  for (let first = 0; first < EXECUTIONS; first += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => execute(first + index)));
    // The server hears of the end of a connection some turns later.
    for (let turns = 0; simulator.connections > KEPT + AHEAD && turns < 100; turns += 1) {
      await new Promise(setImmediate);
    }
    openAfter.push(simulator.connections);
  }
  await new Promise(setImmediate);
  process.off("warning", warn);

  expect(simulator.requests).toHaveLength(EXECUTIONS + EXECUTIONS / 10);
  expect(Math.max(...openAfter)).toBeLessThanOrEqual(KEPT + AHEAD);
  // Each execution has one connection, and one that it is closing.
  expect(mostOpen).toBeLessThanOrEqual(KEPT + AHEAD + 2 * AT_ONCE);
  expect(warnings).toEqual([]);
  expect(listeners()).toBe(listenersBefore);
}, 120_000);
