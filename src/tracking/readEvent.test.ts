import { EVENT_TYPES } from "../inputs/eventTypes";
import { parseJson } from "../values/json";
import { ADDED_BY_SEGMENT, readEvent } from "./readEvent";

const track = (changes: object = {}) => ({ type: "track", userId: "u1", event: "E", ...changes });
const group = (changes: object = {}) => ({
  type: "group",
  userId: "u1",
  groupId: "g1",
  ...changes,
});
const alias = (changes: object = {}) => ({
  type: "alias",
  userId: "u2",
  previousId: "u1",
  ...changes,
});

/** The event as read. @throws if it is refused. */
function read(raw: unknown, defaults = {}) {
  const result = readEvent(raw, defaults);
  if ("problem" in result) throw new Error(JSON.stringify(result.problem));
  return result.draft;
}

/** The refusal of an event, as `path: expected | came`. */
function refusal(raw: unknown): string | undefined {
  const result = readEvent(raw);
  if (!("problem" in result)) return undefined;
  const { path, expected, came } = result.problem;
  return `${path}: ${expected} | ${came}`;
}

const TYPE = `one of ${EVENT_TYPES.join(", ")}`;
const ANY_ID = "userId: a user ID or an anonymous ID | nothing";
const ID = "text or a whole number";
const TIME = "a date and time since 1970 with a time zone, such as 2026-01-31T08:00:00Z";

