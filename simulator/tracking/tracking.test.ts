import https from "node:https";
import axios from "axios";
import { findId, findList, type Harness, startHarness } from "../harness";
import { fault, type RegionName, responseFault } from "../index";

const NOW = Date.parse("2024-05-06T07:08:09.000Z");
const DAY = 86_400_000;
const JAVASCRIPT = "IqDTy1TpoU";
const STRIPE = "1bow82lmk";

let now = NOW;
let harness: Harness;
const agent = new https.Agent({ keepAlive: true });

beforeAll(async () => {
  harness = await startHarness({ rateLimits: false, now: () => now });
});
beforeEach(() => {
  now = NOW;
  harness.simulator.reset();
});
afterAll(async () => {
  agent.destroy();
  await harness.end();
});

interface Source {
  id: string;
  writeKeys: string[];
  /** The first write key. */
  key: string;
}

async function newSource(
  changes: object = {},
  region: RegionName = "us",
  on = harness,
): Promise<Source> {
  const body = { slug: "shop", enabled: true, metadataId: JAVASCRIPT, ...changes };
  const { data } = (await on.send("POST", "/sources", body, { region })).body;
  const source = data?.source as Source;
  return { ...source, key: source.writeKeys[0] ?? "" };
}

interface Sending {
  path?: string;
  region?: RegionName;
  headers?: Record<string, string>;
  on?: Harness;
}

