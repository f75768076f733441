import { createHmac } from "node:crypto";
import { once } from "node:events";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import axios from "axios";
import { ALPHA, findId, findList, type Harness, startHarness } from "../harness";
import type { Delivery, Simulator, SimulatorOptions, Timer } from "../index";
import { inspect } from "../service/inspect";
import { makeCertificate } from "../wire/certificate";
import { Outbox } from "./outbox";

const START = Date.parse("2024-05-06T07:08:09.000Z");
const HOUR = 3_600_000;
const WEBHOOKS = "614a3c7d791c91c41bae7599";
const SEND = "4ZvSLrQvGjRXJBUb3ygWpr";
const SECRET = "shared-secret-of-the-test";

/** A clock that tests move, with the tasks that wait for it. */
class Clock {
  now = START;
  readonly waiting = new Set<{ at: number; task: () => void }>();

  readonly timer: Timer = (task, ms) => {
    const entry = { at: this.now + ms, task };
    this.waiting.add(entry);
    return () => void this.waiting.delete(entry);
  };

  advance(ms: number): void {
    this.now += ms;
    for (const entry of [...this.waiting].filter(({ at }) => at <= this.now)) {
      if (this.waiting.delete(entry)) entry.task();
    }
  }

  /** Moves on to the next task. */
  next(): void {
    this.advance(Math.min(...[...this.waiting].map(({ at }) => at)) - this.now);
  }
}

interface Received {
  at: number;
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

type Reply = (response: ServerResponse, received: Received) => void;

const status =
  (code: number): Reply =>
  (response) =>
    void response.writeHead(code).end("{}");
const OK = status(200);

let clock: Clock;
let received: Received[];
let reply: Reply;
let hook: string;
let harness: Harness;

const receive = (request: IncomingMessage, response: ServerResponse) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const { method = "", url = "", headers } = request;
    const body = Buffer.concat(chunks).toString("utf8");
    received.push({ at: clock.now, method, url, headers, body });
    reply(response, received.at(-1) as Received);
  });
};
const receiver = http.createServer(receive);
const agent = new https.Agent({ keepAlive: true });

const options = (more: SimulatorOptions["delivery"] = {}): SimulatorOptions => ({
  rateLimits: false,
  now: () => clock.now,
  delivery: { timer: (task, ms) => clock.timer(task, ms), ...more },
});

beforeAll(async () => {
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  harness = await startHarness(options());
});
beforeEach(() => {
  clock = new Clock();
  received = [];
  reply = OK;
  harness.simulator.reset();
});
afterAll(async () => {
  agent.destroy();
  await harness.end();
  receiver.closeAllConnections();
  receiver.close();
});

interface Source {
  id: string;
  writeKeys: string[];
}

interface Webhook {
  source?: Source;
  destination?: object;
  subscription?: object;
  settings?: object;
  on?: Harness;
}

async function newSource(on = harness): Promise<Source> {
  const slug = `shop-${on.simulator.workspace("us").sources.all.length}`;
  const body = { slug, enabled: true, metadataId: "IqDTy1TpoU" };
  return (await on.send("POST", "/sources", body)).body.data?.source as Source;
}

/** Makes a source with a webhook for all its track events. */
async function newWebhook({
  source,
  destination = {},
  subscription = {},
  settings = {},
  on = harness,
}: Webhook = {}) {
  const of = source ?? (await newSource(on));
  const destinationId = findId(
    await on.send("POST", "/destinations", {
      sourceId: of.id,
      metadataId: WEBHOOKS,
      settings: { sharedSecret: SECRET },
      ...destination,
    }),
  );
  const body = {
    name: "n",
    actionId: SEND,
    trigger: 'type = "track"',
    enabled: true,
    settings: { url: hook, method: "POST", data: { "@path": "$." }, ...settings },
    ...subscription,
  };
  const path = `/destinations/${destinationId}/subscriptions`;
  return {
    source: of,
    destinationId,
    subscriptionId: findId(await on.send("POST", path, body, ALPHA)),
  };
}

