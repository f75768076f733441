import path from "node:path";
import { type Examples, openExamples } from "./example";

const fileOf = (ending: string): string =>
  path.resolve(__dirname, `../../docs/first-flow.${ending}`);
const order = { order_id: "10042", total: 42.5, currency: "EUR" };

let examples: Examples;
beforeAll(async () => {
  examples = await openExamples();
});
afterAll(() => examples.close());

test("the flow of docs/build-a-flow.md creates a source once, connects it and sends each order once", async () => {
  const options = {
    file: fileOf("yml"),
    payload: fileOf("payload.json"),
    config: fileOf("config.json"),
  };
  const first = await examples.run("first-flow", options);
  expect([first.code, first.text]).toEqual([0, expect.stringContaining("4 done, 0 failed")]);
  const second = await examples.run("first-flow", options);
  expect(second.code).toBe(0);

  const { simulator } = examples.workspaces;
  const { sources, warehouses } = simulator.workspace("us");
  const made = sources.all.filter(({ slug }) => slug === "ios-shop");
  expect(made.map(({ settings }) => settings)).toEqual([{ trackVersion: true }]);
  const [source] = made;
  expect(warehouses.all).toHaveLength(1);
  expect(second.steps[2]?.results).toEqual({ data: { status: "CONNECTED" } });
  expect(simulator.us.tracking.events(source?.id)).toEqual([
    expect.objectContaining({
      type: "track",
      event: "Order Completed",
      userId: "customer-42",
      properties: order,
    }),
  ]);
});
