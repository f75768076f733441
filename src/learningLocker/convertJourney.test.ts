import Ajv from "ajv";
import fc from "fast-check";
import contract from "../../contract/openapi.json";
import sample from "../../flows/samples/learning-locker-journeys.payload.json";
import { anyText } from "../../test/support/anyText";
import { matches } from "../../test/support/mongoQuery";
import { evaluate, readDefinition } from "../../test/support/segmentDefinition";
import { type ConversionSettings, type ConvertedJourney, convertJourney } from "./convertJourney";
import type { LearningLockerJourney, Outcome, Waypoint } from "./model";

const VERBS = "http://adlnet.gov/expapi/verbs/";
const settings = { eventNames: {}, longestWait: "182d" };
const webhook = { destinationId: "5GFhvtz8fha42Cm4B9E6L8", actionId: "uD9jEQ4DxJZzhzVqppM7UD" };
const seed = (): LearningLockerJourney =>
  structuredClone(sample.journeys[0]) as LearningLockerJourney;

const convert = (document: object, more: Partial<ConversionSettings> = {}): ConvertedJourney =>
  convertJourney(document, { ...settings, ...more });
const reason = (document: object, more?: Partial<ConversionSettings>): string => {
  try {
    convert(document, more);
  } catch (error) {
    return (error as Error).message;
  }
  return "converted";
};

/** A journey that is entered by `commented` and then waits for what the conditions select. */
const journeyOf = (...waypoints: Partial<Waypoint>[]): LearningLockerJourney => ({
  description: "A journey",
  isSequential: true,
  waypoints: [
    { conditions: { "statement.verb.id": `${VERBS}commented` }, order: 0 },
    ...waypoints.map((waypoint, index) => ({ conditions: {}, order: index + 1, ...waypoint })),
  ],
});
/** The conditions of the second waypoint. */
const conditionsOf = (conditions: unknown, more?: Partial<ConversionSettings>): string[] => {
  const { states } = convert(journeyOf({ conditions: conditions as object }), more);
  const [, split] = states;
  if (split?.type !== "EVENT_SPLIT") throw new Error("the second state is no split");
  return split.transitions.flatMap((one) => ("condition" in one ? [one.condition] : []));
};
const completed = { "statement.verb.id": `${VERBS}completed` };
/** The filter of the second waypoint's condition. */
const filterOf = (query: object): string => {
  const [condition = ""] = conditionsOf({ ...completed, ...query });
  return (
    /^event\('completed'\)\.where\( (.*) \)\.count\(\) = 1$/s.exec(condition)?.[1] ?? condition
  );
};
const pathsOf = ({ notCarriedOver }: ConvertedJourney): string[] =>
  notCarriedOver.map((omission) => omission.path);

describe("the documented journey", () => {
  test("becomes nine states with a webhook", () => {
    const { notCarriedOver: _, ...journey } = convert(seed(), { webhook });
    const wait = (
      waypoint: number,
      round: number,
      name: string,
      condition: string,
      next: string,
    ) => ({
      type: "EVENT_SPLIT",
      key: { id: `waypoint-${waypoint}-${round}`, name },
      transitions: [
        { type: "CONDITION", condition, next },
        { type: "TIMEOUT", duration: "182d", next: "expired" },
      ],
    });
    const commented = "event('commented').count() = 1";
    const course =
      "event('completed').where( property('object.definition.type') = 'http://adlnet.gov/expapi/activities/course' ).count() = 1";
    expect(journey).toEqual({
      name: "5 comments and 1 completion of a course",
      description: "5 comments and 1 completion of a course",
      initialState: "waypoint-1-1",
      entryRules: { type: "ONCE" },
      exitRules: { enabled: false, rules: [] },
      states: [
        {
          type: "EVENT_ENTRY",
          key: { id: "waypoint-1-1", name: "5 comments (1 of 5)" },
          condition: commented,
          transitions: [{ next: "waypoint-1-2" }],
        },
        wait(1, 2, "5 comments (2 of 5)", commented, "waypoint-1-3"),
        wait(1, 3, "5 comments (3 of 5)", commented, "waypoint-1-4"),
        wait(1, 4, "5 comments (4 of 5)", commented, "waypoint-1-5"),
        wait(1, 5, "5 comments (5 of 5)", commented, "waypoint-2-1"),
        wait(2, 1, "1 course completion", course, "outcome-1"),
        {
          type: "DESTINATION",
          key: { id: "outcome-1", name: "POST to my endpoint" },
          destinations: [
            {
              destinationId: webhook.destinationId,
              activations: [
                {
                  eventName: "POST to my endpoint",
                  actionDefinition: {
                    actionId: webhook.actionId,
                    mappings: {
                      url: "http://example.org/myPOSTcallbackURL/",
                      method: "POST",
                      data: { "@path": "$." },
                    },
                  },
                },
              ],
            },
          ],
          transitions: [{ next: "completed" }],
        },
        { type: "EXIT", key: { id: "completed", name: "Completed" } },
        { type: "EXIT", key: { id: "expired", name: "Expired" } },
      ],
      audienceQuery: null,
    });
  });

  test("lists all that Segment's journey does not have", () => {
    const always = ["createdAt", "updatedAt", "isActive", "sources", "trackBy", "isPublic"];
    expect(pathsOf(convert(seed(), { webhook }))).toEqual([...always, "waypoints"]);
    expect(pathsOf(convert(seed()))).toEqual([...always, "waypoints", "outcomes[0]"]);
    expect(convert(seed()).states).toHaveLength(8);
  });
});