/** Sends events to the tracking host in one batch. */
async function track({ writeKeys }: Source, events: object[], { simulator } = harness) {
  const batch = events.map((event, index) => {
    return { type: "track", event: "Signed Up", userId: "u1", messageId: `m${index}`, ...event };
  });
  const { status } = await axios.post(
    `https://${simulator.us.trackingHost}/v1/batch`,
    { batch, writeKey: writeKeys[0] },
    { httpsAgent: agent, proxy: false },
  );
  expect(status).toBe(200);
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Waits until a condition holds. The clock stands still. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}

/** Lets everything happen until no delivery is pending. */
async function settle({ simulator }: { simulator: Simulator } = harness): Promise<Delivery[]> {
  let settled = false;
  void simulator.settled().then(() => {
    settled = true;
  });
  await turn();
  while (!settled) {
    if (simulator.sending === 0 && clock.waiting.size > 0) clock.next();
    await turn();
  }
  return simulator.us.deliveries;
}

const hmac = (text: string) => createHmac("sha1", SECRET).update(text).digest("hex");
const bodies = () => received.map(({ body }) => JSON.parse(body));
const messageIds = () => bodies().map(({ messageId }) => messageId);

test("every type of event arrives whole and signed", async () => {
  const { source, destinationId, subscriptionId } = await newWebhook({
    subscription: { trigger: 'type != "x"' },
  });
  await track(source, [
    { properties: { title: 'Grüße 🎉   "q" \\ /', revenue: 1e21, 10: "b", 2: "a" } },
    { type: "identify", event: undefined, traits: { plan: "pro" } },
    { type: "page", event: undefined, name: "Home" },
    { type: "screen", event: undefined, name: "Main" },
    { type: "group", event: undefined, groupId: "g" },
    { type: "alias", event: undefined, previousId: "u0" },
  ]);
  const deliveries = await settle();
  expect(received).toHaveLength(6);
  const stored = harness.simulator.us.tracking.events();
  for (const { method, url, headers, body } of received) {
    expect([method, url]).toEqual(["POST", "/hook"]);
    expect(headers).toMatchObject({
      "user-agent": "Segment (Actions)",
      "content-type": "application/json",
      "x-signature": hmac(body),
    });
    const event = JSON.parse(body);
    expect(event).toEqual(stored.find(({ messageId }) => messageId === event.messageId));
  }
  const ids = { destinationId, subscriptionId, attempts: 1, status: 200, outcome: "delivered" };
  expect(deliveries).toEqual(
    stored.map(({ messageId }) => ({ ...ids, messageId, problem: undefined })),
  );
});

test("a batch is a list that is signed by its first event, of the size in the subscription", async () => {
  const { source } = await newWebhook({ settings: { enable_batching: true, batch_size: 2 } });
  await track(source, [{}, {}, { type: "page", event: undefined }, {}]);
  const deliveries = await settle();
  expect(bodies().map((list) => list.map((one: Delivery) => one.messageId))).toEqual(
    expect.arrayContaining([["m0", "m1"], ["m3"]]),
  );
  for (const { headers, body } of received) {
    expect(headers["x-signature"]).toBe(hmac(JSON.stringify(JSON.parse(body)[0])));
  }
  expect(deliveries.map(({ messageId }) => messageId)).toEqual(["m0", "m1", "m3"]);
});

test("a subscription gets the events that its trigger matches, and each subscription its own", async () => {
  const signedUp = { trigger: 'type = "track" and event = "Signed Up"' };
  const { source, destinationId } = await newWebhook({ subscription: signedUp });
  const pro = { trigger: 'properties.plan = "pro"' };
  const settings = { url: `${hook}/pro` };
  const other = await newWebhook({ source, subscription: pro, settings });
  await track(source, [{}, { event: "Other" }, { event: "Other", properties: { plan: "pro" } }]);
  const deliveries = await settle();
  expect(deliveries.map(({ destinationId: id, messageId }) => [id, messageId])).toEqual([
    [destinationId, "m0"],
    [other.destinationId, "m2"],
  ]);
  expect(received.map(({ url }) => url).sort()).toEqual(["/hook", "/hook/pro"]);
});

test.each<[string, Webhook]>([
  ["a disabled destination", { destination: { enabled: false } }],
  ["a disabled subscription", { subscription: { enabled: false } }],
  ["a subscription to a model of Reverse ETL", { subscription: { modelId: "model" } }],
])("%s gets no events", async (_what, webhook) => {
  const { source } = await newWebhook(webhook);
  await track(source, [{}]);
  expect(await settle()).toEqual([]);
});