const basic = (writeKey: string) => ({
  authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`,
});

/** Sends a body to a tracking host. */
async function post(body: unknown, sending: Sending = {}) {
  const { path = "/v1/batch", region = "us", headers = {}, on = harness } = sending;
  const url = `https://${on.simulator[region].trackingHost}${path}`;
  const response = await axios.post(url, body, {
    headers: { "content-type": "application/json", ...headers },
    httpsAgent: agent,
    proxy: false,
    validateStatus: () => true,
  });
  return { status: response.status, headers: response.headers, body: response.data };
}

const batch = (writeKey: string, events: unknown[], sending: Sending = {}) =>
  post({ batch: events, writeKey }, sending);

/** Returns a valid event with this id. */
const track = (messageId: string, changes: object = {}) => ({
  type: "track",
  event: "Signed Up",
  userId: "u1",
  messageId,
  timestamp: "2024-05-06T07:00:00.000Z",
  ...changes,
});

const log = (region: RegionName = "us") => harness.simulator[region].tracking;
const reasons = (region: RegionName = "us") => log(region).dropped.map(({ reason }) => reason);
const storedIds = (region: RegionName = "us") =>
  log(region)
    .events()
    .map(({ messageId }) => messageId);

const OK = { status: 200, body: { success: true } };

test("each region stores the events of its sources with the fields that Segment adds", async () => {
  for (const region of ["us", "eu"] as const) {
    const { id, key } = await newSource({}, region);
    const sent = track(`m-${region}`, { properties: { plan: "pro" } });
    expect(await batch(key, [sent], { region })).toMatchObject(OK);
    expect(log(region).events(id)).toEqual([
      {
        ...sent,
        originalTimestamp: sent.timestamp,
        receivedAt: "2024-05-06T07:08:09.000Z",
        context: {},
        integrations: {},
        projectId: id,
        version: 2,
      },
    ]);
    expect(log(region).events("another")).toEqual([]);
    expect(log(region).counts).toEqual({
      stored: 1,
      dropped: 0,
      bySource: { [id]: 1 },
      byReason: {},
    });
  }
  expect(harness.simulator.requests.at(-1)).toMatchObject({
    path: "/v1/batch",
    headers: { host: "events.eu1.segmentapis.com" },
    committed: true,
    status: 200,
  });
  expect(harness.simulator.differences).toEqual([]);
});

test("every type has an endpoint, and the write key may be in the header or the body", async () => {
  const { key } = await newSource();
  const ids = { userId: "u1" };
  const bodies = {
    track: { ...ids, event: "E" },
    identify: { anonymousId: "a1" },
    page: ids,
    screen: ids,
    group: { ...ids, groupId: "g1" },
    alias: { ...ids, previousId: "a1" },
  };
  for (const [type, body] of Object.entries(bodies)) {
    expect(await post(body, { path: `/v1/${type}`, headers: basic(key) })).toMatchObject(OK);
    expect(await post({ ...body, writeKey: key }, { path: `/v1/${type}` })).toMatchObject(OK);
  }
  const stored = log().events();
  expect(stored.map(({ type }) => type)).toEqual(Object.keys(bodies).flatMap((one) => [one, one]));
  expect(stored.filter((event) => "writeKey" in event)).toEqual([]);
  expect(stored[0]).toMatchObject({
    messageId: expect.stringMatching(/^api-\w{27}$/),
    timestamp: "2024-05-06T07:08:09.000Z",
    originalTimestamp: "2024-05-06T07:08:09.000Z",
  });
  expect(new Set(storedIds()).size).toBe(12);
});

test("a wrong write key loses every event in silence", async () => {
  const us = await newSource();
  const eu = await newSource({}, "eu");
  const off = await newSource({ slug: "off", enabled: false });
  const { token } = harness.simulator.us;
  const lost: [string, () => Promise<unknown>][] = [
    ["unknown write key", () => batch("unknown", [track("m")])],
    ["write key of another region", () => batch(eu.key, [track("m")])],
    ["disabled source", () => batch(off.key, [track("m")])],
    ["no write key", () => post({ batch: [track("m")] })],
    ["unknown write key", () => batch(token, [track("m")])],
    [
      "unknown write key",
      () => post({ batch: [track("m")] }, { headers: { authorization: `Bearer ${token}` } }),
    ],
    [
      "the write keys of header and body differ",
      () => batch(us.key, [track("m")], { headers: basic(off.key) }),
    ],
  ];
  for (const [, send] of lost) expect(await send()).toMatchObject(OK);
  expect(reasons()).toEqual(lost.map(([reason]) => reason));
  expect(log().events()).toEqual([]);
  expect(harness.simulator.requests.at(-1)).toMatchObject({ status: 200, committed: false });
  expect(await batch(us.key, [track("m")], { headers: basic(us.key) })).toMatchObject(OK);
  expect(storedIds()).toEqual(["m"]);
});

test("a wrong event is dropped in silence with its reason, and its neighbors are stored", async () => {
  const { id, key } = await newSource();
  const noId = { userId: undefined };
  const values = Array.from({ length: 10_001 }, () => 1);
  const wrong: [string, unknown][] = [
    ["the event is not an object", "text"],
    ["unknown type", track("w1", { type: "click" })],
    ["no userId or anonymousId", track("w2", noId)],
    ["userId is not text", track("w3", { userId: 5 })],
    ["userId is blank", track("w4", { userId: " " })],
    ["anonymousId is blank", track("w5", { anonymousId: "" })],
    ["no event", track("w6", { event: undefined })],
    ["event is blank", track("w7", { event: "" })],
    ["no groupId", track("w8", { type: "group" })],
    ["no previousId", track("w9", { type: "alias" })],
    ["no userId", track("w10", { type: "alias", previousId: "p", userId: null })],
    ["messageId has more than 100 characters", track("m".repeat(101))],
    ["messageId is not text", track("w11", { messageId: 7 })],
    ["timestamp is not an ISO 8601 time with a zone", track("w12", { timestamp: "yesterday" })],
    [
      "timestamp is not an ISO 8601 time with a zone",
      track("w13", { timestamp: "2024-02-30T00:00:00Z" }),
    ],
    [
      "timestamp is not an ISO 8601 time with a zone",
      track("w14", { timestamp: "2024-02-03T04:05:06" }),
    ],
    ["more than 10000 properties", track("w15", { properties: { values } })],
  ];
  for (const [reason, event] of wrong) {
    const before = log().counts.stored;
    expect(await batch(key, [track(`a ${before}`), event, track(`b ${before}`)])).toMatchObject(OK);
    expect([reason, log().counts.stored]).toEqual([reason, before + 2]);
  }
  expect(reasons()).toEqual(wrong.map(([reason]) => reason));
  expect(log().dropped[1]).toEqual({
    at: NOW,
    reason: "unknown type",
    requestId: 3,
    index: 1,
    sourceId: id,
    event: track("w1", { type: "click" }),
  });
  expect(log().counts.byReason).toMatchObject({ "userId is blank": 1 });
  const longest = track("m".repeat(100), { properties: { values: values.slice(2) } });
  await batch(key, [longest]);
  expect(storedIds().at(-1)).toBe(longest.messageId);
});

test("only the first 2,500 events of a batch are stored", async () => {
  const { key } = await newSource();
  const events = Array.from({ length: 2501 }, (_, index) => track(`m${index}`));
  expect(await batch(key, events)).toMatchObject(OK);
  expect(log().counts.stored).toBe(2500);
  expect(log().dropped).toMatchObject([
    { index: 2500, reason: "more than 2500 events in a batch" },
  ]);
});

test("a messageId counts once within 24 hours over the sources of all regions", async () => {
  const [us, eu] = [await newSource(), await newSource({}, "eu")];
  await batch(us.key, [track("same"), track("same")]);
  now += DAY - 1;
  await batch(eu.key, [track("same")], { region: "eu" });
  expect([reasons(), reasons("eu")]).toEqual([["duplicate messageId"], ["duplicate messageId"]]);
  now += 1;
  await batch(eu.key, [track("same")], { region: "eu" });
  expect([storedIds(), storedIds("eu")]).toEqual([["same"], ["same"]]);
  harness.simulator.reset();
  await batch((await newSource()).key, [track("same")]);
  expect(storedIds()).toEqual(["same"]);
});

test("an event that was dropped does not use up its messageId", async () => {
  const { key } = await newSource();
  await batch(key, [track("same", { userId: "" }), track("same")]);
  expect(storedIds()).toEqual(["same"]);
});

/** Returns an event of exactly this many bytes. */
function eventOf(bytes: number, messageId: string) {
  const empty = track(messageId, { properties: { text: "" } });
  const text = "é".repeat(10) + "a".repeat(bytes - JSON.stringify(empty).length - 20);
  return { ...empty, properties: { text } };
}

test("400 rejects a request whose event or body is too large, or whose JSON is broken", async () => {
  const { key } = await newSource();
  expect((await batch(key, [eventOf(32_768, "largest")])).status).toBe(200);
  expect((await batch(key, [track("lost"), eventOf(32_769, "larger")])).status).toBe(400);
  const body = JSON.stringify({ batch: [track("whole")], writeKey: key });
  // Bytes, because axios trims text.
  expect((await post(Buffer.from(body.padEnd(512_001)))).status).toBe(400);
  expect((await post(Buffer.from(body.padEnd(512_000)))).status).toBe(200);
  for (const broken of ['{"batch": [', "[]", "null", '"text"', "[".repeat(100_000)]) {
    expect(await post(broken)).toMatchObject({ status: 400, body: { success: false } });
  }
  expect(storedIds()).toEqual(["largest", "whole"]);
  expect(reasons()).toEqual([]);
});

test("an unknown path and a read are rejected, and the Public API takes no write key", async () => {
  const { key } = await newSource();
  expect((await post({}, { path: "/v1/import" })).status).toBe(404);
  const url = `https://${harness.simulator.us.trackingHost}/v1/batch`;
  const read = axios.get(url, { httpsAgent: agent, proxy: false, validateStatus: () => true });
  expect((await read).status).toBe(405);
  expect((await harness.send("GET", "/sources", undefined, { token: key })).status).toBe(401);
});

test("sentAt moves the timestamp by the difference between the clocks", async () => {
  const { key } = await newSource();
  const sentAt = "2024-05-06T07:30:00.000Z";
  await post({ batch: [track("m1")], writeKey: key, sentAt });
  await batch(key, [track("m2", { sentAt, timestamp: "2024-05-06T09:29:59.000+02:00" })]);
  expect(log().events()).toMatchObject([
    {
      originalTimestamp: "2024-05-06T07:00:00.000Z",
      timestamp: "2024-05-06T06:38:09.000Z",
      sentAt,
    },
    {
      originalTimestamp: "2024-05-06T09:29:59.000+02:00",
      timestamp: "2024-05-06T07:08:08.000Z",
      receivedAt: "2024-05-06T07:08:09.000Z",
    },
  ]);
});

test("scripted responses and faults work on the tracking hosts", async () => {
  const { key } = await newSource();
  const { simulator } = harness;
  const script: Parameters<typeof simulator.intercept>[0][] = [];
  simulator.intercept((request) =>
    request.headers.host === simulator.us.trackingHost ? script.shift()?.(request) : undefined,
  );
  const send = () => batch(key, [track("m1")]);
  for (const status of [408, 429, 500, 503]) {
    script.push(() => ({ status, headers: { "Retry-After": "7" } }));
    expect(await send()).toMatchObject({ status, headers: { "retry-after": "7" } });
  }
  script.push(() => fault("connection reset", "before"));
  await expect(send()).rejects.toThrow("ECONNRESET");
  expect(storedIds()).toEqual([]);
  script.push(() => fault("connection reset", "after"));
  await expect(send()).rejects.toThrow("ECONNRESET");
  expect(simulator.requests.at(-1)).toMatchObject({ fault: "connection reset", committed: true });
  expect(storedIds()).toEqual(["m1"]);
  script.push(() => fault("cut to an empty list", "before"));
  expect(await send()).toMatchObject({ status: 200, body: [] });
  script.push(() => responseFault({ status: 504 }, "after"));
  expect(await send()).toMatchObject({ status: 504 });
  expect(reasons()).toEqual(["duplicate messageId"]);
  script.push(() => fault("silence", "before"));
  const asked = send().catch((thrown: Error) => thrown.message);
  while (simulator.stalled.size === 0) await new Promise((resolve) => setImmediate(resolve));
  agent.destroy();
  expect(await asked).toEqual(expect.any(String));
});

test("options limit the events a second and the memory", async () => {
  await harness.end();
  let time = NOW;
  const tracking = { eventsPerSecond: 10, keepEvents: 3, keepBodyBytes: 1 };
  const own = await startHarness({ now: () => time, tracking });
  const { key, id } = await newSource({}, "us", own);
  const send = (from: number, count: number) =>
    batch(
      key,
      Array.from({ length: count }, (_, index) => track(`m${from + index}`)),
      { on: own },
    );
  expect((await send(0, 25)).status).toBe(200);
  expect(await send(25, 1)).toMatchObject({ status: 429, headers: { "retry-after": "2" } });
  time += 2000;
  expect((await send(25, 1)).status).toBe(200);
  const { tracking: stored } = own.simulator.us;
  expect(stored.events(id).map(({ messageId }) => messageId)).toEqual(["m23", "m24", "m25"]);
  expect(stored.counts.stored).toBe(26);
  const bodies = own.simulator.requests.map(({ body, text }) => [typeof body, typeof text]);
  expect(bodies).toEqual([
    ["object", "string"],
    ["undefined", "undefined"],
    ["undefined", "undefined"],
    ["object", "string"],
  ]);
  await own.end();
  harness = await startHarness({ rateLimits: false, now: () => now });
});

test("cloud sources have no write keys, and the read-only token sees none", async () => {
  const cloud = await newSource({ slug: "stripe", metadataId: STRIPE });
  expect(cloud.writeKeys).toEqual([]);
  expect((await harness.send("POST", `/sources/${cloud.id}/writekey`)).status).toBe(422);
  const { id, key } = await newSource();
  const { token, readOnlyToken } = harness.simulator.us;
  const keys = async (as: string) => {
    const one = await harness.send("GET", `/sources/${id}`, undefined, { token: as });
    const list = await harness.send("GET", "/sources", undefined, { token: as });
    return [one.body.data?.source, ...findList(list, "sources")].map(
      (source) => (source as Source).writeKeys,
    );
  };
  expect(await keys(token)).toEqual([[key], [], [key]]);
  expect(await keys(readOnlyToken)).toEqual([[], [], []]);
  expect(findId(await harness.send("GET", `/sources/${id}`))).toBe(id);
});

test("event volumes include received events", async () => {
  const { id, key } = await newSource();
  const context = { app: { version: "9.9.9" } };
  await batch(key, [track("m1", { event: "Refunded" }), track("m2", { event: "Refunded" })]);
  now += 60_000;
  await batch(key, [track("m3", { event: "Refunded", context }), track("m4", { type: "page" })]);
  const volume = async (query: object) => {
    const response = await harness.send("GET", "/events/volume", undefined, {
      query: {
        granularity: "MINUTE",
        startTime: "2024-05-06T07:07:00Z",
        endTime: "2024-05-06T07:10:00Z",
        sourceId: [id],
        ...query,
      },
    });
    return findList(response, "result");
  };
  const minutes = await volume({ eventName: ["Refunded"], groupBy: ["eventType"] });
  expect(minutes).toMatchObject([
    { eventType: "track", total: 3, series: [{ count: 0 }, { count: 2 }, { count: 1 }] },
  ]);
  expect(await volume({ appVersion: ["9.9.9"] })).toMatchObject([{ total: 1 }]);
  const before = { startTime: "2024-05-05T00:00:00Z", endTime: "2024-05-06T00:00:00Z" };
  expect(await volume({ granularity: "DAY", eventName: ["Refunded"], ...before })).toEqual([]);
});