describe("a journey", () => {
  test("has a name of at most 73 characters, and its whole description", () => {
    const description = "😀".repeat(80);
    const journey = convert({ ...journeyOf(), description });
    expect(journey).toMatchObject({ name: "😀".repeat(73), description });
  });

  test("has a name that is not blank, however far its description begins", () => {
    const description = `${" ".repeat(80)}Induction\n`;
    expect(convert({ ...journeyOf(), description })).toMatchObject({
      name: "Induction",
      description,
    });
  });

  test("counts null and a blank name as missing", () => {
    const missing = { description: null, isActive: null, count: null, order: null };
    const waypoints = [
      { conditions: completed, order: 1, description: " " },
      { conditions: { "statement.verb.id": "x/a" }, ...missing },
    ];
    const outcomes = [{ type: "callback", callback: "http://example.org", description: "" }];
    const { states } = convert({ ...journeyOf(), waypoints, outcomes }, { webhook });
    expect(states.map(({ key }) => key.name)).toEqual([
      "waypoint 2",
      "waypoint 1",
      "outcome 1",
      "Completed",
      "Expired",
    ]);
  });

  test.each([
    [true, "RE_ENTRY_AFTER_EXIT"],
    [false, "ONCE"],
    [undefined, "ONCE"],
  ])("that is repeatable (%s) is entered %s", (isRepeatable, type) => {
    expect(convert({ ...journeyOf(), isRepeatable }).entryRules).toEqual({ type });
  });

  test.each([[[1, 2, 3]], [[0, 1, 2]], [[10, 20, 20]]])(
    "has its waypoints in their order %j, whatever their place in the list",
    (order) => {
      const [first, second, third] = ["a", "b", "c"].map((verb, index) => ({
        description: verb,
        conditions: { "statement.verb.id": `${VERBS}${verb}` },
        order: order[index],
      }));
      const waypoints = [second, third, first];
      const { states } = convert({ description: "x", isSequential: true, waypoints });
      expect(states.map(({ key }) => key.name)).toEqual(["a", "b", "c", "Completed", "Expired"]);
    },
  );

  test("leaves out inactive parts, and lists them", () => {
    const document = {
      ...journeyOf({ isActive: false, conditions: "not read" }, { conditions: completed }),
      outcomes: [{ isActive: false, type: "callback", callback: "http://example.org" }],
    };
    const journey = convert(document, { webhook });
    expect(journey.states.map(({ type }) => type)).toEqual([
      "EVENT_ENTRY",
      "EVENT_SPLIT",
      "EXIT",
      "EXIT",
    ]);
    expect(pathsOf(journey)).toEqual(["waypoints", "waypoints[1]", "outcomes[0]"]);
  });

  test("of one event has no wait that could expire", () => {
    const { states } = convert(journeyOf());
    expect(states.map(({ key }) => key.id)).toEqual(["waypoint-1-1", "completed"]);
  });

  test("uses the longest wait that is set", () => {
    const { states } = convert(journeyOf({ conditions: completed }), { longestWait: "7d" });
    expect(JSON.stringify(states)).toContain('"duration":"7d"');
  });

  test("cuts long names of states, and says so", () => {
    const name = "n".repeat(80);
    const journey = convert(journeyOf({ description: name, conditions: completed, count: 2 }));
    expect(journey.states[1]?.key.name).toBe(`${"n".repeat(64)} (1 of 2)`);
    expect(pathsOf(journey)).toContain("waypoints[1].description");
  });

  test.each([
    [64, 2, false],
    [65, 2, true],
    [73, 1, false],
    [74, 1, true],
  ])("says that a name of %i characters with the count %i is cut: %s", (length, count, isCut) => {
    const description = "n".repeat(length);
    const journey = convert(journeyOf({ description, conditions: completed, count }));
    expect(pathsOf(journey).includes("waypoints[1].description")).toBe(isCut);
  });

  test("says that the name of an outcome is cut", () => {
    const outcomes = [{ type: "callback", callback: "x", description: "n".repeat(74) }];
    const journey = convert({ ...journeyOf(), outcomes }, { webhook });
    expect(pathsOf(journey)).toContain("outcomes[0].description");
  });
});

