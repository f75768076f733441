import { isConnectionError } from "@prismatic-io/spectral";
import { refusal, useSteps } from "./steps";

interface Regulated {
  users: number;
  requests: number;
  regulateIds: string[];
  dryRun: boolean;
}

const steps = useSteps();
const USERS = Array.from({ length: 12_001 }, (_, index) => `customer-${index}`);

const regulate = (userIds: unknown, inputs: object = {}) =>
  steps.take<Regulated>("deleteOrSuppressUsers", {
    regulationType: "SUPPRESS_ONLY",
    userIds,
    ...inputs,
  });
const subjects = ({ writes }: { writes: { body: unknown }[] }) =>
  writes.map(({ body }) => (body as { subjectIds: string[] }).subjectIds);
const regulations = () => steps.simulator.workspace("us").regulations.all;

test("12,001 users go in three requests, each of them once, and the log tells how far they are", async () => {
  const taken = await regulate([...USERS, ...USERS.slice(3000, 9000), "", "customer-7"]);
  expect(subjects(taken).map(({ length }) => length)).toEqual([5000, 5000, 2001]);
  expect(subjects(taken).flat()).toEqual(USERS);
  expect(taken.data).toEqual({
    users: 12_001,
    requests: 3,
    regulateIds: regulations().map(({ id }) => id),
    dryRun: false,
  });
  expect(taken.told).toEqual(
    [5000, 10_000, 12_001].map(
      (sent) => `Delete or Suppress Users: ${sent} of 12001 users submitted`,
    ),
  );
});

test("users who were suppressed are listed so, until they are unsuppressed", async () => {
  await regulate(USERS.slice(0, 6000));
  expect((await suppressed()).toSorted()).toEqual(USERS.slice(0, 6000).toSorted());
  await regulate(JSON.stringify(USERS.slice(0, 5990)), { regulationType: "UNSUPPRESS" });
  expect(await suppressed()).toEqual(USERS.slice(5990, 6000));
});

/** The users that Segment lists as suppressed. */
async function suppressed(): Promise<string[]> {
  const { data } = await steps.harness.run<{ data: { suppressed: { subjectIds: string[] }[] } }>(
    "listSuppressions",
    { fetchAll: true },
  );
  return data.suppressed.flatMap(({ subjectIds }) => subjectIds);
}

test("users are regulated in the whole workspace, or in one source", async () => {
  const source = { slug: "web", metadataId: "IqDTy1TpoU", enabled: true };
  const sourceId = (await steps.made("createSource", source)).id;
  const everywhere = await regulate("customer-1", { regulationType: "DELETE_ONLY" });
  const inOne = await regulate(["customer-1", 42], { regulationType: "DELETE_ONLY", sourceId });
  const body = { regulationType: "DELETE_ONLY", subjectType: "USER_ID" };
  expect(everywhere.writes).toMatchObject([
    { path: "/regulations", body: { ...body, subjectIds: ["customer-1"] } },
  ]);
  expect(inOne.writes).toMatchObject([
    {
      path: `/regulations/sources/${sourceId}`,
      body: { ...body, subjectIds: ["customer-1", "42"] },
    },
  ]);
  expect(regulations().map(({ sourceId }) => sourceId)).toEqual([undefined, sourceId]);
});

test("a dry run counts users and requests, and sends nothing", async () => {
  const { data, requests } = await regulate([...USERS, ...USERS], { dryRun: "true" });
  expect(data).toEqual({ users: 12_001, requests: 3, regulateIds: [], dryRun: true });
  expect(requests).toEqual([]);
});

describe("when the second of three requests fails", () => {
  /** Fails the second request; returns the step's error. */
  async function failure(second: Parameters<typeof steps.disturb>[2]) {
    steps.disturb("POST", /^\/regulations$/, undefined, second);
    const taken = await regulate(USERS);
    expect(regulations()).toHaveLength(1);
    const rest = ` 5000 of 12001 users submitted, in ${regulations()[0]?.id}; it is safe to submit all of them again.`;
    expect(taken.error.message.slice(-rest.length)).toBe(rest);
    return { ...taken.error, error: taken.error, said: taken.error.message.slice(0, -rest.length) };
  }

  test("its error keeps its class and fields, and names what is under way", async () => {
    const { error, said } = await failure(refusal(500, "overloaded", "server-error"));
    expect(said).toBe(
      "Delete or Suppress Users: 500 overloaded. Segment may have applied it: look it up before running it again.",
    );
    expect(error).toMatchObject({
      name: "SegmentError",
      status: 500,
      method: "POST",
      path: "/regulations",
      attempts: 1,
      outcome: "unknown",
      errors: [{ type: "server-error", message: "overloaded" }],
    });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ message: error.message });
  });

  test("a key that lost its access marks the connection", async () => {
    const { error } = await failure(refusal(403));
    expect(isConnectionError(error)).toBe(true);
    expect(error).toMatchObject({ name: "ConnectionError", status: 403 });
  });

  test("a reason without a stop gets one", async () => {
    expect((await failure(refusal(422, "too many"))).said).toBe(
      "Delete or Suppress Users: 422 too many.",
    );
  });

  test("it is not said that nothing was changed", async () => {
    const { said, error } = await failure({ status: 429, headers: { "retry-after": "3600" } });
    expect(said).toBe(
      "Delete or Suppress Users: 429 Too Many Requests. Try again in 3600 seconds.",
    );
    expect(error).toMatchObject({ retryAfterMs: 3_600_000 });
  });
});

test("a failure of the first request says no more than what failed", async () => {
  steps.disturb("POST", /^\/regulations$/, refusal(422, "too many"));
  const { error } = await regulate(USERS);
  expect(error.message).toBe("Delete or Suppress Users: 422 too many");
});

test.each([
  ["no users", [], {}, /^User IDs: expected at least one text, got /],
  ["blank users", ["", " "], {}, /^User IDs: expected at least one text, got /],
  ["another type", ["a"], { regulationType: "FORGET" }, /^Regulation Type: expected one of /],
  ["an object among the users", ["a", {}], {}, /^User IDs\[1\]: expected text, got an object/],
])("%s is refused before anything is sent", async (_, userIds, inputs, message) => {
  const { error, requests } = await regulate(userIds, inputs);
  expect(error.message).toMatch(message);
  expect(requests).toEqual([]);
});

test.each([{}, { regulateId: null }, { regulateId: 5 }, { regulateId: "" }])(
  "a regulation that returns %j may have been created, and no empty list is returned",
  async (data) => {
    steps.disturb("POST", /^\/regulations$/, undefined, { status: 200, body: { data } });
    const { error, writes } = await regulate(USERS);
    expect(error).toMatchObject({ outcome: "unknown", attempts: 1 });
    expect(error.message).toContain("200 the response has no usable regulateId. Segment may have");
    expect(error.message).toContain("5000 of 12001 users submitted");
    expect(writes).toHaveLength(2);
  },
);
