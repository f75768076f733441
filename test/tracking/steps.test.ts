import component from "../../src";
import { openHarness, type TestHarness } from "../support/segment";
import {
  act,
  beginRun,
  GIVEN,
  newSource,
  refusal,
  send,
  sentEvents,
  track,
  trackingRequests,
} from "./sent";

let harness: TestHarness;

beforeAll(async () => {
  harness = await openHarness({}, component);
});
beforeEach(() => {
  harness.simulator.reset();
  harness.logged.length = 0;
  harness.debug = false;
  beginRun(harness);
});
afterAll(() => harness.close());

const orders = (count: number) =>
  Array.from({ length: count }, (_, index) => track({ properties: { orderId: `o${index}` } }));

const stored = () => harness.simulator.us.tracking.counts.stored;

describe("a step that sends one event", () => {
  it.each<[string, string, object, string]>([
    [
      "an ID that is no whole number",
      "trackEvent",
      { event: "E", userId: 1.5 },
      "User ID: expected text or a whole number, got the number 1.5.",
    ],
    [
      "no ID",
      "trackEvent",
      { event: "E", userId: " " },
      "User ID: expected a user ID or an anonymous ID, got nothing.",
    ],
    ["no name", "trackEvent", { event: "", userId: "u1" }, "Event: expected text, got nothing."],
    [
      "the group of a missing value",
      "groupUser",
      { groupId: "undefined", userId: "u1" },
      "Group ID: expected text or a whole number, got text of 9 characters.",
    ],
    [
      "no previous ID",
      "aliasUser",
      { userId: "u2" },
      "Previous ID: expected text or a whole number, got nothing.",
    ],
    [
      "a time before 1970",
      "trackPage",
      { userId: "u1", timestamp: "1969-12-31T23:59:59Z" },
      "Timestamp: expected a date and time since 1970 with a time zone, such as 2026-01-31T08:00:00Z, got text of 20 characters.",
    ],
    [
      "no key to deduplicate by",
      "identifyUser",
      { userId: "u1", deduplicateBy: "key" },
      "Deduplication Key: expected the text or whole number by which the event is deduplicated, got nothing.",
    ],
    [
      "no timestamp to deduplicate by",
      "identifyUser",
      { userId: "u1", deduplicateBy: "content" },
      "Timestamp: expected a date and time, since events are deduplicated by content, got nothing.",
    ],
    [
      "more than 32 KB",
      "trackScreen",
      { userId: "u1", properties: { text: "x".repeat(33_000) } },
      "The event: expected an event of at most 32768 bytes, got one of ",
    ],
    [
      "properties that are text",
      "trackEvent",
      { userId: "u1", event: "E", properties: "[1" },
      "Properties: expected a list of keys and values, or an object",
    ],
  ])("refuses %s by the label of the input", async (_, step, inputs, message) => {
    const { id: sourceId } = await newSource(harness);
    expect(await refusal(harness, step, { sourceId, ...inputs })).toContain(message);
  });

  it("returns the event as sent", async () => {
    const { id: sourceId, key } = await newSource(harness);
    const result = await act(harness, "trackEvent", {
      sourceId,
      event: "E",
      userId: 42,
      properties: { a: 1 },
    });
    expect(result).toMatchObject({ accepted: true, reason: "", violations: [], unplanned: false });
    expect(sentEvents(harness)).toEqual([result.event]);
    expect(result.event).toMatchObject({ type: "track", userId: "42", properties: { a: 1 } });
    expect(trackingRequests(harness)).toMatchObject([
      { path: "/v1/batch", region: "us", committed: true },
    ]);
    // A sentAt would make Segment move the timestamp.
    expect(trackingRequests(harness)[0]?.body).toEqual({ batch: [result.event], writeKey: key });
  });
});

