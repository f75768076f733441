import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { Analytics } from "@segment/analytics-node";
import { openHarness, type TestHarness } from "../support/segment";
import { newSource, type Sent, sentEvents } from "./sent";

/** The method of the library and the step that send an event of a type. */
const STEPS = {
  track: "trackEvent",
  identify: "identifyUser",
  page: "trackPage",
  screen: "trackScreen",
  group: "groupUser",
  alias: "aliasUser",
} as const;

type Call = [type: keyof typeof STEPS, params: Record<string, unknown>];

const GIVEN = {
  context: {
    ip: "203.0.113.7",
    locale: "en-GB",
    timezone: "Europe/Berlin",
    campaign: { name: "spring" },
  },
  integrations: { All: true, Mixpanel: false, Amplitude: { session_id: 1 } },
  timestamp: new Date("2024-02-03T04:05:06.789Z"),
  messageId: "m-0001",
};
const BOTH_IDS = { userId: "u1", anonymousId: "a1" };

const order = {
  revenue: 12.5,
  products: [{ sku: "x" }],
  note: null,
  when: new Date("2024-01-02T03:04:05.006Z"),
  gone: undefined,
};
const page = { userId: "u1", category: "Docs", name: "Intro", ...GIVEN };

/** The shapes of calls: the least, the most, and the ones between that the library treats differently. */
const CALLS: Record<string, Call[]> = {
  "track least": [["track", { userId: "u1", event: "Signed Up" }]],
  "track whole": [
    ["track", { ...BOTH_IDS, event: "Order Completed", properties: order, ...GIVEN }],
  ],
  "track anonymous": [["track", { anonymousId: "a1", event: "Viewed" }]],
  "track timestamp text": [
    ["track", { userId: "u1", event: "E", timestamp: "2024-02-03T04:05:06Z" }],
  ],
  "identify least": [["identify", { userId: "u1" }]],
  "identify whole": [
    ["identify", { ...BOTH_IDS, traits: { email: "a@example.com", plan: "pro" }, ...GIVEN }],
  ],
  "identify anonymous": [["identify", { anonymousId: "a1", traits: { plan: "free" } }]],
  "page least": [["page", { userId: "u1" }]],
  "page whole": [["page", { ...page, properties: { url: "https://example.com/intro" } }]],
  "screen least": [["screen", { userId: "u1" }]],
  "screen whole": [["screen", { ...page, properties: { url: "app://intro" } }]],
  "group least": [["group", { userId: "u1", groupId: "g1" }]],
  "group whole": [
    ["group", { ...BOTH_IDS, groupId: "g1", traits: { name: "Acme", employees: 7 }, ...GIVEN }],
  ],
  "alias least": [["alias", { userId: "u2", previousId: "u1" }]],
  "alias whole": [["alias", { userId: "u2", previousId: "u1", ...GIVEN }]],
  "batch of six types": [
    ["identify", { userId: "u1", traits: { a: 1 } }],
    ["track", { userId: "u1", event: "E" }],
    ["page", { userId: "u1", name: "P" }],
    ["screen", { userId: "u1", name: "S" }],
    ["group", { userId: "u1", groupId: "g" }],
    ["alias", { userId: "u2", previousId: "u1" }],
  ],
};

let harness: TestHarness;
let sourceId: string;
let server: Server;
/** The bodies that the library has sent. */
const theirs: { batch: Sent[] }[] = [];

beforeAll(async () => {
  harness = await openHarness();
  sourceId = (await newSource(harness)).id;
  server = createServer(async (request, response) => {
    theirs.push((await json(request)) as { batch: Sent[] });
    response.end('{"success":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await harness.close();
});

/** Sends events with Segment's own library. */
async function sendWithLibrary(calls: readonly Call[]): Promise<Sent[]> {
  theirs.length = 0;
  const { port } = server.address() as AddressInfo;
  const analytics = new Analytics({
    writeKey: "oracle",
    host: `http://127.0.0.1:${port}`,
    maxRetries: 0,
    flushAt: calls.length,
  });
  for (const [type, params] of calls) analytics[type](params as never);
  await analytics.closeAndFlush();
  return theirs.flatMap(({ batch }) => batch);
}

/** Runs a step and returns the events that it sent. */
async function sendWithStep(step: string, inputs: object): Promise<Sent[]> {
  const before = sentEvents(harness).length;
  await harness.run(step, { sourceId, ...inputs });
  return sentEvents(harness).slice(before);
}

/** An event without the name of its sender, and without what the sender made up. */
function comparable(event: Sent | undefined, [, given]: Call) {
  const { context, messageId, timestamp, ...rest } = event as Sent;
  expect(messageId).toEqual(expect.any(String));
  expect(new Date(timestamp).getTime()).not.toBeNaN();
  const { library, ...around } = context as Record<string, unknown>;
  expect(library).toEqual({ name: expect.any(String), version: expect.any(String) });
  return {
    ...rest,
    context: around,
    ...("messageId" in given && { messageId }),
    ...("timestamp" in given && { timestamp }),
  };
}

describe("the events of Segment's own Node library", () => {
  it("have sixteen shapes", () => expect(Object.keys(CALLS)).toHaveLength(16));

  it.each(Object.entries(CALLS))("are equal to ours: %s", async (_, calls) => {
    const expected = (await sendWithLibrary(calls)).map(({ _metadata, sentAt, ...event }, at) =>
      comparable(event as Sent, calls[at] as Call),
    );
    expect(expected).toHaveLength(calls.length);

    const events = calls.map(([type, params]) => ({ type, ...params }));
    const together = await sendWithStep("sendEvents", { events });
    expect(together.map((event, at) => comparable(event, calls[at] as Call))).toEqual(expected);

    for (const [at, call] of calls.entries()) {
      const [type, params] = call;
      const [alone, ...others] = await sendWithStep(STEPS[type], params);
      expect(others).toEqual([]);
      expect(comparable(alone, call)).toEqual(expected[at]);
      expect(alone?.context).toEqual(together[at]?.context);
    }
  });
});