test("a disabled source, another source and a removed destination deliver nothing", async () => {
  const { source, destinationId } = await newWebhook();
  await track(await newSource(), [{}]);
  await harness.send("PATCH", `/sources/${source.id}`, { enabled: false });
  await track(source, [{ messageId: "disabled" }]);
  await harness.send("PATCH", `/sources/${source.id}`, { enabled: true });
  await track(source, [{ messageId: "enabled" }]);
  await harness.send("DELETE", `/destinations/${destinationId}`);
  await track(source, [{ messageId: "removed" }]);
  await settle();
  expect(messageIds()).toEqual(["enabled"]);
});

test.each<[object | null, boolean]>([
  [null, true],
  [{}, true],
  [{ All: true }, true],
  [{ All: false }, false],
  [{ All: false, "Webhooks (Actions)": true }, true],
  [{ All: false, "Webhooks (Actions)": { a: 1 } }, true],
  [{ "Webhooks (Actions)": false }, false],
  [{ All: false, Amplitude: true }, false],
  [{ Amplitude: false }, true],
])("an event with the integrations %j is delivered: %s", async (integrations, isDelivered) => {
  const { source } = await newWebhook();
  await track(source, [{ integrations }]);
  expect(await settle()).toHaveLength(isDelivered ? 1 : 0);
});

describe("the response decides about retries", () => {
  test.each<[number, Delivery["outcome"], number]>([
    [200, "delivered", 1],
    [204, "delivered", 1],
    [302, "failed", 1],
    [400, "failed", 1],
    [401, "failed", 1],
    [404, "failed", 1],
    [408, "failed", 1],
    [410, "failed", 1],
    [429, "failed", 10],
    [500, "failed", 10],
    [503, "failed", 10],
  ])("%i is %s after %i attempts", async (code, outcome, attempts) => {
    reply = (response) => void response.writeHead(code, { location: `${hook}/moved` }).end();
    const { source } = await newWebhook();
    await track(source, [{}]);
    expect(await settle()).toMatchObject([{ status: code, outcome, attempts }]);
    expect(received.map(({ url }) => url)).toEqual(Array(attempts).fill("/hook"));
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  });

  test("a delivery succeeds when the destination does, before four hours have passed", async () => {
    reply = (response, { at }) =>
      status(at < START + 2 * HOUR ? 500 : 200)(response, received[0] as Received);
    const { source } = await newWebhook();
    await track(source, [{}]);
    expect(await settle()).toMatchObject([{ status: 200, outcome: "delivered", attempts: 10 }]);
    const last = received.at(-1)?.at ?? 0;
    expect(last).toBeGreaterThan(START + 3.9 * HOUR);
    expect(last).toBeLessThan(START + 4 * HOUR);
  });

  test("a destination that cannot be reached is tried again", async () => {
    const { source } = await newWebhook({ settings: { url: "http://127.0.0.1:1/" } });
    await track(source, [{}]);
    expect(await settle()).toMatchObject([
      { status: undefined, problem: "ECONNREFUSED", outcome: "failed", attempts: 10 },
    ]);
  });

  test.each<[string, () => object]>([
    ["a header that needs another encoding", () => ({ headers: { Trailer: "x" } })],
    ["a user name that cannot be decoded", () => ({ url: hook.replace("//", "//%zz@") })],
  ])("a request that Node refuses, for %s, fails alone", async (_what, settings) => {
    const { source } = await newWebhook({ settings: settings() });
    await newWebhook({ source });
    await track(source, [{}]);
    const [refused, other] = await settle();
    expect(refused).toMatchObject({ status: undefined, outcome: "failed", attempts: 10 });
    expect(other).toMatchObject({ status: 200, outcome: "delivered", attempts: 1 });
  });

  test("a connection that breaks is tried again", async () => {
    reply = (response) => {
      if (received.length < 3) response.socket?.destroy();
      else OK(response, received[0] as Received);
    };
    const { source } = await newWebhook();
    await track(source, [{}]);
    expect(await settle()).toMatchObject([{ status: 200, attempts: 3, problem: undefined }]);
  });

  test.each<[string, Reply]>([
    ["no response", () => undefined],
    ["a body without an end", (response) => void response.writeHead(200).write("{")],
  ])("%s counts as a timeout after ten seconds", async (_what, silence) => {
    reply = silence;
    const { source } = await newWebhook();
    await track(source, [{}]); // its response does not wait for the webhook
    await until(() => received.length === 1);
    clock.advance(9_999);
    await turn();
    expect(harness.simulator.us.deliveries).toMatchObject([{ attempts: 0, outcome: "pending" }]);
    clock.advance(1);
    expect(harness.simulator.us.deliveries).toMatchObject([
      { attempts: 1, outcome: "pending", problem: "timeout" },
    ]);
    expect(harness.simulator.sending).toBe(0);
    reply = OK;
    expect(await settle()).toMatchObject([{ attempts: 2, outcome: "delivered" }]);
  });
});

