import { fault, type ScriptedResponse } from "../../simulator";
import { refusal, times, useSteps } from "./steps";

interface Deployed {
  function: { id: string; deployedAt: string };
  waitedMs: number;
  confirmed: boolean;
}

const steps = useSteps();
const FUNCTION = /^\/functions\/[^/]+$/;
const MINUTE = 60_000;
let functionId: string;

beforeEach(async () => {
  const orders = { resourceType: "SOURCE", displayName: "Orders", code: "// orders" };
  functionId = (await steps.made("createFunction", orders)).id;
});

const deploy = (inputs: object = {}) =>
  steps.take<Deployed>("deployFunctionAndWait", { functionId, ...inputs });
const deployments = () => steps.simulator.workspace("us").functions.get(functionId)?.deployments;
/** The function as it is before a deployment is in force. */
const undeployed = (more: object = {}) => ({
  status: 200,
  body: { data: { function: { id: functionId, deployedAt: null, ...more } } },
});
/** A function as Segment shows it if it leaves out when it was deployed. */
const silent = (more: object = {}) => undeployed({ deployedAt: undefined, ...more });
const versions = (...shown: unknown[]) => ({
  status: 200,
  body: { data: { versions: shown, pagination: { current: "MA==" } } },
});
const VERSIONS = /^\/functions\/[^/]+\/versions$/;
/** Refuses to list versions, as to a token that may not read them. */
const hideVersions = () =>
  steps.simulator.intercept(({ path }) => (VERSIONS.test(path) ? refusal(403) : undefined));
/** Shows the function so, and its versions so, at every look after the deployment. */
function showing(before: ScriptedResponse, after: ScriptedResponse, listed?: ScriptedResponse) {
  let isAsked = false;
  steps.simulator.intercept(({ method, path }) => {
    if (method === "POST") isAsked = true;
    if (method !== "GET") return undefined;
    if (VERSIONS.test(path)) return listed ?? refusal(403);
    return isAsked ? after : before;
  });
}

test("a function is returned once it is deployed, and the log names the state before", async () => {
  const { data, ms, writes, told } = await deploy();
  const [deployment] = deployments() ?? [];
  expect(data.function).toMatchObject({
    id: functionId,
    deployedAt: new Date(deployment?.at ?? 0).toISOString(),
    isLatestVersion: true,
  });
  expect(data.confirmed).toBe(true);
  expect(ms).toBeGreaterThanOrEqual(10_000);
  expect(ms).toBeLessThan(25_000);
  expect(data.waitedMs).toBeGreaterThanOrEqual(10_000);
  expect(data.waitedMs).toBeLessThanOrEqual(ms);
  expect(writes.map(({ path }) => path)).toEqual([`/functions/${functionId}/deploy`]);
  expect(told).toEqual(["Deploy Function and Wait: not deployed yet"]);
});

test("a function that was deployed before is returned once the new deployment is live", async () => {
  await steps.made("createFunctionDeployment", { functionId });
  const { functions } = steps.simulator.workspace("us");
  for (const one of functions.all) {
    functions.put({
      ...one,
      deployments: one.deployments.map((it) => ({ ...it, at: it.at - MINUTE })),
    });
  }
  const first = new Date(deployments()?.[0]?.at ?? 0).toISOString();
  const { data, ms, told } = await deploy();
  expect(Date.parse(data.function.deployedAt)).toBeGreaterThan(Date.parse(first));
  expect(ms).toBeGreaterThanOrEqual(10_000);
  expect(told).toEqual([`Deploy Function and Wait: deployed at ${first}, before this deployment`]);
  expect(deployments()).toHaveLength(2);
});

test("a function that is deployed immediately is returned immediately", async () => {
  const deployedAt = new Date().toISOString();
  steps.disturb("GET", FUNCTION, undefined, undeployed({ deployedAt }));
  const { data, ms } = await deploy();
  expect(data.function.deployedAt).toBe(deployedAt);
  expect(ms).toBe(0);
});

