import { callStep, loadComponent } from "../../platform/component";
import { silentLogger } from "../../platform/component/logger";
import { type Examples, openExamples } from "./example";

const component = loadComponent();

let examples: Examples;
beforeAll(async () => {
  examples = await openExamples(new Set(["reverseEtlSyncFinished"]));
});
afterAll(() => examples.close());

const simulator = () => examples.workspaces.simulator;
const workspace = () => simulator().workspace("us");
const sourceOf = (name: string) => workspace().sources.all.find((source) => source.name === name);
const connection = () => ({
  key: "apiKey",
  configVarKey: "Test",
  fields: examples.workspaces.connectionFields("api") ?? {},
});

/** Sends events to a source with the component. */
async function send(source: string, events: readonly object[]): Promise<void> {
  const inputs = { sourceId: sourceOf(source)?.id, region: "api", events };
  const context = { logger: silentLogger };
  const { sendEvents } = component.actions;
  if (!sendEvents) throw new Error("the component has no action sendEvents");
  await callStep(sendEvents, { context, inputs, connection: connection() });
}

const order = (id: string, fields: object = {}) => ({
  type: "track",
  event: "Order Completed",
  userId: `customer-${id}`,
  messageId: `message-${id}`,
  timestamp: "2026-11-20T09:30:00.000Z",
  properties: { order_id: id, total: 42.5 },
  ...fields,
});

describe("a flow that events of a source start", () => {
  const NAME = "events-to-traits";
  const destinations = () =>
    workspace().destinations.all.filter(({ name }) => name?.includes("Keep Last Order"));

  test.each(["a", "b", "c"])(
    "keeps the last order among the traits of each customer once, however requests fail (seed %s)",
    async (seed) => {
      const ids = ["1", "2", "3", "4"].map((number) => `${seed}${number}`);
      const till = sourceOf("Till");
      const before = simulator().us.tracking.events(till?.id).length;
      const { code, text } = await examples.deploy(NAME, async ({ shows }) => {
        await shows(/^Listening on /);
        expect(destinations()).toHaveLength(1);
        await send("Web shop", [
          ...ids.map((id) => order(id)),
          order(`${seed}-nobody`, { userId: undefined, anonymousId: "somebody" }),
          order(`${seed}-other`, { event: "Order Refunded" }),
        ]);
        await simulator().settled();
        examples.sabotage(seed);
        await shows(/^\d+ steps, .* failed/, ids.length + 1);
        examples.sabotage(undefined);
      });
      expect([code, text]).toEqual([0, expect.stringContaining("5 runs: 5 done, 0 failed")]);
      const identified = simulator().us.tracking.events(till?.id).slice(before);
      expect(identified.map(({ userId, type, traits }) => [userId, type, traits]).sort()).toEqual(
        ids.map((id) => [
          `customer-${id}`,
          "identify",
          { lastOrderId: id, lastOrderTotal: 42.5, lastOrderAt: "2026-11-20T09:30:00.000Z" },
        ]),
      );
      expect(text).toContain(`Order ${seed}-nobody has no user ID.`);
      expect(destinations()).toEqual([]);
    },
  );

  test("is not started by a request that Segment did not send", async () => {
    const { code, text } = await examples.deploy(NAME, async ({ lines, shows }) => {
      await shows(/^Listening on /);
      const url = lines.find((line) => line.startsWith("Listening"))?.replace("Listening on ", "");
      const response = await fetch(url ?? "", {
        method: "POST",
        headers: { "content-type": "application/json", "x-signature": "0".repeat(40) },
        body: JSON.stringify(order("forged")),
      });
      expect(response.status).toBe(500);
      await shows(/^1 step, .* 1 failed/);
    });
    expect([code, text]).toEqual([
      0,
      expect.stringContaining("0 runs: 0 done, 0 failed; 1 request refused"),
    ]);
    expect(text).not.toContain("forged");
  });
});

describe("a flow that finished syncs start", () => {
  test("reports the failed sync once, with its reasons", async () => {
    const { code, text } = await examples.deploy("sync-watch", async ({ shows }) => {
      await shows(/^Poll 3: nothing new \(1 request\)/);
    });
    expect(code).toBe(0);
    expect(text.match(/error Sync \w+: FAIL at \S+ \(the query of the model failed/g)).toHaveLength(
      1,
    );
  });

  test.each(["a", "b", "c"])(
    "reports it at least once, however requests fail (seed %s)",
    async (seed) => {
      examples.sabotage(seed);
      const { text } = await examples.deploy("sync-watch", async ({ shows }) => {
        await shows(/error Sync \w+: FAIL/);
        await shows(/nothing new/);
      });
      examples.sabotage(undefined);
      expect(text.match(/error Sync \w+: FAIL/g)).toHaveLength(1);
    },
  );
});