describe("reading an event", () => {
  it.each<[string, unknown, string]>([
    ["text", "track", ": an event | text of 5 characters"],
    ["a list", [track()], ": an event | a list of 1"],
    ["null", null, ": an event | nothing"],
    ["no type", { userId: "u1" }, `type: ${TYPE} | nothing`],
    ["a type in capitals", track({ type: "Track" }), `type: ${TYPE} | text of 5 characters`],
    [
      "a type that every object has",
      track({ type: "toString" }),
      `type: ${TYPE} | text of 8 characters`,
    ],
    ["a type in a list", track({ type: ["track"] }), `type: ${TYPE} | a list of 1`],
  ])("refuses %s in place of an event", (_, raw, expected) => {
    expect(refusal(raw)).toBe(expected);
  });

  it.each(EVENT_TYPES.filter((type) => type !== "alias"))(
    "refuses a %s event without an ID that is more than blank",
    (type) => {
      const least = {
        type,
        ...(type === "track" && { event: "E" }),
        ...(type === "group" && { groupId: "g1" }),
      };
      for (const blank of [undefined, null, "", "   ", "\t\n", "\u00a0"]) {
        expect(refusal({ ...least, userId: blank, anonymousId: blank })).toBe(ANY_ID);
        expect(read({ ...least, userId: blank, anonymousId: "a1" })).not.toHaveProperty("userId");
        expect(read({ ...least, userId: "u1", anonymousId: blank })).not.toHaveProperty(
          "anonymousId",
        );
      }
    },
  );

  it.each(["undefined", "null", "NaN", "[object Object]", "[object Promise]", " null "])(
    "refuses the ID %j, which a script makes of a missing value",
    (text) => {
      const came = `text of ${text.length} characters`;
      expect(refusal(track({ userId: text }))).toBe(`userId: ${ID} | ${came}`);
      expect(refusal(track({ anonymousId: text }))).toBe(`anonymousId: ${ID} | ${came}`);
      expect(refusal(group({ groupId: text }))).toBe(`groupId: ${ID} | ${came}`);
      expect(refusal(alias({ previousId: text }))).toBe(`previousId: ${ID} | ${came}`);
    },
  );

  it.each(["nullable", "NULL", "null2", "0", "false", "object Object"])(
    "accepts the ID %j",
    (userId) => {
      expect(read(track({ userId }))).toMatchObject({ userId });
    },
  );

  it.each<[unknown, string]>([
    [5, "5"],
    [0, "0"],
    [-7, "-7"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    [parseJson("9223372036854775807"), "9223372036854775807"],
  ])("turns the whole number %s into an ID of text", (number, text) => {
    expect(read(track({ userId: number, anonymousId: number }))).toMatchObject({
      userId: text,
      anonymousId: text,
    });
    expect(read(group({ groupId: number }))).toMatchObject({ groupId: text });
    expect(read(alias({ userId: number, previousId: number }))).toMatchObject({
      userId: text,
      previousId: text,
    });
  });

  it.each<[unknown, string]>([
    [1.5, "the number 1.5"],
    [1e21, "the number 1e+21"],
    [2 ** 53, "the number 9007199254740992"],
    [Number.NaN, "the number NaN"],
    [parseJson("1e400"), "the number 1e400"],
    [true, "the boolean true"],
    [["u1"], "a list of 1"],
    [{ id: "u1" }, "an object"],
  ])("refuses %p as an ID", (value, came) => {
    expect(refusal(track({ userId: value }))).toBe(`userId: ${ID} | ${came}`);
    expect(refusal(track({ anonymousId: value }))).toBe(`anonymousId: ${ID} | ${came}`);
    expect(refusal(group({ groupId: value }))).toBe(`groupId: ${ID} | ${came}`);
    expect(refusal(alias({ previousId: value }))).toBe(`previousId: ${ID} | ${came}`);
  });

  it.each<[string, unknown, string]>([
    ["a track event without a name", track({ event: undefined }), "event: text | nothing"],
    ["a track event with a blank name", track({ event: " " }), "event: text | nothing"],
    ["a track event whose name is a number", track({ event: 5 }), "event: text | the number 5"],
    ["a group event without a group", group({ groupId: null }), `groupId: ${ID} | nothing`],
    ["a group event with a blank group", group({ groupId: "" }), `groupId: ${ID} | nothing`],
    ["a group event with only a group", { type: "group", groupId: "g1" }, ANY_ID],
    ["an alias without the previous ID", alias({ previousId: "" }), `previousId: ${ID} | nothing`],
    ["an alias without the new ID", alias({ userId: undefined }), `userId: ${ID} | nothing`],
    [
      "an alias with an anonymous ID only",
      alias({ userId: undefined, anonymousId: "a1" }),
      `userId: ${ID} | nothing`,
    ],
    [
      "a page whose name is a list",
      { type: "page", userId: "u1", name: ["P"] },
      "name: text | a list of 1",
    ],
    [
      "a screen whose category is a number",
      { type: "screen", userId: "u1", category: 1 },
      "category: text | the number 1",
    ],
  ])("refuses %s", (_, raw, expected) => {
    expect(refusal(raw)).toBe(expected);
  });

  it.each<[string, unknown, string]>([
    [
      "a property beside the properties of a track event",
      track({ revenue: 5 }),
      "revenue: only fields of track events | another one: put it in properties",
    ],
    [
      "a trait beside the traits of an identify event",
      { type: "identify", userId: "u1", email: "a@example.com" },
      "email: only fields of identify events | another one: put it in traits",
    ],
    [
      "properties of a group event",
      group({ properties: {} }),
      "properties: only fields of group events | another one: put it in traits",
    ],
    [
      "traits of a track event",
      track({ traits: { plan: "pro" } }),
      "traits: traits in context | them here",
    ],
    [
      "another field of an alias event",
      alias({ reason: "login" }),
      "reason: only fields of alias events | another one",
    ],
    [
      "a name that every object has",
      track({ constructor: "x" }),
      "constructor: only fields of track events | another one: put it in properties",
    ],
  ])("refuses %s", (_, raw, expected) => {
    expect(refusal(raw)).toBe(expected);
  });

  it.each<[string, unknown, string]>([
    ["a word", "yesterday", "text of 9 characters"],
    ["no zone", "2024-02-03T04:05:06", "text of 19 characters"],
    ["a day only", "2024-02-03", "text of 10 characters"],
    ["a time before 1970", "1969-12-31T23:59:59.999Z", "text of 24 characters"],
    ["a time before 1970 in its zone", "1970-01-01T00:30:00+01:00", "text of 25 characters"],
    ["a day that does not exist", "2023-02-30T00:00:00Z", "text of 20 characters"],
    ["an hour that does not exist", "2024-02-03T25:00:00Z", "text of 20 characters"],
    ["milliseconds", 1706933106789, "the number 1706933106789"],
    ["an invalid date", new Date(Number.NaN), "an object"],
  ])("refuses a timestamp of %s", (_, timestamp, came) => {
    expect(refusal(track({ timestamp }))).toBe(`timestamp: ${TIME} | ${came}`);
  });

  it.each<[unknown, string]>([
    ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"],
    ["2024-02-29T04:05:06.789+05:30", "2024-02-29T04:05:06.789+05:30"],
    [" 2024-02-03T04:05:06Z ", "2024-02-03T04:05:06Z"],
    [new Date("2024-02-03T04:05:06.789Z"), "2024-02-03T04:05:06.789Z"],
  ])("accepts the timestamp %p", (timestamp, sent) => {
    expect(read(track({ timestamp })).timestamp).toBe(sent);
  });

  it.each([
    ["context", track],
    ["properties", track],
    ["traits", group],
    ["integrations", track, "an object whose values are true, false or objects"],
  ])("refuses %s that are no object", (name, event, expected = "an object") => {
    for (const [value, came] of [
      ["x", "text of 1 characters"],
      [[], "a list of 0"],
      [5, "the number 5"],
      [false, "the boolean false"],
    ]) {
      expect(refusal(event({ [name as string]: value }))).toBe(`${name}: ${expected} | ${came}`);
    }
  });

  it("accepts a message ID of 100 characters and refuses one of 101", () => {
    expect(read(track({ messageId: "m".repeat(100) }))).toMatchObject({
      messageId: "m".repeat(100),
    });
    const expected = "messageId: unique text of at most 100 characters";
    expect(refusal(track({ messageId: "m".repeat(101) }))).toBe(
      `${expected} | text of 101 characters`,
    );
    expect(refusal(track({ messageId: 5 }))).toBe(`${expected} | the number 5`);
  });

  it("leaves out the fields that Segment adds to exported events", () => {
    const added = Object.fromEntries([...ADDED_BY_SEGMENT].map((name) => [name, { any: 1 }]));
    const timestamp = "2026-01-31T08:00:00Z";
    expect(read(track({ ...added, messageId: "m1", timestamp }))).toEqual({
      ...track(),
      messageId: "m1",
      timestamp,
      context: {},
      integrations: {},
      properties: {},
    });
  });

  it("takes the defaults of the step, and the fields of the event first", () => {
    const defaults = { context: { ip: "203.0.113.7", locale: "en" }, integrations: { All: false } };
    const event = track({ context: { locale: "de" }, integrations: { Mixpanel: true } });
    expect(read(event, defaults)).toMatchObject({
      context: { ip: "203.0.113.7", locale: "de" },
      integrations: { All: false, Mixpanel: true },
    });
    expect(defaults.context).toEqual({ ip: "203.0.113.7", locale: "en" });
  });

  it("repeats the category of a page in its properties, and that of a screen not", () => {
    const view = { userId: "u1", category: "Docs", properties: { url: "u", category: "Old" } };
    expect(read({ type: "page", ...view }).properties).toEqual({ url: "u", category: "Docs" });
    expect(read({ type: "screen", ...view }).properties).toEqual({ url: "u", category: "Old" });
  });

  it("changes nothing in the event that it reads", () => {
    const event = { type: "page", userId: 5, category: "Docs", properties: {} };
    read(event);
    expect(event).toEqual({ type: "page", userId: 5, category: "Docs", properties: {} });
  });

  it("quotes no text of an event", () => {
    const secret = "hunter22";
    const texts = [
      track({ timestamp: secret }),
      track({ properties: secret }),
      track({ context: secret }),
      track({ messageId: secret.repeat(20) }),
      { type: secret },
      secret,
    ];
    for (const raw of texts) {
      expect(refusal(raw)).toEqual(expect.any(String));
      expect(refusal(raw)).not.toContain(secret);
    }
  });
});