test.each([
  ["1", 1, "1 minute"],
  [3, 3, "3 minutes"],
  ["", 10, "10 minutes"],
  ["12", 12, "12 minutes"],
])(
  "a longest wait of %j ends after %d minutes, with the last state",
  async (longestWait, minutes, said) => {
    steps.simulator.intercept(({ method }) => (method === "GET" ? undeployed() : undefined));
    hideVersions();
    const { error, ms } = await deploy({ longestWait });
    expect(error.message).toBe(
      `Deploy Function and Wait: waited ${said} for the function to be deployed; the last state was: not deployed yet. The work continues in Segment. You can run the step again.`,
    );
    expect(ms).toBe(minutes * MINUTE);
  },
);

test("after a wait that was too long the step can be run again", async () => {
  const show = hideVersions();
  steps.disturb("GET", FUNCTION, ...times(20, undeployed()));
  expect((await deploy({ longestWait: 1 })).error.message).toContain("waited 1 minute");
  show();
  expect((await deploy()).data.function.id).toBe(functionId);
});

test.each(["0", "15", "1.5", "-1", "soon", {}])(
  "a longest wait of %j is refused before anything is sent",
  async (longestWait) => {
    const { error, requests } = await deploy({ longestWait });
    expect(error.message).toMatch(
      /^Longest Wait \(minutes\): expected a whole number from 1 to 12, got /,
    );
    expect(requests).toEqual([]);
  },
);

test("looks are seconds apart, soon at first and never more than 15 seconds", async () => {
  steps.simulator.intercept(({ method }) => (method === "GET" ? undeployed() : undefined));
  hideVersions();
  const { requests } = await deploy({ longestWait: 5 });
  const asked = requests.filter(({ method, path }) => method === "GET" && FUNCTION.test(path));
  const looks = asked.slice(1).map(({ at }) => at);
  const pauses = looks.slice(1).map((at, index) => at - (looks[index] ?? 0));
  expect(pauses[0]).toBe(2000);
  expect(Math.max(...pauses)).toBe(15_000);
  expect(pauses.slice(0, -1)).toEqual(pauses.slice(0, -1).toSorted((a, b) => a - b));
});

test("a look that fails for a moment is repeated, and the wait goes on", async () => {
  const busy = { status: 429, headers: { "retry-after": "20" } };
  const reset = fault("connection reset", "before");
  steps.disturb("GET", FUNCTION, undefined, busy, { status: 503 }, reset);
  const { data, requests } = await deploy();
  expect(data.function.id).toBe(functionId);
  expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  expect(requests.map(({ status, fault }) => fault ?? status)).toEqual(
    expect.arrayContaining([429, 503, "connection reset"]),
  );
});

test("a long wait survives many looks that fail for a moment", async () => {
  hideVersions();
  const entries = times(15, [{ status: 503 }, undeployed()]).flat();
  steps.disturb("GET", FUNCTION, undefined, ...entries);
  const { data, requests } = await deploy();
  expect(data.function.id).toBe(functionId);
  expect(requests.filter(({ status }) => status === 503)).toHaveLength(15);
});

test("a look that is refused fails the step with its own error", async () => {
  steps.disturb("GET", FUNCTION, undefined, undeployed(), refusal(403));
  const { error } = await deploy();
  expect(error).toMatchObject({ status: 403, name: "ConnectionError" });
  expect(error.message).toMatch(/^Deploy Function and Wait: 403 no\. /);
});

test("a wait of many minutes is not ended by the limit of single requests", async () => {
  hideVersions();
  steps.disturb("GET", FUNCTION, ...times(45, undeployed()));
  const { data, ms } = await deploy();
  expect(data.function.deployedAt).toMatch(/Z$/);
  expect(ms).toBeGreaterThan(8 * MINUTE);
});

