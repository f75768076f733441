import { refusal, useSteps } from "./steps";

const steps = useSteps();

/** Longer than the address of one request may be. */
const COUNT = 600;
const userIds = Array.from({ length: COUNT }, (_, at) => `user-${String(at).padStart(17, "0")}`);
const emails = userIds.map((id) => `${id}+test@example.com`);

const workspace = () => steps.simulator.workspace("us");
const addUsers = () => {
  for (const id of userIds) {
    workspace().users.put({ id, name: id, email: `${id}@example.com`, permissions: [] });
  }
};
/** The requests that were sent, and the entries of the list in all of them. */
const sentOf = (requests: { query: string }[], list: string) => ({
  requests: requests.length,
  entries: requests.flatMap(({ query }) =>
    [...new URLSearchParams(query)].map(([key, value]) => {
      expect(key).toMatch(new RegExp(`^${list}\\[\\d+\\]$`));
      return value;
    }),
  ),
});

test("600 users are removed in several requests of at most 8,000 bytes, each of them once", async () => {
  addUsers();
  const taken = await steps.take("deleteUser", { userIds: [...userIds, ...userIds.slice(0, 50)] });
  expect(taken.data).toEqual({ status: "SUCCESS" });
  for (const { path, query } of taken.requests) {
    expect(path.length + 1 + query.length).toBeLessThanOrEqual(8000);
  }
  const { requests, entries } = sentOf(taken.requests, "userIds");
  expect(requests).toBe(4);
  expect(entries).toEqual(userIds);
  expect(workspace().users.all.filter(({ id }) => userIds.includes(id))).toEqual([]);
  expect(taken.told).toHaveLength(4);
  expect(taken.told.at(-1)).toBe("Delete Users: 600 of 600 User IDs removed");
});

test("a list that fits goes in one request, as it was given", async () => {
  addUsers();
  const few = userIds.slice(0, 100);
  const taken = await steps.take("deleteUser", { userIds: few });
  expect(sentOf(taken.requests, "userIds")).toEqual({ requests: 1, entries: few });
  expect(taken.told).toEqual([]);
});

test("invites and members of a group are removed in several requests, too", async () => {
  await steps.made("createUserInvites", { invites: emails.map((email) => ({ email })) });
  const { id } = await steps.made("createUserGroup", { name: "Engineering" });
  await steps.take("addUsersToUserGroup", { userGroupId: id, emails });
  const removed = await steps.take("removeUsersFromUserGroup", { userGroupId: id, emails });
  expect(removed.data).toEqual({ status: "SUCCESS" });
  expect(sentOf(removed.requests, "emails").entries).toEqual(emails);
  const deleted = await steps.take("deleteInvites", { emails });
  expect(deleted.data).toEqual({ status: "SUCCESS" });
  expect(deleted.requests.length).toBeGreaterThan(1);
  expect([...workspace().invites]).toEqual([]);
});

test("rules are removed in several requests, too", async () => {
  const { id } = await steps.made("createTrackingPlan", { name: "Plan", type: "LIVE" });
  const rules = Array.from({ length: 150 }, (_, at) => ({
    type: "TRACK",
    key: `Order Completed ${at}`,
    version: 1,
  }));
  await steps.take("updateRulesInTrackingPlan", {
    trackingPlanId: id,
    rules: rules.map((rule) => ({ ...rule, jsonSchema: {} })),
  });
  const taken = await steps.take("removeRulesFromTrackingPlan", { trackingPlanId: id, rules });
  expect(taken.data).toEqual({ status: "SUCCESS" });
  expect(taken.requests.length).toBeGreaterThan(1);
  const left = await steps.take<{ rules: unknown[] }>("listRulesFromTrackingPlan", {
    trackingPlanId: id,
  });
  expect(left.data.rules).toEqual([]);
});

test("a failure midway says how many were removed", async () => {
  addUsers();
  steps.disturb("DELETE", /^\/users$/, undefined, refusal(404, "user x was not found"));
  const { error, requests } = await steps.take("deleteUser", { userIds });
  const [first] = requests
    .slice(0, 1)
    .map((request) => sentOf([request], "userIds").entries.length);
  expect(requests).toHaveLength(2);
  expect(error.message).toBe(
    `Delete Users: 404 user x was not found. ${first} of 600 User IDs removed; run the step again with the others.`,
  );
  expect(error).toMatchObject({ status: 404, outcome: "not_applied" });
});