describe("Send Events", () => {
  it("names each event that cannot be sent by its place and field, and sends none", async () => {
    const { id: sourceId } = await newSource(harness);
    const events = [
      track(),
      track({ userId: "" }),
      track({ properties: [] }),
      { ...track(), type: "purchase" },
      5,
    ];
    expect(await refusal(harness, "sendEvents", { sourceId, events })).toBe(
      "Send Events: 4 of 5 events cannot be sent, and none was. " +
        "Events[1].userId: expected a user ID or an anonymous ID, got nothing. " +
        "Events[2].properties: expected an object, got a list of 0. " +
        "Events[3].type: expected one of track, identify, page, screen, group, alias, got text of 8 characters. " +
        "Events[4]: expected an event, got the number 5.",
    );
  });

  it("names the first 20 and the number of the others", async () => {
    const { id: sourceId } = await newSource(harness);
    const events = Array.from({ length: 30 }, (_, at) => (at < 5 ? track() : track({ event: "" })));
    const message = await refusal(harness, "sendEvents", { sourceId, events });
    expect(message).toContain("Send Events: 25 of 30 events cannot be sent, and none was.");
    expect(message.match(/Events\[\d+\]/g)).toEqual(
      Array.from({ length: 20 }, (_, at) => `Events[${at + 5}]`),
    );
    expect(message).toMatch(/ 5 more cannot be sent either\.$/);
  });

  it("sends the others if Skip Invalid is set", async () => {
    const { id: sourceId } = await newSource(harness);
    const large = track({ messageId: "m1", properties: { text: "x".repeat(33_000) } });
    const events = [track({ userId: "" }), orders(1)[0], large, track({ messageId: "m1" })];
    const result = await send(harness, { sourceId, events, skipInvalid: true });
    expect(result).toMatchObject({
      accepted: 2,
      requests: 1,
      skipped: [
        {
          index: 0,
          reason: "Events[0].userId: expected a user ID or an anonymous ID, got nothing.",
        },
        {
          index: 2,
          reason: expect.stringMatching(
            /^Events\[2\]: expected an event of at most 32768 bytes, got one of \d+\.$/,
          ),
        },
      ],
    });
    const sent = sentEvents(harness);
    expect(sent.map(({ messageId }) => messageId)).toEqual(result.messageIds);
    expect(sent[1]).toMatchObject({ messageId: "m1" });
    expect(Buffer.byteLength(trackingRequests(harness)[0]?.text ?? "")).toBe(result.bytes);
    expect(stored()).toBe(2);
  });

  it("makes no request if Skip Invalid leaves nothing", async () => {
    const { id: sourceId } = await newSource(harness);
    const result = await send(harness, { sourceId, events: [5, "x"], skipInvalid: true });
    expect(result).toMatchObject({ accepted: 0, requests: 0, bytes: 0, messageIds: [] });
    expect(result.skipped.map(({ index }) => index)).toEqual([0, 1]);
    expect(trackingRequests(harness)).toEqual([]);
  });

  it("skips an event that the list repeats, and refuses another event with its key", async () => {
    const { id: sourceId } = await newSource(harness);
    const keys = { sourceId, deduplicateBy: "key", keyField: "properties.orderId" };
    const [one, two] = orders(2);
    const result = await send(harness, { ...keys, events: [one, two, one] });
    expect(result).toMatchObject({
      accepted: 2,
      skipped: [{ index: 2, reason: "It is the same event as Events[0]." }],
    });
    expect(sentEvents(harness)).toHaveLength(2);
    const other = { ...one, userId: "u2" };
    expect(await refusal(harness, "sendEvents", { ...keys, events: [two, one, other] })).toBe(
      "Send Events: 1 of 3 events cannot be sent, and none was. " +
        "Events[2]: expected a message ID of its own, got that of Events[1].",
    );
  });

  it("requires the path of the key, and names it for an event without it", async () => {
    const { id: sourceId } = await newSource(harness);
    const events = [...orders(1), track()];
    const byKey = { sourceId, events, deduplicateBy: "key" };
    expect(await refusal(harness, "sendEvents", byKey)).toContain(
      "Key Field: expected the path of the key, since events are deduplicated by Key, got nothing.",
    );
    expect(
      await refusal(harness, "sendEvents", { ...byKey, keyField: "properties.orderId" }),
    ).toContain(
      "Events[1].properties.orderId: expected the text or whole number by which the event is deduplicated, got nothing.",
    );
  });

  it("sends exported events again, and says in one line which fields it leaves out", async () => {
    const { id: sourceId } = await newSource(harness);
    await send(harness, { sourceId, events: orders(3) });
    const events = harness.simulator.us.tracking
      .events()
      .map((event) => ({ ...event, sentAt: GIVEN }));
    harness.logged.length = 0;
    await send(harness, { sourceId: (await newSource(harness)).id, events });
    const again = sentEvents(harness).slice(3);
    expect(again.map(({ properties }) => properties)).toEqual(
      [0, 1, 2].map((at) => ({ orderId: `o${at}` })),
    );
    for (const name of ["sentAt", "originalTimestamp", "receivedAt", "projectId", "version"]) {
      for (const event of again) expect(event).not.toHaveProperty(name);
    }
    expect(harness.logged.filter(({ text }) => text.includes("left out"))).toEqual([
      {
        level: "info",
        text: "Send Events: left out originalTimestamp, projectId, receivedAt, sentAt, version: Segment and its libraries add them to events.",
      },
    ]);
  });

  it("takes at least the time that its pace asks for, and none without one", async () => {
    const { id: sourceId } = await newSource(harness);
    const events = Array.from({ length: 5000 }, (_, at) =>
      track({ properties: { at, text: "x".repeat(700) } }),
    );
    const paced = await harness.onClock(() => send(harness, { sourceId, events }));
    expect(paced.result.accepted).toBe(5000);
    expect(paced.ms).toBeGreaterThanOrEqual(4000);
    expect(paced.ms).toBeLessThan(5000);
    const requests = trackingRequests(harness);
    expect(requests).toHaveLength(paced.result.requests);
    let before = 0;
    for (const { at, body } of requests) {
      expect(at - (requests[0]?.at ?? 0)).toBeGreaterThanOrEqual(before - 1);
      before += (body as { batch: unknown[] }).batch.length;
    }
    beginRun(harness);
    const free = await harness.onClock(() =>
      send(harness, { sourceId, events, eventsPerSecond: 0 }),
    );
    expect(free.result.accepted).toBe(5000);
    expect(free.ms).toBeLessThan(1000);
  });

  it("refuses a list that takes more than 14 minutes at its pace", async () => {
    const { id: sourceId } = await newSource(harness);
    const inputs = { sourceId, eventsPerSecond: 1 };
    expect(await refusal(harness, "sendEvents", { ...inputs, events: orders(841) })).toContain(
      "Events: expected at most 840 events, which a step has time for at 1 events per second, got 841.",
    );
    expect(await send(harness, { ...inputs, events: orders(840) })).toMatchObject({
      accepted: 840,
    });
  });
});