test("requests after minutes of waiting still have their retries", async () => {
  hideVersions();
  const entries = [...times(30, undeployed()), ...times(3, { status: 503 })];
  steps.disturb("GET", FUNCTION, ...entries);
  const { data, ms } = await deploy();
  expect(data.function.id).toBe(functionId);
  expect(ms).toBeGreaterThan(5 * MINUTE);
});

test("a function that is not there is not deployed", async () => {
  const { error, requests } = await deploy({ functionId: "sfnc_nowhere" });
  expect(error).toMatchObject({ status: 404, name: "SegmentError" });
  expect(error.message).toMatch(/^Deploy Function and Wait: 404 /);
  expect(requests.map(({ method }) => method)).toEqual(["GET"]);
});

const EARLIER = "2026-01-31T08:00:00.000Z";

test.each([
  ["missing", {}],
  ["null", { deployedAt: null }],
  ["empty", { deployedAt: "" }],
  ["earlier", { deployedAt: "2026-01-31T07:59:59Z" }],
  ["the same in another zone", { deployedAt: "2026-01-31T09:00:00.000+01:00" }],
  ["later as text only", { deployedAt: "2026-01-31T08:30:00.000+01:00" }],
  ["no time", { deployedAt: "later" }],
  ["a number", { deployedAt: 9_999_999_999_999 }],
])("a deployedAt that is %s is no evidence", async (_, shown) => {
  showing(undeployed({ deployedAt: EARLIER }), silent(shown));
  const { error, ms } = await deploy({ longestWait: 1 });
  expect(error.message).toContain("waited 1 minute for the function to be deployed");
  expect(ms).toBe(MINUTE);
});

test.each([
  ["by a millisecond", "2026-01-31T08:00:00.001Z"],
  ["in another zone", "2026-01-31T03:00:01-05:00"],
])("a deployedAt that is later %s is evidence", async (_, deployedAt) => {
  showing(undeployed({ deployedAt: EARLIER }), undeployed({ deployedAt }));
  const { data, ms } = await deploy();
  expect(data.function.deployedAt).toBe(deployedAt);
  expect(ms).toBe(0);
});

test("an old deployedAt that was left out before is no evidence", async () => {
  showing(silent(), silent({ deployedAt: EARLIER }));
  expect((await deploy({ longestWait: 1 })).error.message).toContain(
    `the last state was: deployed at ${EARLIER}, before this deployment.`,
  );
});

test.each([EARLIER, "2020-01-02T00:00:00Z", "1970-01-01T00:00:00.000Z", "0001-01-01T00:00:00Z"])(
  "%s is no evidence after null, of the function or of a version",
  async (deployedAt) => {
    showing(undeployed(), undeployed({ deployedAt }));
    const { error } = await deploy({ longestWait: 1 });
    expect(error.message).toContain("waited 1 minute for the function to be deployed");
    let isRefused = true;
    steps.simulator.intercept(({ method, path }) => {
      if (method === "POST") isRefused = false;
      if (!VERSIONS.test(path)) return method === "GET" ? undeployed() : undefined;
      return isRefused ? refusal(403) : versions({ id: "v1", code: "", deployedAt });
    });
    expect((await deploy({ longestWait: 1 })).error.message).toContain("waited 1 minute");
  },
);

test("an old deployedAt is no evidence after one that stands for none", async () => {
  const none = "0001-01-01T00:00:00Z";
  showing(undeployed({ deployedAt: none }), undeployed({ deployedAt: EARLIER }));
  expect((await deploy({ longestWait: 1 })).error.message).toContain("waited 1 minute");
});

test("a new deployedAt that was left out before is evidence", async () => {
  const deployedAt = new Date().toISOString();
  showing(silent(), silent({ deployedAt }));
  expect((await deploy()).data.function.deployedAt).toBe(deployedAt);
});

test("if the function has no time of deployment, its versions are used", async () => {
  steps.disturb("GET", FUNCTION, ...times(60, silent()));
  const { data, ms } = await deploy();
  expect(data.function.id).toBe(functionId);
  expect(ms).toBeGreaterThanOrEqual(10_000);
  expect(ms).toBeLessThan(25_000);
});