describe("without a sequence", () => {
  const anyOrder = (...waypoints: Partial<Waypoint>[]) =>
    convert({ ...journeyOf(...waypoints), isSequential: false });

  test("the order is kept and listed, and an audience query ignores it", () => {
    const [first, ...rest] = seed().waypoints;
    const journey = convert({ ...seed(), isSequential: false, waypoints: [first, ...rest] });
    expect(pathsOf(journey)).toContain("isSequential");
    expect(journey.audienceQuery).toBe(
      "event('commented').count() >= 5 AND event('completed').where( property('object.definition.type') = 'http://adlnet.gov/expapi/activities/course' ).count() >= 1",
    );
  });

  test("one of several verbs is an alternative", () => {
    const conditions = { "statement.verb.id": { $in: [`${VERBS}a`, `${VERBS}b`] } };
    expect(anyOrder({ conditions }).audienceQuery).toBe(
      "event('commented').count() >= 1 AND (event('a').count() >= 1 OR event('b').count() >= 1)",
    );
  });

  test("there is no audience query for a sum of several events, or beyond 50 expressions", () => {
    const conditions = { "statement.verb.id": { $in: [`${VERBS}a`, `${VERBS}b`] } };
    expect(anyOrder({ conditions, count: 2 }).audienceQuery).toBeNull();
    const fields = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`statement.result.x${index}`, index]),
    );
    const long = { conditions: { ...completed, ...fields } };
    expect(anyOrder(long).audienceQuery).not.toBeNull();
    expect(anyOrder(long, long).audienceQuery).toBeNull();
  });
});

describe("a verb", () => {
  test.each([
    [`${VERBS}completed`, "completed"],
    ["https://example.org/verbs/signed-up/", "signed-up"],
    ["http://example.org/xapi#watched", "watched"],
    ["urn:example:joined", "joined"],
    ["https://example.org/verbs/read/ ", "read"],
  ])("%s becomes the event %s", (iri, event) => {
    expect(conditionsOf({ "statement.verb.id": iri })).toEqual([`event('${event}').count() = 1`]);
  });

  test("becomes the event of Event Names", () => {
    const eventNames = { [`${VERBS}completed`]: "Course Completed", other: "Other" };
    expect(conditionsOf(completed, { eventNames })).toEqual([
      "event('Course Completed').count() = 1",
    ]);
  });

  test("has a branch for each of several, and one if they are one event", () => {
    const conditions = { "statement.verb.id": { $in: ["x/a", "x/b", "x/a"] } };
    expect(conditionsOf(conditions)).toEqual(["event('a').count() = 1", "event('b').count() = 1"]);
    expect(conditionsOf(conditions, { eventNames: { "x/a": "E", "x/b": "E" } })).toEqual([
      "event('E').count() = 1",
    ]);
  });

  test("of the same name as another is listed", () => {
    const journey = convert(journeyOf({ conditions: { "statement.verb.id": "urn:commented" } }));
    expect(journey.notCarriedOver).toContainEqual({
      path: "waypoints[1].conditions",
      why: `urn:commented and ${VERBS}commented become one event. Event Names can separate them.`,
    });
  });

  test.each([
    ["the first", VERBS, { [`${VERBS}commented`]: "joined" }],
    ["the second", "urn:", { "urn:joined": "commented" }],
  ])(
    "that becomes the event of another is listed if only %s is in Event Names",
    (_, base, names) => {
      const conditions = { "statement.verb.id": `${base}joined` };
      const journey = convert(journeyOf({ conditions }), { eventNames: names });
      expect(pathsOf(journey)).toEqual(["waypoints", "waypoints[1].conditions"]);
    },
  );

  test("that becomes the event of another is not listed if Event Names says so for both", () => {
    const eventNames = { [`${VERBS}commented`]: "Active", [`${VERBS}completed`]: "Active" };
    const journey = convert(journeyOf({ conditions: completed }), { eventNames });
    expect(pathsOf(journey)).toEqual(["waypoints"]);
  });

  test.each([null, "", " "])("has its usual event if its name in Event Names is %j", (name) => {
    const eventNames = { [`${VERBS}completed`]: name };
    expect(conditionsOf(completed, { eventNames })).toEqual(["event('completed').count() = 1"]);
  });

  test("must meet all of its conditions", () => {
    const only = (...ids: string[]) => ({ "statement.verb.id": { $in: ids } });
    expect(conditionsOf({ $and: [only("x/a", "x/b"), only("x/b", "x/c")] })).toEqual([
      "event('b').count() = 1",
    ]);
  });
});