test("ten requests are sent at once, the others wait", async () => {
  const open: ServerResponse[] = [];
  reply = (response) => void open.push(response);
  const { source } = await newWebhook();
  await track(source, Array(25).fill({}));
  await until(() => received.length === 10);
  expect(harness.simulator.sending).toBe(10);
  expect(clock.waiting.size).toBe(10);
  reply = OK;
  for (const response of open) OK(response, received[0] as Received);
  expect(await settle()).toHaveLength(25);
  expect(new Set(messageIds()).size).toBe(25);
});

test("requests beyond ten thousand waiting ones are refused", async () => {
  reply = () => undefined;
  const outbox = new Outbox(1, clock.timer);
  const request = { url: new URL(hook), method: "POST", headers: {}, body: "{}" };
  const add = () => outbox.add(request, () => undefined);
  expect(add()).toBe(true); // on its way
  for (let waiting = 0; waiting < 10_000; waiting += 1) add();
  expect(add()).toBe(false);
  outbox.stop();
  await outbox.settled();
  expect(add()).toBe(true);
  outbox.stop();
});

test("an address outside this machine gets no request", async () => {
  const { source } = await newWebhook({ settings: { url: "https://hooks.example.com/x" } });
  await track(source, [{}]);
  expect(await settle()).toMatchObject([
    { attempts: 0, outcome: "failed", problem: "hooks.example.com is not on loopback" },
  ]);
});

test("a receiver on loopback may have any certificate", async () => {
  const server = https.createServer(await makeCertificate(["segment.test"]), receive);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { source } = await newWebhook({ settings: { url: `https://localhost:${port}/tls` } });
  await track(source, [{}]);
  expect(await settle()).toMatchObject([{ status: 200, outcome: "delivered" }]);
  expect(received[0]?.url).toBe("/tls");
  server.closeAllConnections();
  server.close();
});

test("a reset forgets deliveries and their retries", async () => {
  reply = status(500);
  const { source } = await newWebhook();
  await track(source, [{}]);
  await until(() => harness.simulator.us.deliveries[0]?.attempts === 1);
  expect(clock.waiting.size).toBe(1);
  harness.simulator.reset();
  expect(clock.waiting.size).toBe(0);
  expect(await settle()).toEqual([]);
});