test("a version that was deployed already is no evidence", async () => {
  showing(silent(), silent(), versions({ id: "v1", code: "", isDeployed: true }));
  const { error } = await deploy({ longestWait: 1 });
  expect(error.message).toContain("the last state was: not deployed yet.");
});

const NOTHING_TELLS =
  "Deploy Function and Wait: Segment accepted the deployment but does not show if it is live:";

test.each([
  [
    "versions that show nothing either",
    versions({ id: "v1", code: "" }),
    "no isDeployed or deployedAt for its versions",
  ],
  ["versions that cannot be read", refusal(403), "its versions could not be read"],
])("a function that shows nothing, with %s, ends soon and unconfirmed", async (_, listed, why) => {
  showing(silent(), silent(), listed);
  const { data, ms, writes, told } = await deploy();
  expect(data).toMatchObject({ function: { id: functionId }, confirmed: false });
  expect(ms).toBe(9500);
  expect(writes).toHaveLength(1);
  expect(told).toEqual([
    `${NOTHING_TELLS} Segment shows no deployedAt or isLatestVersion for the function, and ${why}`,
  ]);
});

test("a latest version that ran before and has no time ends soon and unconfirmed", async () => {
  showing(silent({ isLatestVersion: true }), silent({ isLatestVersion: true }));
  const { data, ms, told } = await deploy();
  expect(data.confirmed).toBe(false);
  expect(ms).toBe(9500);
  expect(told).toEqual([
    `${NOTHING_TELLS} the latest version already ran before, and Segment does not show the time of its deployment`,
  ]);
});

test("evidence that comes after looks without any is waited for", async () => {
  const deployedAt = new Date().toISOString();
  hideVersions();
  const running = undeployed({ deployedAt });
  steps.disturb("GET", FUNCTION, ...times(4, silent()), running);
  const { data, ms } = await deploy();
  expect(data).toMatchObject({ confirmed: true, function: { deployedAt } });
  expect(ms).toBe(9500);
});

test("a function whose latest version runs only now is deployed", async () => {
  showing(silent({ isLatestVersion: false }), silent({ isLatestVersion: true }));
  expect((await deploy()).ms).toBe(0);
});

test.each([
  ["no function", { function: null }],
  ["a list", { function: [] }],
  ["nothing", {}],
])(
  "a response with %s in place of the function fails before anything is deployed",
  async (_, data) => {
    steps.disturb("GET", FUNCTION, ...times(4, { status: 200, body: { data } }));
    const { error, writes } = await deploy();
    expect(error.message).toBe(
      "Deploy Function and Wait: 200 the response has no usable function, after 4 attempts",
    );
    expect(writes).toEqual([]);
  },
);

test.each<ScriptedResponse>([
  { status: 204 },
  { status: 200, body: { data: { functionDeployment: null } } },
])("a deployment that returns %j, without its status, may have been made", async (response) => {
  steps.disturb("POST", /\/deploy$/, response);
  const { error, writes } = await deploy();
  expect(error).toMatchObject({ outcome: "unknown" });
  expect(error.message).toContain("the response has no usable functionDeployment");
  expect(writes).toHaveLength(1);
});

test("a deployment with another status than SUCCESS fails at once", async () => {
  const body = { data: { functionDeployment: { status: "FAILED" } } };
  steps.disturb("POST", /\/deploy$/, { status: 200, body });
  const { error, ms } = await deploy();
  expect(error.message).toContain("returned the status FAILED for the deployment, not SUCCESS");
  expect(ms).toBe(0);
});

test("a deployment with a lost response is not repeated", async () => {
  steps.disturb("POST", /\/deploy$/, fault("connection reset", "after"));
  const { error, writes } = await deploy();
  expect(error).toMatchObject({ outcome: "unknown", code: "ECONNRESET" });
  expect(writes).toHaveLength(1);
  expect((await deploy()).data.function.id).toBe(functionId);
});
