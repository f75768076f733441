import { openHarness, type TestHarness } from "../support/segment";

const WHEN = "2026-01-31T08:00:00Z";
const LONG = "9223372036854775807";
const TRACK = { type: "track", userId: "customer-42", event: "Order Completed" };

interface SendResult {
  accepted: number;
  skipped: { index: number; reason: string }[];
  messageIds: string[];
}

let harness: TestHarness;
let source: { id: string; writeKeys: string[] };
let runs = 0;

beforeAll(async () => {
  harness = await openHarness();
});
beforeEach(async () => {
  harness.simulator.reset();
  harness.executionId = `run-${++runs}`;
  const body = { slug: "shop", enabled: true, metadataId: "IqDTy1TpoU" };
  const { data } = await harness.run<{ data: { source: typeof source } }>("createSource", body);
  source = data.source;
});
afterAll(() => harness.close());

const tracking = () => harness.simulator.us.tracking;

/** Sends events and returns the result. Whatever it reports as accepted has been stored. */
async function send(events: unknown, inputs: Record<string, unknown> = {}): Promise<SendResult> {
  const before = tracking().counts.stored;
  const values = { sourceId: source.id, events, ...inputs };
  const { data } = await harness.run<{ data: SendResult }>("sendEvents", values);
  expect(tracking().counts.stored - before).toBe(data.accepted);
  expect(tracking().dropped).toEqual([]);
  return data;
}

/** Returns the error of events that cannot be sent. Nothing was sent. */
async function refusal(events: unknown, inputs: Record<string, unknown> = {}): Promise<string> {
  const values = { sourceId: source.id, events, ...inputs };
  const error: Error = await harness.run("sendEvents", values).then(
    () => Promise.reject(new Error("the events were sent")),
    (reason) => reason,
  );
  expect(tracking().counts).toMatchObject({ stored: 0, dropped: 0 });
  return error.message;
}

const track = (properties: unknown, fields: object = {}) => ({ ...TRACK, properties, ...fields });
const last = () => tracking().events(source.id).at(-1);
const tick = { toJSON: () => ({ second: "tick" }) };

it.each([
  ["the text of a missing value", "undefined"],
  ["the text of null", " null "],
  ["the text of an object", "[object Object]"],
])("refuses %s as message ID and as key, since it is no ID", async (_what, text) => {
  expect(await refusal([track({}, { messageId: text })])).toBe(
    `Events[0].messageId: expected unique text of at most 100 characters, got text of ${text.length} characters.`,
  );
  const byKey = { deduplicateBy: "key", keyField: "properties.id" };
  expect(await refusal([track({ id: text })], byKey)).toMatch(/^Events\[0\]\.properties\.id: /);
});

it("takes a long whole number as key, in any spelling", async () => {
  const event = (id: string) =>
    `{"type":"track","event":"E","userId":"u","properties":{"id":${id}}}`;
  const byKey = { deduplicateBy: "key", keyField: "properties.id" };
  const [first] = (await send(`[${event(LONG)}]`, byKey)).messageIds;
  harness.simulator.reset();
  await harness.run("createSource", { slug: "other", enabled: true, metadataId: "IqDTy1TpoU" });
  const writeKey = source.writeKeys[0];
  const inputs = { events: `[${event(`"${LONG}"`)}]`, ...byKey, writeKey };
  const { data } = await harness.run<{ data: SendResult }>("sendEvents", inputs);
  expect(data.messageIds).toEqual([first]);
});

it.each(["2026-01-31T24:00:00Z", "2026-01-31T08:00:60Z", "2026-01-31T08:00:00+24:00"])(
  "refuses the timestamp %s, which RFC 3339 does not have",
  async (timestamp) => {
    expect(await refusal([track({}, { timestamp })])).toContain("Events[0].timestamp: expected");
  },
);

it("gives an exported event its original timestamp if it has no other", async () => {
  const exported = { originalTimestamp: WHEN, timestamp: null, sentAt: WHEN, receivedAt: WHEN };
  await send([track({}, exported), track({}, { ...exported, timestamp: "2026-02-01T08:00:00Z" })]);
  const times = tracking().events(source.id);
  expect(times.map(({ originalTimestamp }) => originalTimestamp)).toEqual([
    WHEN,
    "2026-02-01T08:00:00Z",
  ]);
});

it("sends integrations that are typed in as booleans, in the input and in events", async () => {
  const integrations = [
    { key: "All", value: "false" },
    { key: "Mixpanel", value: " TRUE " },
  ];
  await send([TRACK, { ...TRACK, integrations: { All: "true", S3: { path: "a" } } }], {
    integrations,
  });
  expect(tracking().events(source.id)).toMatchObject([
    { integrations: { All: false, Mixpanel: true } },
    { integrations: { All: true, Mixpanel: true, S3: { path: "a" } } },
  ]);
});