describe("conditions", () => {
  const written = { "statement.object.id": "a", $and: [{ "statement.result.success": true }] };
  const filter = "property('object.id') = 'a' AND property('result.success') = true";

  test("are read from text and from an object", () => {
    expect(filterOf(written)).toBe(filter);
    expect(conditionsOf(JSON.stringify({ ...completed, ...written }))).toEqual([
      `event('completed').where( ${filter} ).count() = 1`,
    ]);
  });

  test("are read as the editor writes them, and its notes are listed", () => {
    const conditions = {
      $and: [{ $comment: '{"criterionLabel":"A"}', "statement.verb.id": { $in: [`${VERBS}a`] } }],
    };
    expect(conditionsOf(conditions)).toEqual(["event('a').count() = 1"]);
    expect(pathsOf(convert(journeyOf({ conditions })))).toEqual([
      "waypoints",
      "waypoints[1].conditions.$and[0].$comment",
    ]);
  });

  test.each([
    [{ "statement.a": { $eq: 1 } }, "property('a') = 1"],
    [{ "statement.a": { $ne: "x" } }, "NOT (property('a') = 'x')"],
    [{ "statement.a": { $gt: 1, $lte: 2.5 } }, "property('a') > 1 AND property('a') <= 2.5"],
    [{ "statement.a": { $gte: -1, $lt: 3 } }, "property('a') >= -1 AND property('a') < 3"],
    [{ "statement.a": { $in: ["x", 2, true] } }, "property('a').one_of('x', 2, true)"],
    [{ "statement.a": { $nin: ["x"] } }, "NOT (property('a').one_of('x'))"],
    [{ "statement.a": { $exists: true } }, "property('a').exists()"],
    [{ "statement.a": { $exists: false } }, "property('a').absent()"],
    [{ "statement.a": null }, "property('a').absent()"],
    [{ "statement.a": { $ne: null } }, "NOT (property('a').absent())"],
    [
      { $or: [{ "statement.a": 1, "statement.b": 2 }, { $and: [{ "statement.c": 3 }] }] },
      "(property('a') = 1 AND property('b') = 2 OR property('c') = 3)",
    ],
    [{ "statement.context.x&46;y": "z" }, "property('context.x\\\\.y') = 'z'"],
    [{ "statement.a": "it's \\ that" }, "property('a') = 'it\\'s \\\\ that'"],
  ])("%j becomes %s", (query, expected) => {
    expect(filterOf(query)).toBe(expected);
  });

  test.each([
    "statement.context.contextActivities.grouping.id",
    "statement.attachments.usageType",
    "statement.actor.member.name",
    "statement.object.definition.correctResponsesPattern",
    "statement.object.definition.choices.id",
  ])("on the items of a list are listed: %s", (field) => {
    const journey = convert(journeyOf({ conditions: { ...completed, [field]: "course" } }));
    expect(pathsOf(journey)).toEqual(["waypoints", `waypoints[1].conditions.${field}`]);
  });
});

