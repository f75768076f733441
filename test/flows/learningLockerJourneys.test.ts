import { readFileSync } from "node:fs";
import { fault, responseFault } from "../../simulator";
import { type ExampleRun, type Examples, openExamples, sample } from "./example";

const NAME = "learning-locker-journeys";
const { journeys, eventNames } = JSON.parse(readFileSync(sample(NAME, "payload"), "utf8"));
const refused = {
  description: "Read a policy",
  waypoints: [
    { conditions: { "statement.verb.id": "x/read", "statement.object.id": { $regex: "p" } } },
  ],
};

let examples: Examples;
beforeEach(async () => {
  examples = await openExamples();
});
afterEach(() => examples.close());

const simulator = () => examples.workspaces.simulator;
const created = () => simulator().workspace("us").spaces.all[0]?.journeys.all ?? [];
const names = () => created().map(({ name }) => name);
const move = (payload: unknown): Promise<ExampleRun> =>
  examples.run(NAME, { payload: examples.given(payload) });

test("each journey becomes a draft, and the report lists what was not carried over", async () => {
  const { code, results } = await examples.run(NAME);
  const [first, second] = created();
  expect(code).toBe(0);
  expect(results).toBe(
    [
      "# Journeys of Learning Locker",
      "",
      "| Journey | States | Draft |",
      "|---|--:|---|",
      `| 5 comments and 1 completion of a course | 8 | ${first?.id} |`,
      `| Induction | 4 | ${second?.id} |`,
      "",
      "Not carried over from 5 comments and 1 completion of a course:",
      "- createdAt: Segment has no counterpart, or a value of its own.",
      "- updatedAt: Segment has no counterpart, or a value of its own.",
      "- isActive: Segment creates a draft.",
      "- sources: Segment reads all sources of the space.",
      "- trackBy: Segment follows profiles.",
      "- isPublic: Segment has no counterpart, or a value of its own.",
      "- waypoints: Past statements do not count.",
      "- outcomes[0]: No webhook destination is set.",
      "",
      "Not carried over from Induction:",
      "- _id: Segment has no counterpart, or a value of its own.",
      "- organisation: Segment has no counterpart, or a value of its own.",
      "- isActive: Segment creates a draft.",
      "- trackBy: Segment follows profiles.",
      "- waypoints: Past statements do not count.",
      "- waypoints[0]._id: Segment has no counterpart, or a value of its own.",
      "- waypoints[1]._id: Segment has no counterpart, or a value of its own.",
      "- waypoints[0].conditions.$and[0].$comment: Conditions have no notes.",
      "- waypoints[1].conditions.$and[0].$comment: Conditions have no notes.",
      "- isSequential: The journey keeps the order.",
      "",
      "Audience that ignores the order: event('initialized').count() >= 1 AND event('Course Passed').where( property('result.score.scaled') >= 0.8 ).count() >= 1",
    ].join("\n"),
  );
  expect(created().map(({ versions }) => versions[0]?.status)).toEqual(["DRAFT", "DRAFT"]);
  expect(simulator().differences).toEqual([]);
});

test("a journey that is refused does not stop the others, and fails the run", async () => {
  const { code, text } = await move({ journeys: [refused, ...journeys], eventNames });
  expect(code).toBe(1);
  expect(text).toContain(
    "Journey.waypoints[0].conditions.statement.object.id.$regex: expected $eq,",
  );
  expect(text).toContain("| Read a policy |  | **refused**, see the log; nothing was created |");
  expect(text).toContain("1 of 3 journeys failed: send only these again");
  expect(names()).toEqual(journeys.map(({ description }: { description: string }) => description));
});

test("a journey without a name is reported by its number", async () => {
  const { code, text } = await move({ journeys: [null, {}, { description: { a: 1 } }, refused] });
  expect(code).toBe(1);
  for (const name of ["(number 1)", "(number 2)", "(number 3)", "Read a policy"]) {
    expect(text).toContain(`| ${name} |  | **refused**, see the log; nothing was created |`);
  }
});

test("names with line breaks and bars stay on their lines of the report", async () => {
  const conditions = { "statement.verb.id": "x/read" };
  const { code, text } = await move({
    journeys: [{ description: "a\n| b", "c\n| d |": 1, waypoints: [{ conditions }] }],
  });
  expect(code).toBe(0);
  expect(text).toMatch(/^\s*\| a b \| 2 \| \w+ \|$/m);
  expect(text).toMatch(/^\s*Not carried over from a b:$/m);
  expect(text).toMatch(/^\s*- c \| d \|: Segment has no counterpart, or a value of its own\.$/m);
});

test("a second run with the same payload creates the journeys again, as its documentation says", async () => {
  await examples.run(NAME);
  await examples.run(NAME);
  expect(names()).toEqual([...journeys, ...journeys].map(({ description }) => description));
});

test.each([
  [{}, "expected journeys, a list of at least one, got undefined"],
  [{ journeys: [] }, "expected journeys, a list of at least one, got an empty list"],
  [{ journeys: "x" }, "expected journeys, a list of at least one, got string"],
])("%j is refused before anything is sent", async (payload, reason) => {
  const before = simulator().requests.length;
  const { code, text } = await move(payload);
  expect(code).toBe(1);
  expect(text).toContain(`Read Payload: Payload: ${reason}`);
  expect(
    simulator()
      .requests.slice(before)
      .filter(({ method }) => method === "POST"),
  ).toEqual([]);
});

test.each([
  ["was not received", () => responseFault({ status: 503, body: {} }, "before"), 1],
  ["was lost on its way back", () => fault("connection reset", "after"), 2],
])(
  "a journey whose request %s is marked, and the others are created",
  async (_title, meets, count) => {
    let posts = 0;
    const stop = simulator().intercept(({ method }) => {
      posts += method === "POST" ? 1 : 0;
      return method === "POST" && posts === 1 ? meets() : undefined;
    });
    const { code, text } = await examples.run(NAME);
    stop();
    expect(code).toBe(1);
    expect(text).toContain("| 8 | **failed**, see the log; Segment may have created it |");
    expect(text).toMatch(/\| Induction \| 4 \| \w+ \|/);
    expect(names()).toHaveLength(count);
  },
);

test.each(["a", "two"])(
  "whatever requests fail (%s), no run creates a journey twice",
  async (seed) => {
    examples.sabotage(seed);
    const { text } = await examples.run(NAME);
    examples.sabotage(undefined);
    const reported = created().filter(({ id }) => text.includes(`| ${id} |`));
    expect(new Set(names()).size).toBe(names().length);
    const marks = text.match(/\*\*failed\*\*/g)?.length ?? 0;
    if (text.includes("# Journeys")) expect(reported.length + marks).toBe(2);
    expect(simulator().differences).toEqual([]);
  },
);