it.each([["no"], [0], [null], [[]]])("refuses the integration %j", async (value) => {
  const message = "expected an object whose values are true, false or objects, got an object.";
  expect(await refusal([{ ...TRACK, integrations: { All: value } }])).toBe(
    `Events[0].integrations: ${message}`,
  );
  const integrations = { All: value };
  expect(await refusal([TRACK], { integrations })).toContain("Integrations: expected true, false");
});

it("refuses more than 10,000 values, which Segment drops in silence", async () => {
  expect(await refusal([track({ list: Array(10_000).fill(0) })])).toBe(
    "Events[0]: expected at most 10000 values in properties and traits, got 10001.",
  );
  expect(await send([track({ list: Array(9_999).fill(0) })])).toMatchObject({ accepted: 1 });
});

it.each([
  ["a name", track({ "\ud800": 1 }), "Events[0].properties"],
  [
    "an instance",
    track({
      a: new (class {
        x = "\udc00";
      })(),
    }),
    "Events[0].properties.a.x",
  ],
  ["the message ID", track({}, { messageId: "m\ud800" }), "Events[0].messageId"],
])("refuses half of a surrogate pair in %s", async (_what, event, path) => {
  expect(await refusal([event])).toBe(
    `${path}: expected well-formed Unicode, got half of a surrogate pair.`,
  );
});

it("checks and sends the same value of an object that writes itself", async () => {
  let calls = 0;
  const liar = { toJSON: () => ++calls };
  await send([track({ liar, tick, at: new Date(0) })]);
  expect(last()).toMatchObject({
    properties: { liar: 1, tick: { second: "tick" }, at: "1970-01-01T00:00:00.000Z" },
  });
  expect(calls).toBe(1);
});

it.each([
  [
    "throws",
    () => {
      throw new Error("key-of-someone");
    },
  ],
  ["returns a BigInt", () => 1n],
  [
    "returns itself for ever",
    function again(): object {
      return { again: { toJSON: again } };
    },
  ],
])("refuses an object whose toJSON %s, without its words", async (_what, toJSON) => {
  expect(await refusal([track({ a: { toJSON } })])).toBe(
    "Events[0]: expected values of JSON, got an object that cannot be written.",
  );
});

it("tells a long number from the text of its digits", async () => {
  const event = (n: string) =>
    `{"type":"track","event":"E","userId":"u","timestamp":"${WHEN}","properties":{"n":${n}}}`;
  const events = `[${event(LONG)},${event(`"${LONG}"`)},${event(LONG)}]`;
  expect(await send(events, { deduplicateBy: "content" })).toMatchObject({
    accepted: 2,
    skipped: [{ index: 2, reason: "It is the same event as Events[0]." }],
  });
});

it("leaves the message ID of an event that is not sent to the next one", async () => {
  const events = [track({ id: 1, text: "x".repeat(40_000) }), track({ id: 1 })];
  const inputs = { deduplicateBy: "key", keyField: "properties.id", skipInvalid: true };
  expect(await send(events, inputs)).toMatchObject({ accepted: 1, skipped: [{ index: 0 }] });
  expect(last()).toMatchObject({ properties: { id: 1 } });
});

it.each([
  "a b",
  "a\nb",
  "a:b",
  "kéy",
  "undefined",
  "[object Object]",
  "Basic abc",
  "x".repeat(101),
])("refuses the write key %j, which no source has, without showing it", async (writeKey) => {
  const values = { events: [TRACK], writeKey, sourceId: undefined };
  expect(await refusal([TRACK], values)).toBe(
    `Write Key: expected a write key: text without spaces or colons, got text of ${writeKey.length} characters.`,
  );
});

it("never shows a secret of an event or of the inputs", async () => {
  const secret = source.writeKeys[0] as string;
  await send([track({}, { writeKey: secret, sentAt: secret })]);
  expect(last()).not.toHaveProperty("writeKey");
  expect(JSON.stringify(harness.logged)).not.toContain(secret);
  const lines = harness.logged.map(({ text }) => text);
  expect(lines.some((text) => text.includes("left out sentAt, writeKey"))).toBe(true);
});

