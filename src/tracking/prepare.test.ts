import { readFileSync } from "node:fs";
import path from "node:path";
import { isSameJson, parseJson } from "../values/json";
import { LIBRARY, TRACKING_LIMITS } from "./event";
import { createPreparation, type PrepareOptions } from "./prepare";

const STARTED = "2026-01-31T08:00:00.000Z";
const GIVEN = "2025-06-07T08:09:10Z";

const OPTIONS: PrepareOptions = {
  by: "run",
  writeKey: "key-1",
  invocation: ["execution-1", "step-1", ""],
  startedAt: STARTED,
  keyOf: (event) => event.key,
  keyPath: "properties.order",
  onViolation: "fail",
};

const track = (changes: object = {}) => ({
  type: "track",
  userId: "u1",
  event: "E",
  timestamp: GIVEN,
  ...changes,
});

/** Prepares all events of a step. */
function prepareAll(raws: readonly unknown[], changes: Partial<PrepareOptions> = {}) {
  const prepare = createPreparation(raws, { ...OPTIONS, ...changes });
  return raws.map((_, index) => prepare(index));
}

/** The message IDs of events. */
const idsOf = (raws: readonly unknown[], changes?: Partial<PrepareOptions>) =>
  prepareAll(raws, changes).map(({ event }) => event?.messageId);

/** The message ID of one event. */
const idOf = (raw: unknown, changes?: Partial<PrepareOptions>) => idsOf([raw], changes)[0];

/** Deduplicate By Key, with the order of the event's properties as the key. */
const BY_KEY: Partial<PrepareOptions> = {
  by: "key",
  keyOf: ({ properties }) => (properties as { order?: unknown } | undefined)?.order,
};
const ordered = (order: unknown, changes: object = {}) =>
  track({ properties: { order }, ...changes });