describe("what Segment's journeys do not have is refused by its path:", () => {
  const at = "Journey.waypoints[1].conditions";
  const fields = "fields of the statement, $and, $or or $comment";
  const operators = "$eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, or $exists with a boolean";
  const verb = "statement.verb.id";
  test.each([
    [{ $nor: [{}] }, `${at}.$nor: expected ${fields}, got a list of 1.`],
    [{ $where: "secret" }, `${at}.$where: expected ${fields}, got text of 6 characters.`],
    [{ $personaIdent: {} }, `${at}.$personaIdent: expected ${fields}, got an object.`],
    [{ "person._id": "x" }, `${at}.person._id: expected ${fields}, got text of 1 characters.`],
    [{ timestamp: 1 }, `${at}.timestamp: expected ${fields}, got the number 1.`],
    ...["statement.", "statement.a..b", "statement..a", "statement.a."].map(
      (name): [object, string] => [
        { [name]: 1 },
        `${at}.${name}: expected ${fields}, got the number 1.`,
      ],
    ),
    [{ constructor: 1 }, `${at}.constructor: expected ${fields}, got the number 1.`],
    ...["$regex", "$elemMatch", "$not", "$oid", "$dte", "constructor"].map(
      (name): [object, string] => [
        { "statement.a": { [name]: "x" } },
        `${at}.statement.a.${name}: expected ${operators}, got text of 1 characters.`,
      ],
    ),
    [{ "statement.a": {} }, `${at}.statement.a: expected a value or an operator, got an object.`],
    [
      { "statement.a": { $gt: "x" } },
      `${at}.statement.a.$gt: expected a number, got text of 1 characters.`,
    ],
    [
      { "statement.a": { $gt: true } },
      `${at}.statement.a.$gt: expected a number, got the boolean true.`,
    ],
    [
      { "statement.a": { $in: [] } },
      `${at}.statement.a.$in: expected a list that is not empty, got a list of 0.`,
    ],
    [
      { "statement.a": { $in: ["x", {}] } },
      `${at}.statement.a.$in[1]: expected text, a plain number, true or false, got an object.`,
    ],
    [
      { "statement.a": [1] },
      `${at}.statement.a: expected text, a plain number, true or false, got a list of 1.`,
    ],
    [{ $or: [{}] }, `${at}.$or[0]: expected a field, got an object.`],
    [
      { $or: [{ [verb]: "a" }] },
      `${at}.$or[0].${verb}: expected verbs outside $or: a list in $in, got text of 1 characters.`,
    ],
    [{ $and: {} }, `${at}.$and: expected a list that is not empty, got an object.`],
    [{ $and: [1] }, `${at}.$and[0]: expected a query, as an object, got the number 1.`],
    [
      { $and: [{ [verb]: { $ne: "a" } }] },
      `${at}.$and[0].${verb}.$ne: expected only $eq or $in, got text of 1 characters.`,
    ],
    [
      { $and: [{ [verb]: { $in: ["a", " "] } }] },
      `${at}.$and[0].${verb}.$in[1]: expected text, got text of 1 characters.`,
    ],
  ])("%j", (query, message) => {
    expect(reason(journeyOf({ conditions: { ...completed, ...query } }))).toBe(message);
  });

  test.each([
    [{}, `${at}: expected a verb in ${verb}, got none.`],
    ["{}", `${at}: expected a verb in ${verb}, got none.`],
    [{ "statement.a": 1 }, `${at}: expected a verb in ${verb}, got none.`],
    ["{", `${at}: expected a query, as JSON, got JSON with an error at line 1, column 2.`],
    [null, `${at}: expected a query, as an object, got nothing.`],
    [{ [verb]: "//" }, `${at}: expected a verb that Event Names has, got text of 2 characters.`],
    [
      { [verb]: { $in: Array.from({ length: 10 }, (_, index) => `verb${index}`) } },
      `${at}: expected verbs of at most 9 events, got 10.`,
    ],
  ])("conditions %j", (conditions, message) => {
    expect(reason(journeyOf({ conditions: conditions as object }))).toBe(message);
  });

  test.each<[object, string]>([
    [{ description: " " }, "Journey.description: expected text, got text of 1 characters."],
    [{ waypoints: 1 }, "Journey.waypoints: expected a list, got the number 1."],
    [{ waypoints: undefined }, "Journey.waypoints: expected an active waypoint, got none."],
    [{ waypoints: [1] }, "Journey.waypoints[0]: expected an object, got the number 1."],
    [{ outcomes: [1] }, "Journey.outcomes[0]: expected an object, got the number 1."],
    [{ isSequential: "x" }, 'Journey.isSequential: expected true or false, got text "x".'],
    [
      { outcomes: [{ type: "callback" }] },
      "Journey.outcomes[0].callback: expected text, got nothing.",
    ],
  ])("a journey with %j", (more, message) => {
    expect(reason({ ...seed(), ...more }, { webhook })).toBe(message);
  });

  test.each<[object, string]>([
    [
      { count: 0 },
      "Journey.waypoints[1].count: expected a whole number of 1 or more, got the number 0.",
    ],
    [
      { count: "2" },
      "Journey.waypoints[1].count: expected a whole number of 1 or more, got text of 1 characters.",
    ],
    [{ order: "2" }, "Journey.waypoints[1].order: expected a number, got text of 1 characters."],
    [{ count: 47 }, "converted"],
    [{ count: 48 }, "Journey.waypoints: expected counts that need at most 50 states, got 51."],
    [
      { count: 1e12 },
      "Journey.waypoints: expected counts that need at most 50 states, got 1000000000003.",
    ],
  ])("a waypoint with %j", (more, message) => {
    expect(reason(journeyOf({ conditions: completed, ...more }))).toBe(message);
  });

  test("two verbs at the entry", () => {
    const waypoints = [{ conditions: { [verb]: { $in: ["a", "b"] } } }];
    expect(reason({ ...seed(), waypoints })).toBe(
      "Journey.waypoints[0].conditions: expected verbs of one event, got 2.",
    );
  });

  test("an event name that is no text", () => {
    const eventNames = { [`${VERBS}completed`]: 5 };
    expect(reason(seed(), { eventNames })).toBe(
      `Event Names.${VERBS}completed: expected text, got the number 5.`,
    );
  });
});