describe("an event that is sent again", () => {
  const DEDUPLICATION = {
    run: { deduplicateBy: "run" },
    key: { deduplicateBy: "key", keyField: "properties.orderId" },
    content: { deduplicateBy: "content" },
  };

  it.each([
    ["run", 10],
    ["key", 5],
    ["content", 5],
  ] as const)("by another run, deduplicated by %s: %i events in all", async (by, total) => {
    const { id: sourceId } = await newSource(harness);
    const inputs = { sourceId, events: orders(5), ...DEDUPLICATION[by] };
    const first = await send(harness, inputs);
    beginRun(harness);
    const second = await send(harness, inputs);
    expect([first.accepted, second.accepted]).toEqual([5, 5]);
    expect(stored()).toBe(total);
    expect(new Set([...first.messageIds, ...second.messageIds]).size).toBe(total);
  });

  it.each(["run", "key", "content"] as const)(
    "by a retry in the same execution is the same event, deduplicated by %s",
    async (by) => {
      const { id: sourceId } = await newSource(harness);
      const inputs = { sourceId, events: orders(5), ...DEDUPLICATION[by] };
      const { messageIds } = await send(harness, inputs);
      expect((await send(harness, inputs)).messageIds).toEqual(messageIds);
      expect(stored()).toBe(5);
    },
  );

  it("without a timestamp keeps its message ID, whenever the step begins", async () => {
    const { id: sourceId } = await newSource(harness);
    const inputs = { sourceId, event: "E", userId: "u1" };
    const { result } = await harness.onClock(async (clock) => {
      const first = await act(harness, "trackEvent", inputs);
      clock.tick(5000);
      return [first.event, (await act(harness, "trackEvent", inputs)).event];
    });
    const [first, second] = result;
    expect(second?.messageId).toBe(first?.messageId);
    expect(second?.timestamp).not.toBe(first?.timestamp);
    expect(stored()).toBe(1);
  });

  it.each(["run", "key", "content"] as const)(
    "to another source has another message ID, deduplicated by %s",
    async (by) => {
      const inputs = { events: orders(5), ...DEDUPLICATION[by] };
      const sources = [await newSource(harness), await newSource(harness)];
      for (const { id: sourceId } of sources) await send(harness, { sourceId, ...inputs });
      const { bySource } = harness.simulator.us.tracking.counts;
      expect(bySource).toEqual(Object.fromEntries(sources.map(({ id }) => [id, 5])));
    },
  );

  it.each(["trackEvent", "sendEvents"])("has the same ID from each step: %s", async (step) => {
    const { id: sourceId } = await newSource(harness);
    const event = { userId: "u1", event: "E", properties: { orderId: "o1" } };
    const inputs =
      step === "trackEvent"
        ? { ...event, deduplicateBy: "key", deduplicationKey: "o1" }
        : { events: [{ type: "track", ...event }], ...DEDUPLICATION.key };
    await harness.run(step, { sourceId, ...inputs });
    const [sent] = sentEvents(harness);
    beginRun(harness);
    await act(harness, "trackEvent", {
      sourceId,
      ...event,
      deduplicateBy: "key",
      deduplicationKey: "o1",
    });
    expect(sentEvents(harness)[1]?.messageId).toBe(sent?.messageId);
  });
});