describe("the message ID of an event", () => {
  it("by Content is the same for the same event in any order of its names", () => {
    const by = "content";
    const event = track({
      properties: { a: 1, b: { c: [1, 2], d: 2 } },
      context: { x: 1, y: 2 },
    });
    const turned = {
      context: { y: 2, x: 1 },
      properties: { b: { d: 2, c: [1, 2] }, a: 1 },
      timestamp: GIVEN,
      event: "E",
      userId: "u1",
      type: "track",
    };
    expect(idOf(event, { by })).toMatch(/^prismatic-[\w-]{43}$/);
    expect(idOf(turned, { by })).toBe(idOf(event, { by }));
    const swapped = track({ ...event, properties: { a: 1, b: { c: [2, 1], d: 2 } } });
    expect(idOf(swapped, { by })).not.toBe(idOf(event, { by }));
  });

  it("by Run is the same for the event that a retry of the step reads from its stored input", () => {
    const event = track({
      context: { page: { url: "https://shop.example.com/" } },
      properties: { at: new Date(0), b: [1, { z: "😀", a: null }], none: undefined },
    });
    const stored = JSON.parse(JSON.stringify(event));
    expect(idOf(event)).toMatch(/^prismatic-[\w-]{43}$/);
    expect(idOf(stored)).toBe(idOf(event));
  });

  it("by Run depends on the execution, the step, the loop, the source, the place and the content", () => {
    const ids = [
      idOf(track()),
      idOf(track(), { invocation: ["execution-2", "step-1", ""] }),
      idOf(track(), { invocation: ["execution-1", "step-2", ""] }),
      idOf(track(), { invocation: ["execution-1", "step-1", "0"] }),
      idOf(track(), { writeKey: "key-2" }),
      ...idsOf([track({ userId: "first" }), track()]),
      idOf(track({ userId: "u2" })),
      idOf(track({ timestamp: "2025-06-07T08:09:11Z" })),
      idOf(track({ properties: { a: 1 } })),
      idOf(track({ context: { a: 1 } })),
      idOf(track({ integrations: { All: false } })),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(idOf(track())).toBe(ids[0]);
  });

  it("by Run is never the same twice outside an execution", () => {
    const outside = { invocation: undefined };
    expect(idOf(track(), outside)).not.toBe(idOf(track(), outside));
  });

  it("by Run gives equal events of one list an ID each", () => {
    const [first, second] = idsOf([track(), track()]);
    expect(second).toEqual(expect.stringMatching(/^prismatic-/));
    expect(second).not.toBe(first);
  });

  it("by Key depends on the source, the type, the name and the key, and on nothing else", () => {
    const id = idOf(ordered("o1"), BY_KEY);
    const other = { ...BY_KEY, invocation: ["execution-2", "step-2", "1"], startedAt: GIVEN };
    expect(idOf(ordered("o1", { userId: "u2", timestamp: STARTED }), other)).toBe(id);
    expect(idsOf([ordered("o0"), ordered("o1")], BY_KEY)[1]).toBe(id);
    const different = [
      idOf(ordered("o2"), BY_KEY),
      idOf(ordered("o1", { event: "F" }), BY_KEY),
      idOf({ type: "page", userId: "u1", properties: { order: "o1" } }, BY_KEY),
      idOf({ type: "screen", userId: "u1", properties: { order: "o1" } }, BY_KEY),
      idOf(ordered("o1"), { ...BY_KEY, writeKey: "key-2" }),
      idOf(ordered("o1"), { by: "content" }),
      idOf(ordered("o1")),
    ];
    expect(new Set([id, ...different]).size).toBe(8);
  });

  it("by Key takes a whole number like its digits", () => {
    expect(idOf(ordered(42), BY_KEY)).toBe(idOf(ordered("42"), BY_KEY));
  });

  it.each<[unknown, string]>([
    [undefined, "nothing"],
    ["  ", "text of 2 characters"],
    [1.5, "the number 1.5"],
    [{ id: 1 }, "an object"],
    [true, "the boolean true"],
  ])("by Key is refused for the key %p, with its path", (order, came) => {
    expect(prepareAll([ordered(order)], BY_KEY)[0]).toMatchObject({
      problem: {
        path: "properties.order",
        expected: "the text or whole number by which the event is deduplicated",
        came,
      },
    });
  });

  it("by Content depends on the source and the whole event, and on nothing else", () => {
    const by = { by: "content" } as const;
    const id = idOf(track(), by);
    const other = { ...by, invocation: ["execution-2", "step-2", "1"], startedAt: GIVEN };
    expect(idOf(track(), other)).toBe(id);
    expect(idsOf([track({ userId: "u0" }), track()], by)[1]).toBe(id);
    const different = [
      idOf(track({ userId: "u2" }), by),
      idOf(track({ timestamp: STARTED }), by),
      idOf(track({ context: { ip: "203.0.113.7" } }), by),
      idOf(track(), { ...by, context: { ip: "203.0.113.8" } }),
      idOf(track(), { ...by, writeKey: "key-2" }),
    ];
    expect(new Set([id, ...different]).size).toBe(6);
  });

  it("by Content requires a timestamp", () => {
    expect(prepareAll([track({ timestamp: "" })], { by: "content" })[0]?.problem).toEqual({
      path: "timestamp",
      expected: "a date and time, since events are deduplicated by content",
      came: "nothing",
    });
  });

  it("never depends on the time at which the step began", () => {
    const event = ordered("o1", { timestamp: undefined });
    for (const by of [{}, BY_KEY]) {
      const [first, later] = [STARTED, "2026-01-31T09:00:00.000Z"].map(
        (startedAt) => prepareAll([event], { ...by, startedAt })[0]?.event,
      );
      expect([first?.timestamp, later?.timestamp]).toEqual([STARTED, "2026-01-31T09:00:00.000Z"]);
      expect(later?.messageId).toBe(first?.messageId);
    }
  });

  it.each(["run", "key", "content"] as const)("is the given one, also by %s", (by) => {
    const event = track({ messageId: "m-1", timestamp: undefined });
    expect(idOf(event, { ...BY_KEY, by })).toBe("m-1");
  });
});

describe("repeated events of one list", () => {
  it("are left out with the place of the first", () => {
    const same = track({ messageId: "m1", properties: { a: 1, b: 2 } });
    const turned = track({ properties: { b: 2, a: 1 }, messageId: "m1" });
    const [first, other, second, third] = prepareAll([same, track(), turned, same]);
    expect([first?.repeats, other?.repeats]).toEqual([undefined, undefined]);
    expect([second?.repeats, third?.repeats]).toEqual([0, 0]);
    expect([second?.prepared, second?.problem]).toEqual([undefined, undefined]);
  });

  it("are refused if their content differs", () => {
    const events = [track(), ordered("o1"), ordered("o1", { userId: "u2" })];
    const keys = { ...BY_KEY, keyOf: () => "o1" };
    expect(prepareAll(events.slice(1), keys)[1]?.problem).toEqual({
      path: "",
      expected: "a message ID of its own",
      came: "that of Events[0]",
    });
    const raw = events.map((event, index) => ({ ...event, messageId: index > 0 ? "m1" : "m0" }));
    expect(prepareAll(raw)[2]?.problem?.came).toBe("that of Events[1]");
  });

  it("may have the message ID of an event that cannot be sent", () => {
    const large = track({ messageId: "m1", properties: { text: "x".repeat(33_000) } });
    const [refused, sent] = prepareAll([large, track({ messageId: "m1" })]);
    expect(refused?.problem?.expected).toBe("an event of at most 32768 bytes");
    expect(sent?.event?.messageId).toBe("m1");
  });

  it("may have the message ID of an event that the tracking plan keeps back", () => {
    const check = {
      violations: ({ userId }: Readonly<Record<string, unknown>>) =>
        userId === "bad" ? [{ path: "userId", rule: "R", problem: "wrong" }] : [],
      isUnplanned: () => false,
    };
    const raws = [
      track({ messageId: "m1", userId: "bad" }),
      track({ messageId: "m1", userId: "bad" }),
      track({ messageId: "m1" }),
    ];
    const [first, again, sent] = prepareAll(raws, { check, onViolation: "skip" });
    expect([first, again].map((one) => [one?.violations.length, one?.repeats])).toEqual([
      [1, undefined],
      [1, undefined],
    ]);
    expect([sent?.problem, sent?.prepared?.messageId]).toEqual([undefined, "m1"]);
    const [, repeat, other] = prepareAll(raws, { check, onViolation: "send" });
    expect([repeat?.repeats, other?.problem?.came]).toEqual([0, "that of Events[0]"]);
  });
});

describe("the size and the text of an event", () => {
  const sized = (text: string) => track({ properties: { text } });
  const empty = prepareAll([sized("")])[0]?.prepared?.bytes ?? 0;
  const room = TRACKING_LIMITS.eventBytes - empty;

  it.each([
    ["a", 1],
    ["ö", 2],
    ["日", 3],
    ["😀", 4],
    ['"', 2],
    ["\u0001", 6],
  ])("counts %j as %i bytes, up to 32768", (character, bytes) => {
    const most = character.repeat(Math.floor(room / bytes)) + "a".repeat(room % bytes);
    const [fits] = prepareAll([sized(most)]);
    expect(fits?.prepared?.bytes).toBe(32_768);
    expect(Buffer.byteLength(JSON.stringify(fits?.event))).toBe(32_768);
    expect(prepareAll([sized(`${most}a`)])[0]).toEqual({
      problem: { path: "", expected: "an event of at most 32768 bytes", came: "one of 32769" },
      violations: [],
      unplanned: false,
    });
  });

  it.each<[object, string]>([
    [{ properties: { list: [{ note: "x\ud800" }] } }, "properties.list[0].note"],
    [{ userId: "\udc00" }, "userId"],
    [{ event: "a\ud83d" }, "event"],
    [{ messageId: "m\ud83d" }, "messageId"],
    [{ context: { page: "\ude00\ud83d" } }, "context.page"],
    [{ properties: { list: [{ "x\ud800": 1 }] } }, "properties.list[0]"],
  ])("refuses half of a surrogate pair: %j", (changes, path) => {
    expect(prepareAll([track(changes)])[0]?.problem).toEqual({
      path,
      expected: "well-formed Unicode",
      came: "half of a surrogate pair",
    });
  });

  it("accepts text that looks like an escaped half of a pair", () => {
    expect(prepareAll([sized("\\ud800")])[0]?.event).toBeDefined();
  });

  it("keeps the digits of numbers that JavaScript cannot represent", () => {
    const properties = parseJson('{"big": 9223372036854775807}');
    expect(prepareAll([track({ properties })])[0]?.prepared?.json).toContain(
      '"big":9223372036854775807',
    );
  });

  it("names the sender in the context, unless the event names another", () => {
    const library = { name: "mine", version: "2" };
    const [own, other] = prepareAll([track(), track({ context: { library } })]);
    expect(own?.event?.context).toEqual({
      library: { name: "prismatic-segment", version: expect.any(String) },
    });
    expect(other?.event?.context).toEqual({ library });
  });

  it.each<object>([
    {},
    { timestamp: undefined },
    { messageId: "m1" },
    { messageId: "m1", timestamp: undefined },
    { context: { ip: "203.0.113.7" } },
    { context: { library: null } },
    { context: { at: new Date(0) }, properties: parseJson('{"big": 9223372036854775807}') },
    { context: { ip: undefined }, properties: { at: new Date(0) } },
    { event: '"context":{' },
  ])("is sent as it is checked and returned: %j", (changes) => {
    const [{ event, prepared } = {}] = prepareAll([track(changes)]);
    expect(isSameJson(parseJson(prepared?.json ?? ""), event)).toBe(true);
    expect(event).toMatchObject({ messageId: prepared?.messageId, timestamp: expect.any(String) });
    expect(prepared?.bytes).toBe(Buffer.byteLength(prepared?.json ?? ""));
  });
});

test("events name the version of the package as their library", () => {
  const { version } = JSON.parse(
    readFileSync(path.resolve(__dirname, "../../package.json"), "utf8"),
  );
  expect(LIBRARY).toEqual({ name: "prismatic-segment", version });
});
