import { readFileSync } from "node:fs";
import { responseFault } from "../../simulator";
import type { ReceivedEvent } from "../../simulator/tracking/events";
import { type ExampleRun, type Examples, openExamples, sample } from "./example";

const NAME = "orders-to-events";

let examples: Examples;
beforeAll(async () => {
  examples = await openExamples();
});
afterAll(() => examples.close());

const simulator = () => examples.workspaces.simulator;
const webShop = () =>
  simulator()
    .workspace("us")
    .sources.all.find(({ name }) => name === "Web shop");
const received = (): ReceivedEvent[] => simulator().us.tracking.events(webShop()?.id);

const { orders } = JSON.parse(readFileSync(sample(NAME, "payload"), "utf8"));

const send = (payload: unknown): Promise<ExampleRun> =>
  examples.run(NAME, { payload: examples.given(payload) });

/** The sample's first order under another ID, with some fields replaced. */
const order = (id: string, fields: object = {}) => ({ ...orders[0], id, ...fields });

/** The events that arrived during some work, without those that were dropped. */
async function arrivalsOf(work: () => Promise<unknown>): Promise<ReceivedEvent[]> {
  const before = received().length;
  await work();
  return received().slice(before);
}

/** The number of requests with events that some work sent. */
async function postsOf(work: () => Promise<unknown>): Promise<number> {
  const before = simulator().requests.length;
  await work();
  return simulator()
    .requests.slice(before)
    .filter(({ method }) => method === "POST").length;
}

const ada = { email: "ada@example.com", name: "Ada" };

/** The two events of an order of the sample. */
const eventsOf = (userId: string, orderId: string, timestamp: string, traits: object) => [
  {
    type: "identify",
    userId,
    timestamp,
    traits: { ...traits, lastOrderId: orderId },
    context: { orderId },
  },
  {
    type: "track",
    userId,
    timestamp,
    event: "Order Completed",
    properties: { order_id: orderId, currency: "EUR" },
    context: { orderId },
  },
];

test("every order becomes an identify and a track event, once: a second run adds none", async () => {
  const first = await arrivalsOf(async () => {
    const { code, text } = await examples.run(NAME);
    expect(code).toBe(0);
    expect(text).toContain("- Orders: 3");
    expect(text).toContain("- Accepted by Segment: 6 events, in 1 request");
  });
  expect(first).toMatchObject([
    ...eventsOf("customer-1001", "10042", "2026-11-20T09:30:00.000Z", ada),
    ...eventsOf("customer-1002", "10043", "2026-11-20T16:05:12.000Z", {}),
    ...eventsOf("customer-1001", "10044", "2026-11-20T18:40:00.000Z", ada),
  ]);
  expect(first[2]?.traits).toEqual({ lastOrderId: "10043" });
  expect(first[3]?.properties).toEqual({
    order_id: "10043",
    total: 18,
    currency: "EUR",
    products: orders[1].lines,
  });
  expect(new Set(first.map(({ messageId }) => messageId)).size).toBe(6);

  const second = await arrivalsOf(async () => {
    const { code, text } = await examples.run(NAME);
    expect(code).toBe(0);
    expect(text).toContain("- Accepted by Segment: 6 events, in 1 request");
  });
  expect(second).toEqual([]);
  expect(simulator().us.tracking.counts).toMatchObject({ stored: 6, dropped: 6 });
  expect(simulator().differences).toEqual([]);
});

test("a run after one that failed sends only what Segment lacks", async () => {
  const payload = { orders: [order("20001"), order("20002")] };
  const stop = simulator().intercept(({ path }) =>
    path === "/v1/batch" ? responseFault({ status: 503, body: {} }, "after") : undefined,
  );
  const stored = await arrivalsOf(async () => {
    const { code, text } = await send(payload);
    expect(code).toBe(1);
    expect(text).toContain("Segment may have received Events[0] to Events[3]");
  });
  stop();
  expect(stored).toHaveLength(4);
  const later = await arrivalsOf(async () => {
    const { code } = await send({ orders: [...payload.orders, order("20003")] });
    expect(code).toBe(0);
  });
  expect(later.map(({ context }) => context)).toMatchObject([
    { orderId: "20003" },
    { orderId: "20003" },
  ]);
});

const [line] = orders[0].lines;

test.each([
  ["orders: expected a list with at least one order, got nothing", {}],
  ["orders: expected a list with at least one order, got a list", { orders: [] }],
  ["orders[1]: expected an order, got nothing", { orders: [order("1"), null, order("3")] }],
  ["orders[1].id: expected text, got string", { orders: [order("1"), order(" ")] }],
  [
    "orders[2].id: expected an ID of its own, got that of orders[0]",
    { orders: [order("1"), order("2"), order("1")] },
  ],
  [
    "orders[1].completedAt: expected a date and time with a time zone, got string",
    { orders: [order("1"), order("2", { completedAt: "2026-11-20T09:30:00" })] },
  ],
  [
    "orders[1].customer.id: expected text, got nothing",
    { orders: [order("1"), order("2", { customer: { email: "ada@example.com" } })] },
  ],
  [
    "orders[0].customer.email: expected text, got number",
    { orders: [order("1", { customer: { id: "customer-1001", email: 5 } })] },
  ],
  [
    "orders[1].total: expected a number, 0 or more, got string",
    { orders: [order("1"), order("2", { total: "42.50" })] },
  ],
  [
    "orders[1].currency: expected three capital letters, such as EUR, got string",
    { orders: [order("1"), order("2", { currency: "euro" })] },
  ],
  [
    "orders[1].lines: expected a list with at least one line, got a list",
    { orders: [order("1"), order("2", { lines: [] })] },
  ],
  [
    "orders[1].lines[1].quantity: expected a whole number, 1 or more, got number",
    { orders: [order("1"), order("2", { lines: [line, { ...line, quantity: 0 }] })] },
  ],
])("a payload fails before anything is sent: %s", async (reason, payload) => {
  const posts = await postsOf(async () => {
    const { code, text } = await send(payload);
    expect(code).toBe(1);
    expect(text).toContain(`Make Events: Payload: ${reason}`);
    expect(text).not.toContain("ada@example.com");
  });
  expect(posts).toBe(0);
});

test("an order that is too large for an event fails the run before any event is sent", async () => {
  const lines = Array.from({ length: 600 }, () => line);
  const posts = await postsOf(async () => {
    const { code, text } = await send({ orders: [order("30001"), order("30002", { lines })] });
    expect(code).toBe(1);
    expect(text).toMatch(/Events\[3\]: expected an event of at most 32768 bytes, got one of \d+/);
  });
  expect(posts).toBe(0);
});
