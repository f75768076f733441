import { fault, responseFault } from "../../simulator";
import { type ExampleRun, type Examples, openExamples } from "./example";

const NAME = "offboard-users";
const TYPE = "SUPPRESS_WITH_DELETE";

let examples: Examples;
beforeAll(async () => {
  examples = await openExamples();
});
afterAll(() => examples.close());
afterEach(() => {
  const { regulations } = simulator().workspace("us");
  for (const { id } of regulations.all) regulations.delete(id);
});

const simulator = () => examples.workspaces.simulator;
const regulations = () => simulator().workspace("us").regulations.all;
const regulated = () => regulations().flatMap(({ subjects }) => subjects);

const offboard = (payload: unknown, type = TYPE): Promise<ExampleRun> =>
  examples.run(NAME, {
    payload: examples.given(payload),
    config: examples.given({ "Regulation Type": type }),
  });

/** User IDs of as many users. */
const users = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `customer-${index + 1}`);

/** The methods of the requests that some work sent. */
async function methodsOf(work: () => Promise<unknown>): Promise<string[]> {
  const before = simulator().requests.length;
  await work();
  return simulator()
    .requests.slice(before)
    .map(({ method }) => method);
}

test("the sample is a dry run: it counts users and requests, and sends nothing", async () => {
  const methods = await methodsOf(async () => {
    const { code, results } = await examples.run(NAME);
    expect(code).toBe(0);
    expect(results).toBe(
      [
        `# Offboarding users: ${TYPE}`,
        "",
        '**Dry run: nothing was sent.** The payload has to say `"dryRun": false`.',
        "",
        "- To be handed in: 5 users, in 1 chunk, 1 request",
        "- Left out, as Segment has been asked already: 0 users",
        "- In the payload: 7 IDs, 1 of them blank, 1 repeated",
      ].join("\n"),
    );
  });
  expect(methods).toEqual(["GET"]);
  expect(regulations()).toEqual([]);
});

test("a payload that does not speak of a dry run gets one", async () => {
  const { code, text } = await offboard({ userIds: users(3) });
  expect(code).toBe(0);
  expect(text).toContain("**Dry run: nothing was sent.**");
  expect(regulations()).toEqual([]);
});

test("every user is handed in once, in chunks of 5,000, and not again by a second run", async () => {
  const payload = { userIds: [...users(12_000), "", null, " customer-7"], dryRun: false };
  const { code, results } = await offboard(payload);
  const { differences } = simulator();
  const made = regulations().map(({ id }) => id);
  expect(code).toBe(0);
  expect(results).toBe(
    [
      `# Offboarding users: ${TYPE}`,
      "",
      "- Handed in: 12,000 users, in 3 of 3 chunks, 3 requests",
      "- Left out, as Segment has been asked already: 0 users",
      "- In the payload: 12,003 IDs, 2 of them blank, 1 repeated",
      "",
      "| Chunk | Users | Regulation |",
      "|---|---|---|",
      `| 1 | 5,000 | ${made[0]} |`,
      `| 2 | 5,000 | ${made[1]} |`,
      `| 3 | 2,000 | ${made[2]} |`,
    ].join("\n"),
  );
  expect(regulations()).toMatchObject(
    [5000, 5000, 2000].map((length) => ({ regulationType: TYPE, subjects: { length } })),
  );
  expect(regulated().sort()).toEqual(users(12_000).sort());
  expect(differences).toEqual([]);

  const methods = await methodsOf(async () => {
    const again = await offboard(payload);
    expect(again.code).toBe(0);
    expect(again.text).toContain("**Nothing to do: Segment has been asked already.**");
    expect(again.text).toContain("Left out, as Segment has been asked already: 12,000 users");
  });
  expect(methods).toEqual(["GET"]);
});