/** Returns the milliseconds that work takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

it.each([
  [
    "shares its parts 2^40 times",
    () => {
      let shared: object = Array(5000).fill(0);
      for (let level = 0; level < 40; level++) shared = { a: shared, b: shared };
      return shared;
    },
    "Events: expected fewer values, got too many.",
  ],
  [
    "shares its parts 2^16 times",
    () => {
      let shared: object = {};
      for (let level = 0; level < 16; level++) shared = { a: shared, b: shared };
      return shared;
    },
    "Events[0]: expected an event of at most 32768 bytes, got a larger one.",
  ],
  [
    "has a list of a billion holes",
    () => ({ list: new Array(1_000_000_000) }),
    "Events[0]: expected an event of at most 32768 bytes, got a larger one.",
  ],
])("refuses an event that %s at once", async (_what, make, message) => {
  const ms = await timed(async () => expect(await refusal([track(make())])).toBe(message));
  expect(ms).toBeLessThan(20_000);
});

it("compares thousands of events with one message ID in linear time", async () => {
  const first = track({ list: Array(3000).fill({ a: 1 }) }, { messageId: "m" });
  const others = Array.from({ length: 20_000 }, () => ({ ...TRACK, messageId: "m" }));
  const ms = await timed(async () => {
    const { skipped } = await send([first, ...others], { skipInvalid: true, eventsPerSecond: "0" });
    expect(skipped).toHaveLength(20_000);
  });
  expect(ms).toBeLessThan(20_000);
});

it("keeps errors short for names of any length", async () => {
  const name = "k".repeat(1_000_000);
  expect((await refusal([{ ...TRACK, [name]: 1 }])).length).toBeLessThan(700);
  expect((await refusal([track({ [name]: Number.NaN })])).length).toBeLessThan(700);
});

it("refuses an invalid date, which JSON would write as null", async () => {
  expect(await refusal([track({ at: new Date("soon") })])).toBe(
    "Events[0].properties.at: expected a value of JSON, got an invalid date.",
  );
});

describe("with a tracking plan", () => {
  const schema = (properties: object) => ({
    type: "object",
    properties: { properties: { type: "object", properties, additionalProperties: false } },
  });

  async function newPlan(jsonSchema?: object): Promise<string> {
    const { data } = await harness.run<{ data: { trackingPlan: { id: string } } }>(
      "createTrackingPlan",
      { name: `plan-${runs}`, type: "LIVE" },
    );
    const trackingPlanId = data.trackingPlan.id;
    const rules = [{ type: "TRACK", key: TRACK.event, version: 1, jsonSchema }];
    if (jsonSchema) await harness.run("updateRulesInTrackingPlan", { trackingPlanId, rules });
    return trackingPlanId;
  }

  it("describes the first violations of an event and counts the others", async () => {
    const trackingPlanId = await newPlan(schema({}));
    const names = Array.from({ length: 50 }, (_, at) => [`name${at}`, at]);
    const event = track(Object.fromEntries(names));
    const message = await refusal([event], { trackingPlanId });
    expect(message.match(/unexpected property/g)).toHaveLength(5);
    expect(message).toContain("; 45 more.");
  });

  it("lets an event that fits follow one with its key that was skipped", async () => {
    const trackingPlanId = await newPlan(schema({ id: { type: "number" } }));
    const inputs = { trackingPlanId, deduplicateBy: "key", keyField: "properties.id" };
    const events = [track({ id: 1, more: 1 }), track({ id: 1 })];
    const result = await send(events, { ...inputs, onViolation: "skip" });
    expect(result).toMatchObject({ accepted: 1, skipped: [{ index: 0 }] });
    expect(last()).toMatchObject({ properties: { id: 1 } });
  });

  it("checks a date as the text that is sent", async () => {
    const trackingPlanId = await newPlan(schema({ at: { type: "string", format: "date-time" } }));
    const result = await send([track({ at: new Date(0) })], { trackingPlanId });
    expect(result).toMatchObject({ accepted: 1, violations: [], unplanned: 0 });
  });

  it("names the rule whose schema cannot be used, and the plan that is gone", async () => {
    const trackingPlanId = await newPlan({ type: "nonsense" });
    expect(await refusal([TRACK], { trackingPlanId })).toBe(
      'Tracking plan, rule track "Order Completed", version 1: type: expected a type of JSON Schema, got "nonsense"',
    );
    await harness.run("deleteTrackingPlan", { trackingPlanId });
    harness.executionId = "later";
    expect(await refusal([TRACK], { trackingPlanId })).toContain("Tracking plan with id");
  });

  it("reports every event as unplanned if the plan has no rules", async () => {
    expect(await send([TRACK], { trackingPlanId: await newPlan() })).toMatchObject({
      accepted: 1,
      unplanned: 1,
    });
  });
});
