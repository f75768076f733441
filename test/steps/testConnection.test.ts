import { isConnectionError } from "@prismatic-io/spectral";
import { fault } from "../../simulator";
import { refusal, times, useSteps } from "./steps";

const steps = useSteps();
const REGIONS = [
  { name: "us", region: "api", is: "US", other: "eu", otherRegion: "eu1.api", isNot: "EU" },
  { name: "eu", region: "eu1.api", is: "EU", other: "us", otherRegion: "api", isNot: "US" },
] as const;
const WRONG = { apiKey: "sgp_wrong" };

/** Tests a connection, which sends nothing but GETs. */
async function tested(connectionInput: unknown, region = "api") {
  const taken = await steps.take("testConnection", { connectionInput, region });
  expect(taken.writes).toEqual([]);
  return taken;
}

/** The error of a connection, which marks it. */
async function refused(connectionInput: unknown, region?: string) {
  const taken = await tested(connectionInput, region);
  expect(isConnectionError(taken.error)).toBe(true);
  expect(taken.error.name).toBe("ConnectionError");
  return taken;
}

describe.each(REGIONS)("in the $is region", ({ name, region, is, other, otherRegion, isNot }) => {
  test("a valid connection returns its workspace", async () => {
    const info = steps.simulator[name];
    const { data, requests } = await tested(steps.harness.connection(info), region);
    const { id, slug, name: workspace } = info.workspace;
    expect(data).toEqual({ workspace, slug, id, region });
    expect(requests.map((request) => request.region)).toEqual([name]);
  });

  test("a key of no workspace is a wrong key", async () => {
    const { error } = await refused(steps.harness.connection(steps.simulator[name], WRONG), region);
    expect(error).toMatchObject({ status: 401, outcome: "not_applied" });
    expect(error.message).toBe(
      `Test Connection: 401 Segment refused the API key in the ${is} region and in the ${isNot} region. Check that it is a Public API token of the workspace and was not revoked.`,
    );
  });

  test("a key of the other region says which region to set", async () => {
    const { error } = await refused(steps.harness.connection(steps.simulator[name]), otherRegion);
    expect(error.message).toBe(
      `Test Connection: the API key belongs to a workspace in the ${is} region, not in the ${isNot} region. Set Region to ${is}.`,
    );
  });

  test("a key of the other region that may not read there is known all the same", async () => {
    const connection = steps.harness.connection(steps.simulator[other]);
    steps.simulator.intercept((request) => (request.region === other ? refusal(403) : undefined));
    const { error } = await refused(connection, region);
    expect(error.message).toContain(`Set Region to ${isNot}.`);
  });
});

test("a key without access is told apart from a wrong one", async () => {
  steps.simulator.intercept(() => refusal(403));
  const { error, requests } = await refused(steps.harness.connection());
  expect(error).toMatchObject({ status: 403, attempts: 1 });
  expect(error.message).toMatch(
    /^Test Connection: 403 no\. The API key .* is not allowed to do this: check/,
  );
  expect(error.message).not.toMatch(/refused the API key|Set Region/);
  expect(requests).toHaveLength(1);
});

test("a key of another workspace names both workspaces", async () => {
  const { us } = steps.simulator;
  const { error } = await refused(steps.harness.connection(us, { subdomain: "elsewhere" }));
  expect(error.message).toBe(
    `Test Connection: the API key belongs to the workspace ${us.workspace.slug}, but the connection's subdomain is elsewhere. Correct the subdomain, or use a key of elsewhere.`,
  );
});

test("the case of the subdomain does not matter", async () => {
  const { us } = steps.simulator;
  const subdomain = us.workspace.slug.toUpperCase();
  const { data } = await tested(steps.harness.connection(us, { subdomain }));
  expect(data).toMatchObject({ slug: us.workspace.slug });
});

test("a key that was pasted in the place of the subdomain is not shown", async () => {
  const { us } = steps.simulator;
  const connection = steps.harness.connection(us, { subdomain: us.token });
  const { error, requests } = await tested(connection);
  expect(error.message).toMatch(/^Subdomain: expected the workspace slug, .* got the API key\.$/);
  expect(requests).toEqual([]);
});

test.each([
  ["breaks off", times(4, fault("connection reset", "before"))],
  ["is silent", times(4, fault("silence", "before"))],
  ["is down", times(4, { status: 503, body: "" })],
  ["has no time for an hour", [{ status: 429, headers: { "retry-after": "3600" } }]],
  ["returns garbage", times(4, fault("garbage status line", "before"))],
])("an other region that %s does not hide that the key is wrong", async (_, entries) => {
  const left = [...entries];
  steps.simulator.intercept(({ region }) => (region === "eu" ? left.shift() : undefined));
  const { error, ms } = await refused(steps.harness.connection(steps.simulator.us, WRONG));
  expect(error).toMatchObject({ status: 401 });
  expect(error.message).toContain("check the key");
  expect(left).toEqual([]);
  expect(ms).toBeLessThanOrEqual(180_000);
});

test("both regions together take no longer than any action", async () => {
  steps.simulator.intercept(({ region, id }) => {
    if (region === "eu") return fault("silence", "before");
    return id < 4 ? fault("silence", "before") : refusal(401);
  });
  const { error, ms } = await refused(steps.harness.connection());
  expect(error).toMatchObject({ status: 401 });
  expect(ms).toBeLessThanOrEqual(180_000);
  expect(ms).toBeGreaterThan(170_000);
});

test("another failure than a refused key does not lead to the other region", async () => {
  steps.simulator.intercept(() => refusal(404));
  const { error, requests } = await tested(steps.harness.connection());
  expect(error.message).toBe("Test Connection: 404 no");
  expect(requests).toHaveLength(1);
});

test.each([{}, { workspace: null }, { workspace: { id: "w", name: "Acme" } }])(
  "a workspace response of %j fails the step with the step's own message",
  async (data) => {
    steps.simulator.intercept(() => ({ status: 200, body: { data } }));
    const { error } = await steps.take("testConnection");
    expect(error.message).toMatch(/^Test Connection: 200 the response has no usable workspace/);
  },
);

test("a malformed response of the other region does not say that the key belongs there", async () => {
  steps.simulator.intercept(({ region }) =>
    region === "us" ? { status: 401, body: { errors: [] } } : { status: 200, body: { data: {} } },
  );
  const { error } = await steps.take("testConnection");
  expect(error).toMatchObject({ status: 401 });
  expect(error.message).not.toContain("belongs to a workspace");
});