test("an entry that fits no request is refused, and nothing is sent", async () => {
  const { error, requests } = await steps.take("deleteUser", {
    userIds: [...userIds, "x".repeat(8000)],
  });
  expect(error.message).toBe(
    "User IDs: expected entries that fit in an address of 8000 bytes, got a longer one.",
  );
  expect(requests).toEqual([]);
});

test("a filter of a read that is too long is refused with how many fit, and nothing is sent", async () => {
  const frame = {
    granularity: "DAY",
    startTime: "2026-01-01T00:00:00Z",
    endTime: "2026-01-02T00:00:00Z",
  };
  const { error, requests } = await steps.take("getEventsVolumeFromWorkspace", {
    ...frame,
    sourceId: userIds,
  });
  expect(error.message).toMatch(
    /^Get Events Volume From Workspace: the address is 2\d{4} bytes long, and no more than 8000 reach Segment: of the 600 entries of sourceId, the first \d+ fit$/,
  );
  expect(error).toMatchObject({ code: "ADDRESS_TOO_LONG", attempts: 0, outcome: "not_applied" });
  expect(requests).toEqual([]);
  const fitting = Number(/the first (\d+) fit/.exec(error.message)?.[1]);
  const again = await steps.take("getEventsVolumeFromWorkspace", {
    ...frame,
    sourceId: userIds.slice(0, fitting),
  });
  expect(again.requests).toHaveLength(1);
});

test("a raw request with an address that is too long is not sent", async () => {
  const { error, requests } = await steps.take("rawRequest", {
    method: "GET",
    url: `/sources?${"x".repeat(8000)}`,
  });
  expect(error.message).toBe(
    "Raw Request: the address is 8009 bytes long, and no more than 8000 reach Segment",
  );
  expect(requests).toEqual([]);
});

describe("requests are bounded by their bytes as well as by their number", () => {
  const MIB = 1024 * 1024;

  test("users of 40 kB each go in as many requests as it takes", async () => {
    const users = Array.from({ length: 600 }, (_, at) => `${at}-é"`.padEnd(40_000, "x"));
    const taken = await steps.take<{ users: number; requests: number }>("deleteOrSuppressUsers", {
      regulationType: "SUPPRESS_ONLY",
      userIds: users,
    });
    expect(taken.data).toMatchObject({ users: 600, requests: 3 });
    for (const { headers } of taken.writes) {
      expect(Number(headers["content-length"])).toBeLessThan(10 * MIB);
    }
    const sent = taken.writes.flatMap(({ body }) => (body as { subjectIds: string[] }).subjectIds);
    expect(sent.length).toBe(600);
    expect(sent.every((id, at) => id === users[at])).toBe(true);
  });

  test("a user or a rule that fits no request is refused, and nothing is sent", async () => {
    const large = "x".repeat(10 * MIB);
    const users = await steps.take("deleteOrSuppressUsers", {
      regulationType: "SUPPRESS_ONLY",
      userIds: ["customer-1", large],
    });
    expect(users.error.message).toBe(
      `User IDs: expected IDs that fit in a request of 10 MiB, got text of ${large.length} characters.`,
    );
    expect(users.requests).toEqual([]);
    const { id } = await steps.made("createTrackingPlan", { name: "Plan", type: "LIVE" });
    const rule = (key: string, description: string) => ({
      type: "TRACK",
      key,
      version: 1,
      jsonSchema: { description },
    });
    const rules = await steps.take("replaceAllRulesInTrackingPlan", {
      trackingPlanId: id,
      rules: [rule("Small", ""), rule("Large", large)],
    });
    expect(rules.error.message).toBe(
      "Rules: expected rules that fit in a request of 10 MiB, got TRACK Large version 1.",
    );
    expect(rules.writes).toEqual([]);
  });

  test("huge rules go in as many requests as it takes", async () => {
    const { id } = await steps.made("createTrackingPlan", { name: "Plan", type: "LIVE" });
    const rules = Array.from({ length: 40 }, (_, at) => ({
      type: "TRACK",
      key: `Event ${at}`,
      version: 1,
      jsonSchema: { description: "x".repeat(500_000) },
    }));
    const taken = await steps.take("replaceAllRulesInTrackingPlan", { trackingPlanId: id, rules });
    expect(taken.data).toMatchObject({ added: rules.map(({ key }) => `TRACK ${key} version 1`) });
    expect(taken.writes.map(({ body }) => (body as { rules: unknown[] }).rules.length)).toEqual([
      20, 20,
    ]);
  });
});