describe("nothing of an allowed size stalls the process:", () => {
  const nested = (depth: number): object =>
    depth === 0 ? completed : { $and: [nested(depth - 1)] };
  test.each<[string, object, RegExp]>([
    [
      "10,000 active waypoints",
      { ...seed(), waypoints: Array.from({ length: 10_000 }, () => seed().waypoints[0]) },
      /at most 50 states/,
    ],
    [
      "10,000 inactive waypoints",
      { ...seed(), waypoints: Array.from({ length: 10_000 }, () => ({ isActive: false })) },
      /an active waypoint/,
    ],
    ["deep conditions", journeyOf({ conditions: nested(90) }), /^converted$/],
    ["deeper conditions", journeyOf({ conditions: nested(100_0) }), /levels/],
    [
      "deeper conditions as text",
      journeyOf({ conditions: `{"$and":${"[".repeat(100_000)}` }),
      /levels/,
    ],
    [
      "a long text",
      journeyOf({ conditions: { ...completed, "statement.a": "x".repeat(5_000_000) }, count: 40 }),
      /a shorter query/,
    ],
    [
      "a long verb",
      journeyOf({ conditions: { "statement.verb.id": `${"x".repeat(99_000)}/a` } }),
      /^converted$/,
    ],
    ["a long description", { ...seed(), description: "x".repeat(5_000_000) }, /^converted$/],
    [
      "many verbs",
      journeyOf({
        conditions: {
          $and: [1, 2].map(() => ({
            "statement.verb.id": { $in: Array.from({ length: 50_000 }, (_, i) => `v${i}`) },
          })),
        },
      }),
      /at most 9 events/,
    ],
    [
      "many comparisons",
      journeyOf({
        conditions: {
          ...completed,
          $or: Array.from({ length: 50_000 }, (_, i) => ({ "statement.a": i })),
        },
      }),
      /less than 50 comparisons/,
    ],
  ])("%s", (_title, document, expected) => {
    const startedAt = process.cpuUsage().user;
    expect(reason(document)).toMatch(expected);
    expect((process.cpuUsage().user - startedAt) / 1000).toBeLessThan(5000);
  });
});

const text = anyText({ maxLength: 12 });