test("the delivery overview counts events as they were delivered, in the minute of their receipt", async () => {
  reply = (response, { body }) => {
    const { messageId } = JSON.parse(body);
    status(messageId === "m2" ? 500 : messageId === "m3" ? 400 : 200)(
      response,
      received[0] as Received,
    );
  };
  const trigger = { trigger: 'event = "Signed Up" or event = "Rare Event"' };
  const { source, destinationId, subscriptionId } = await newWebhook({ subscription: trigger });
  const minute = Math.floor(START / 60_000) * 60_000;
  const counted = async (metric: string) => {
    const query = {
      sourceId: source.id,
      ...(metric !== "successfully-received" && { destinationConfigId: destinationId }),
      startTime: new Date(minute).toISOString(),
      endTime: new Date(minute + 60_000).toISOString(),
      granularity: "MINUTE",
      groupBy: ["eventName"],
      filter: { eventName: ["Rare Event", "Unwanted Event"] },
      pagination: { count: 100 },
    };
    const path = `/delivery-overview/${metric}`;
    return findList(await harness.send("GET", path, undefined, { query }), "dataset");
  };
  const row = (eventName: string, total: number, totalRetryCount?: number) => ({
    eventName,
    total,
    ...(totalRetryCount !== undefined && { totalRetryCount }),
  });
  const rare = { event: "Rare Event" };
  await track(source, [rare, rare, rare, rare, { event: "Unwanted Event" }]);
  await until(() => harness.simulator.us.deliveries.every(({ attempts }) => attempts === 1));
  expect(await counted("successful-delivery")).toMatchObject([row("Rare Event", 2, 0)]);
  expect(await counted("failed-delivery")).toMatchObject([row("Rare Event", 1, 0)]);
  expect(await counted("filtered-at-destination")).toMatchObject([row("Unwanted Event", 1)]);
  await settle();
  expect(clock.now).toBeGreaterThan(START + 3 * HOUR);
  expect(await counted("failed-delivery")).toMatchObject([row("Rare Event", 2, 9)]);
  expect(await counted("successful-delivery")).toMatchObject([row("Rare Event", 2, 0)]);
  expect(await counted("successfully-received")).toMatchObject([
    row("Rare Event", 4),
    row("Unwanted Event", 1),
  ]);
  expect(harness.simulator.us.deliveries[0]).toMatchObject({ subscriptionId });
});

test("deliveries can be read by hand, all or those of a destination", async () => {
  const { source, destinationId } = await newWebhook();
  await newWebhook({ source });
  await track(source, [{}]);
  await settle();
  const read = (url: string) => JSON.parse(String(inspect(url, harness.simulator.us).body));
  expect(read("/simulator/deliveries")).toHaveLength(2);
  expect(read(`/simulator/deliveries?destinationId=${destinationId}`)).toMatchObject([
    { destinationId, messageId: "m0", outcome: "delivered", status: 200 },
  ]);
});

describe("a simulator with options", () => {
  beforeAll(() => harness.end());
  afterAll(async () => {
    harness = await startHarness(options());
  });

  test("keeps a limited number of deliveries, sends fewer at once, and logs attempts", async () => {
    const lines: string[] = [];
    const log = (line: string) => void lines.push(line);
    const on = await startHarness(options({ keepDeliveries: 3, atOnce: 1, log }));
    const sending: number[] = [];
    reply = (response) => {
      sending.push(on.simulator.sending);
      OK(response, received[0] as Received);
    };
    const { source } = await newWebhook({ on, settings: { url: `${hook}?key=hidden` } });
    await track(source, Array(5).fill({}), on);
    const deliveries = await settle(on);
    expect(sending).toEqual([1, 1, 1, 1, 1]);
    expect(deliveries.map(({ messageId }) => messageId)).toEqual(["m2", "m3", "m4"]);
    expect(lines).toEqual(Array(5).fill(`us POST ${hook} 200, delivered`));
    await on.end();
  });

  test("sends to other machines if told to", async () => {
    const on = await startHarness(options({ remote: true }));
    const { source } = await newWebhook({ on, settings: { url: "http://hooks.example.com/" } });
    await track(source, [{}], on);
    await until(() => on.simulator.us.deliveries[0]?.attempts === 1);
    expect(on.simulator.us.deliveries[0]?.problem).not.toContain("loopback"); // the redirection blocks it
    await on.end();
  });

  test("gives up requests and retries when it closes", async () => {
    const on = await startHarness(options());
    reply = (response, { body }) => {
      if (JSON.parse(body).messageId === "m0") status(500)(response, received[0] as Received);
    };
    const { source } = await newWebhook({ on });
    await track(source, [{}, {}], on);
    await until(() => received.length === 2 && on.simulator.sending === 1);
    expect(clock.waiting.size).toBe(2); // a retry and a time limit
    const settled = on.simulator.settled();
    await on.end();
    await settled;
    expect([clock.waiting.size, on.simulator.sending]).toEqual([0, 0]);
    expect(on.simulator.us.deliveries).toMatchObject([
      { outcome: "pending" },
      { outcome: "pending" },
    ]);
    expect(received).toHaveLength(2);
  });
});
