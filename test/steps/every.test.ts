import { isConnectionError } from "@prismatic-io/spectral";
import { LIMITS } from "../../src/http/limits";
import { builtAction, COMPOSITE_KEYS } from "../oracle/component";
import { refusal, useSteps } from "./steps";

const steps = useSteps();
const rule = { type: "TRACK", key: "Order", version: 1, jsonSchema: { type: "object" } };

/** Inputs with which a step has something to send. */
const INPUTS: Record<string, object> = {
  deleteOrSuppressUsers: { regulationType: "DELETE_ONLY", userIds: ["a"] },
  deployFunctionAndWait: { functionId: "sfnc_a" },
  replaceAllRulesInTrackingPlan: { trackingPlanId: "tp_a", rules: [rule] },
  runReverseETLSync: { sourceId: "a", modelId: "b", subscriptionId: "c" },
  testConnection: {},
  upsertDestination: { sourceId: "a", metadataId: "b", name: "c" },
  upsertSource: { slug: "a", metadataId: "b" },
  trackEvent: { sourceId: "a", userId: "u", event: "Order Completed" },
  identifyUser: { sourceId: "a", userId: "u" },
  trackPage: { sourceId: "a", userId: "u" },
  trackScreen: { sourceId: "a", userId: "u" },
  groupUser: { sourceId: "a", userId: "u", groupId: "g" },
  aliasUser: { sourceId: "a", userId: "u", previousId: "p" },
  sendEvents: { sourceId: "a", events: [{ type: "identify", userId: "u" }] },
};
/** Those that may take longer than a single request. */
const IS_LONG = new Set([
  "deleteOrSuppressUsers",
  "deployFunctionAndWait",
  "replaceAllRulesInTrackingPlan",
  "runReverseETLSync",
  "sendEvents",
]);
/** Those that are tried elsewhere: the raw request, and a step without a connection. */
const OTHERS = new Set(["rawRequest", "convertLearningLockerJourney"]);
const KEYS = COMPOSITE_KEYS.filter((key) => !OTHERS.has(key));
const labelOf = (key: string) => builtAction(key).display.label;

test("every step above single operations is tried here", () => {
  expect(Object.keys(INPUTS).toSorted()).toEqual(KEYS.toSorted());
});

describe.each(KEYS)("%s", (key) => {
  const take = (more: object = {}) => steps.take(key, { ...INPUTS[key], ...more });

  test("fails with its label and Segment's reason", async () => {
    steps.simulator.intercept(() => refusal(400, "not today"));
    const { error } = await take();
    expect(error).toMatchObject({ name: "SegmentError", status: 400, attempts: 1 });
    expect(error.message).toBe(`${labelOf(key)}: 400 not today`);
  });

  test("marks the connection if its key is refused", async () => {
    steps.simulator.intercept(() => refusal(401));
    const { error } = await take();
    expect(isConnectionError(error)).toBe(true);
    expect(error).toMatchObject({ name: "ConnectionError", status: 401 });
    expect(error.message.startsWith(`${labelOf(key)}: 401 `)).toBe(true);
  });

  test.each([
    ["no connection", undefined, /^Connection: expected a Segment connection, got none\.$/],
    ["a connection without a key", { key: "k", fields: { subdomain: "acme" } }, /^API Key: /i],
  ])("is refused before anything is sent with %s", async (_, connectionInput, message) => {
    const { error, requests } = await take({ connectionInput });
    expect(error.message).toMatch(message);
    expect(requests).toEqual([]);
  });

  test("logs one debug line for every attempt if debug is on, and none otherwise", async () => {
    const attempts = async (debug: boolean) => {
      const before = steps.harness.logged.length;
      steps.harness.debug = debug;
      const inputs = { ...INPUTS[key] };
      await steps.harness.run(key, inputs).catch(() => undefined);
      steps.harness.debug = false;
      const lines = steps.harness.logged.slice(before);
      return lines.filter(({ level, text }) => level === "debug" && /, attempt \d/.test(text));
    };
    const sent = steps.simulator.requests.length;
    expect(await attempts(false)).toEqual([]);
    const quietly = steps.simulator.requests.length - sent;
    expect(quietly).toBeGreaterThan(0);
    expect(await attempts(true)).toHaveLength(quietly);
  });

  test("asks in the chosen region only", async () => {
    const connectionInput = steps.harness.connection(steps.simulator.eu);
    const { requests } = await take({ connectionInput, region: "eu1.api" });
    expect(new Set(requests.map(({ region }) => region))).toEqual(new Set(["eu"]));
  });

  test("is told to wait for as long as it may take, and no longer", async () => {
    steps.simulator.intercept(() => ({ status: 429, headers: { "retry-after": "80" } }));
    const { error, ms } = await take();
    expect(error).toMatchObject({ status: 429, attempts: IS_LONG.has(key) ? 4 : 3 });
    expect(ms > LIMITS.actionMs).toBe(IS_LONG.has(key));
  });
});