describe("any text", () => {
  test("in a value, a field or the name of an event is read from the condition as it was", () => {
    const name = text.filter((part) => !/[.&;]/.test(part) && part !== "");
    fc.assert(
      fc.property(text, fc.array(name, { minLength: 1 }), text, (value, names, event) => {
        fc.pre(event.trim() !== "");
        const dotted = [...names, "a.b"];
        const field = `statement.x.${dotted.map((part) => part.replaceAll(".", "&46;")).join(".")}`;
        const [condition = ""] = conditionsOf(
          { ...completed, [field]: { $in: [value, "other"] } },
          { eventNames: { [`${VERBS}completed`]: event } },
        );
        expect(readDefinition(condition)).toEqual({
          event,
          where: { one_of: ["x", ...dotted], values: [value, "other"] },
          count: ["=", 1],
        });
      }),
    );
  });

  test("of a query selects the same events as Mongo selects statements", () => {
    const scalar = fc.oneof(
      fc.constantFrom("a", "b", "it's", ""),
      fc.integer({ min: 0, max: 3 }),
      fc.boolean(),
    );
    const number = fc.integer({ min: 0, max: 3 });
    const field = fc.constantFrom("statement.a", "statement.b.c", "statement.b.d&46;e");
    const comparison = fc.oneof(
      scalar,
      fc.constant(null),
      fc.record({ $eq: scalar }),
      fc.record({ $ne: fc.oneof(scalar, fc.constant(null)) }),
      fc.record({ $gt: number, $lte: number }, { requiredKeys: ["$gt"] }),
      fc.record({ $gte: number, $lt: number }, { requiredKeys: ["$lt"] }),
      fc.record({ $in: fc.array(scalar, { minLength: 1 }) }),
      fc.record({ $nin: fc.array(scalar, { minLength: 1 }) }),
      fc.record({ $exists: fc.boolean() }),
    );
    const { query } = fc.letrec<{ query: object }>((tie) => ({
      query: fc.oneof(
        { maxDepth: 3, depthSize: "small" },
        fc.dictionary(field, comparison, { minKeys: 1, maxKeys: 2 }),
        fc.record({ $and: fc.array(tie("query"), { minLength: 1, maxLength: 3 }) }),
        fc.record({ $or: fc.array(tie("query"), { minLength: 1, maxLength: 3 }) }),
      ),
    }));
    const statement = fc.record(
      { a: scalar, b: fc.record({ c: scalar, "d.e": scalar }, { requiredKeys: [] }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        query,
        fc.array(statement, { minLength: 1, maxLength: 5 }),
        (query, statements) => {
          let condition: string | undefined;
          try {
            [condition] = conditionsOf({ $and: [completed, query] });
          } catch (error) {
            expect(String(error)).toContain("less than 50 comparisons");
            return;
          }
          const { where } = readDefinition(condition ?? "");
          for (const one of statements) {
            expect([condition, evaluate(where, one)]).toEqual([
              condition,
              matches(query, { statement: one }),
            ]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("any document", () => {
  const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
  const verbId = fc.oneof(
    fc.constantFrom(...["commented", "completed", "passed"].map((verb) => VERBS + verb)),
    text,
  );
  const conditions = fc
    .record(
      {
        "statement.verb.id": fc.oneof(
          verbId,
          fc.record({ $in: fc.array(verbId, { maxLength: 11 }) }),
        ),
        "statement.object.id": fc.oneof(
          text,
          fc.record({ $ne: text }),
          fc.record({ $regex: text }),
        ),
        "statement.result.score.scaled": fc.record({ $gt: fc.double() }),
        $comment: text,
        $or: fc.array(
          fc.dictionary(
            fc.constantFrom("statement.a", "statement.verb.id", "$nor"),
            fc.jsonValue(),
          ),
        ),
      },
      { requiredKeys: [] },
    )
    .chain((query) =>
      fc.constantFrom<string | object>(query, JSON.stringify(query), { $and: [query] }),
    );
  const waypoint: fc.Arbitrary<Waypoint> = fc.record(
    {
      _id: text,
      description: anyText({ minLength: 1, maxLength: 200 }),
      isActive: fc.boolean(),
      conditions: fc.oneof(
        { weight: 3, arbitrary: fc.constant({ "statement.verb.id": `${VERBS}a` }) },
        { weight: 2, arbitrary: conditions },
      ),
      count: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.integer()),
      order: fc.integer({ min: 0, max: 5 }),
    },
    { requiredKeys: ["conditions"] },
  );
  const outcome: fc.Arbitrary<Outcome> = fc.record(
    {
      _id: text,
      description: text.filter((name) => name.trim() !== ""),
      isActive: fc.boolean(),
      type: fc.constantFrom("callback", "statement"),
      callback: fc.webUrl(),
      tripCount: fc.nat(),
    },
    { requiredKeys: [] },
  );
  const document: fc.Arbitrary<LearningLockerJourney> = fc.record(
    {
      _id: text,
      organisation: text,
      owner: text,
      version: fc.nat(),
      createdAt: text,
      updatedAt: text,
      description: anyText({ minLength: 1, maxLength: 200 }),
      isActive: fc.boolean(),
      sources: fc.array(text),
      waypoints: fc.array(waypoint, { minLength: 0, maxLength: 6 }),
      outcomes: fc.array(outcome, { maxLength: 3 }),
      isSequential: fc.boolean(),
      isRepeatable: fc.boolean(),
      trackBy: fc.constant("actor"),
      recalculateStatus: fc.record(
        { inProgress: fc.boolean(), totalCount: fc.nat() },
        { requiredKeys: [] },
      ),
      isPublic: fc.boolean(),
      sendCompletedStatement: fc.boolean(),
      queryHint: text,
    },
    { requiredKeys: ["description", "waypoints"] },
  );

  const ajv = new Ajv({ strict: false });
  ajv.addSchema({ $id: "contract", ...contract });
  const isBody = ajv.compile({
    $ref: "contract#/paths/~1spaces~1{spaceId}~1journeys/post/requestBody/content/application~1vnd.segment.v1alpha+json/schema",
  });

  /** The paths of all fields that have a value, down to lists of plain values and conditions. */
  const fieldsOf = (value: unknown, at = ""): string[] => {
    if (Array.isArray(value) && value.some((item) => typeof item === "object")) {
      return value.flatMap((item, index) => fieldsOf(item, `${at}[${index}]`));
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [at];
    if (at.endsWith("conditions")) return [at];
    return Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .flatMap(([key, inner]) => fieldsOf(inner, at === "" ? key : `${at}.${key}`));
  };
  /** The fields that become a part of the result, unless they or the object around them are listed. */
  const CARRIED_OVER =
    /^(description|outcomes|isSequential|isRepeatable|(waypoints|outcomes)\[\d+\]\.(description|isActive|conditions|count|order|type|callback))$/;

  test("is converted into a body that is valid against the contract, or refused by its path; each field is carried over or listed", () => {
    const seen = { converted: 0, refused: 0 };
    fc.assert(
      fc.property(document, maybe(fc.constant(webhook)), (given, webhook) => {
        let converted: ConvertedJourney;
        try {
          converted = convert(given, { webhook });
        } catch (error) {
          expect(String((error as Error).message)).toMatch(
            /^Journey\..+: expected .+, got .+\.$/su,
          );
          seen.refused += 1;
          return;
        }
        seen.converted += 1;
        const { name, description, audienceQuery, notCarriedOver, ...definition } = converted;
        expect([isBody({ name, description, definition }), isBody.errors]).toEqual([true, null]);
        expect(name.length).toBeGreaterThan(0);
        for (const { key } of definition.states)
          expect([...(key.name ?? "")].length).toBeLessThanOrEqual(73);
        expect(definition.states.length).toBeLessThanOrEqual(50);
        expect(audienceQuery === null || given.isSequential !== true).toBe(true);
        const listed = new Set(notCarriedOver.map(({ path }) => path));
        const isListed = (field: string): boolean =>
          [...listed].some(
            (path) => path !== "waypoints" && (field === path || field.startsWith(`${path}.`)),
          );
        const missing = fieldsOf(given).filter(
          (field) => !isListed(field) && !CARRIED_OVER.test(field),
        );
        expect(missing).toEqual([]);
        const ids = definition.states.map(({ key }) => key.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 1000 },
    );
    expect(seen.converted).toBeGreaterThan(100);
    expect(seen.refused).toBeGreaterThan(100);
  });

  test("as Learning Locker returns it is converted, with every other field listed", () => {
    const returned = {
      _id: "5a0c5ee2b2c1b00f6d1f0d11",
      organisation: "561a679c0c5d017e4004714f",
      owner: "561a679c0c5d017e4004715a",
      createdAt: "2018-02-01T09:00:00.000Z",
      updatedAt: "2018-02-02T09:00:00.000Z",
      description: "Induction",
      isActive: true,
      isPublic: false,
      isRepeatable: true,
      isSequential: true,
      sendCompletedStatement: false,
      recalculateStatus: { inProgress: false, totalCount: 0, remainingCount: 0 },
      queryHint: null,
      trackBy: "actor",
      sources: [],
      version: 3,
      waypoints: [
        {
          _id: "5a0c5ee2b2c1b00f6d1f0d12",
          description: "Started",
          isActive: true,
          conditions: {
            $and: [
              {
                $comment: '{"criterionLabel":"A","criteriaPath":["statement","verb"]}',
                "statement.verb.id": { $in: [`${VERBS}initialized`] },
              },
            ],
          },
          count: 1,
          order: 0,
        },
      ],
      outcomes: [
        {
          _id: "5a0c5ee2b2c1b00f6d1f0d13",
          description: "Tell HR",
          isActive: true,
          type: "callback",
          callback: "https://hr.example.org/done",
          tripCount: 12,
        },
      ],
    };
    const journey = convert(returned, { webhook });
    expect(journey.entryRules).toEqual({ type: "RE_ENTRY_AFTER_EXIT" });
    expect(pathsOf(journey)).toEqual([
      "_id",
      "organisation",
      "owner",
      "createdAt",
      "updatedAt",
      "isActive",
      "isPublic",
      "sendCompletedStatement",
      "recalculateStatus",
      "queryHint",
      "trackBy",
      "sources",
      "version",
      "waypoints",
      "waypoints[0]._id",
      "outcomes[0]._id",
      "outcomes[0].tripCount",
      "waypoints[0].conditions.$and[0].$comment",
    ]);
  });
});