test.each([
  [{}, "expected userIds, a list, got nothing"],
  ["customer-1", "expected userIds, a list, got nothing"],
  [{ userIds: "customer-1" }, 'expected userIds, a list, got "customer-1"'],
  [{ userIds: [] }, "expected userIds with at least one ID, got []"],
  [{ userIds: [" ", null] }, 'expected userIds with at least one ID, got [" ",null]'],
  [{ userIds: ["customer-1", 42] }, "expected userIds to be text, got 42"],
  [{ userIds: ["customer-1"], dryRun: "no" }, 'expected dryRun to be true or false, got "no"'],
])("%j is refused before anything is sent", async (payload, reason) => {
  const methods = await methodsOf(async () => {
    const { code, text } = await offboard(payload);
    expect(code).toBe(1);
    expect(text).toContain(`Read Payload: Payload: ${reason}`);
  });
  expect(methods).toEqual([]);
});

test("a chunk that fails keeps no other from being sent, fails the run, and is all that a second run sends", async () => {
  const payload = { userIds: users(7000), dryRun: false };
  let posts = 0;
  const stop = simulator().intercept(({ method }) => {
    posts += method === "POST" ? 1 : 0;
    return method === "POST" && posts === 1
      ? responseFault({ status: 503, body: {} }, "before")
      : undefined;
  });
  const { code, text } = await offboard(payload);
  stop();
  expect(code).toBe(1);
  expect(text).toContain("- Handed in: 2,000 users, in 1 of 2 chunks, 1 request");
  expect(text).toContain("| 1 | 5,000 | **failed**, see the log; Segment may have taken it |");
  expect(text).toContain("1 of 2 chunks failed: send the same payload again");
  expect(regulated()).toHaveLength(2000);

  const again = await offboard(payload);
  expect(again.code).toBe(0);
  expect(again.text).toContain("- Handed in: 5,000 users, in 1 of 1 chunk, 1 request");
  expect(regulated().sort()).toEqual(users(7000).sort());
});

test("a chunk whose response was lost is not handed in twice", async () => {
  const payload = { userIds: users(3), dryRun: false };
  const stop = simulator().intercept(({ method }) =>
    method === "POST" ? fault("connection reset", "after") : undefined,
  );
  expect((await offboard(payload)).code).toBe(1);
  stop();
  expect((await offboard(payload)).code).toBe(0);
  expect(regulated()).toEqual(users(3));
});

test.each(["b", "three"])(
  "however requests fail (%s), runs until one is done hand every user in once",
  async (seed) => {
    const payload = examples.given({ userIds: users(12_000), dryRun: false });
    const { last, faults } = await examples.untilDone(NAME, seed, { payload });
    expect(last.code).toBe(0);
    expect(faults).toBeGreaterThan(0);
    expect(regulated().sort()).toEqual(users(12_000).sort());
    expect(regulations()).toMatchObject([1, 2, 3].map(() => ({ regulationType: TYPE })));
    expect(simulator().differences).toEqual([]);
  },
);

describe("a user that Segment was asked about before", () => {
  const MINUTE = 60_000;
  /** Regulations of one user, the first of them some minutes ago. */
  const asked = (minutes: number, ...types: string[]) => {
    for (const [index, regulationType] of types.entries()) {
      simulator()
        .workspace("us")
        .regulations.put({
          id: `earlier-${index}`,
          regulationType,
          subjectType: "USER_ID",
          subjects: ["customer-1"],
          createdAt: Date.now() - minutes * MINUTE + index,
        });
    }
  };

  test.each([
    ["is left out while the same is under way", 0, [TYPE], TYPE, 0],
    ["is left out if the deletion is running", 0, ["DELETE_ONLY"], "DELETE_ONLY", 0],
    ["is left out if a suppression is finished", 60, [TYPE], TYPE, 0],
    ["is sent if only a deletion is finished", 60, ["DELETE_ONLY"], "DELETE_ONLY", 1],
    ["is sent if it was unsuppressed since", 60, [TYPE, "UNSUPPRESS"], TYPE, 1],
    ["is left out if it was suppressed again", 60, ["UNSUPPRESS", TYPE], TYPE, 0],
    ["is sent if something else was asked", 0, ["SUPPRESS_ONLY"], TYPE, 1],
  ])("%s", async (_title, minutes, before, type, sent) => {
    asked(minutes, ...before);
    const { code } = await offboard({ userIds: ["customer-1"], dryRun: false }, type);
    expect(code).toBe(0);
    expect(regulations().length - before.length).toBe(sent);
  });
});
