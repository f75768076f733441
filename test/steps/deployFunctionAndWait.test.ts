import { fault } from "../../simulator";
import { refusal, times, useSteps } from "./steps";

interface Deployed {
  function: { id: string; deployedAt: string };
  waitedMs: number;
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
  body: { data: { function: { id: functionId, ...more } } },
});

test("a function is answered once it is deployed, and the log tells the state before", async () => {
  const { data, ms, writes, told } = await deploy();
  const [deployment] = deployments() ?? [];
  expect(data.function).toMatchObject({
    id: functionId,
    deployedAt: new Date(deployment?.at ?? 0).toISOString(),
    isLatestVersion: true,
  });
  expect(ms).toBeGreaterThanOrEqual(10_000);
  expect(ms).toBeLessThan(25_000);
  expect(data.waitedMs).toBeGreaterThanOrEqual(10_000);
  expect(data.waitedMs).toBeLessThanOrEqual(ms);
  expect(writes.map(({ path }) => path)).toEqual([`/functions/${functionId}/deploy`]);
  expect(told).toEqual(["Deploy Function and Wait: not deployed yet"]);
});

test("one that was deployed before is answered once the new deployment is in force", async () => {
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
  expect(told).toEqual([`Deploy Function and Wait: deployed at ${first}`]);
  expect(deployments()).toHaveLength(2);
});

test("one that is deployed at once is answered at once", async () => {
  steps.disturb("GET", FUNCTION, undefined, undeployed({ deployedAt: "2026-01-31T08:00:00Z" }));
  const { data, ms } = await deploy();
  expect(data.function.deployedAt).toBe("2026-01-31T08:00:00Z");
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
    const { error, ms } = await deploy({ longestWait });
    expect(error.message).toBe(
      `Deploy Function and Wait: waited ${said} for the function to be deployed; the last state was: not deployed yet. It goes on in Segment, and the step can be run again.`,
    );
    expect(ms).toBe(minutes * MINUTE);
  },
);

test("after a wait that was too long the step can be run again", async () => {
  steps.disturb("GET", FUNCTION, ...times(20, undeployed()));
  expect((await deploy({ longestWait: 1 })).error.message).toContain("waited 1 minute");
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
  const { requests } = await deploy({ longestWait: 5 });
  const looks = requests.slice(2).map(({ at }) => at);
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
  steps.disturb("GET", FUNCTION, ...times(45, undeployed()));
  const { data, ms } = await deploy();
  expect(data.function.deployedAt).toMatch(/Z$/);
  expect(ms).toBeGreaterThan(8 * MINUTE);
});

test("requests after minutes of waiting still have their retries", async () => {
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

test("a deployment whose answer is lost is not made twice", async () => {
  steps.disturb("POST", /\/deploy$/, fault("connection reset", "after"));
  const { error, writes } = await deploy();
  expect(error).toMatchObject({ outcome: "unknown", code: "ECONNRESET" });
  expect(writes).toHaveLength(1);
  expect((await deploy()).data.function.id).toBe(functionId);
});
