import type { ScriptedResponse } from "../../simulator";
import { fault } from "../../simulator";
import { callOf } from "../oracle/calls";
import { ACTION_KEYS, builtAction } from "../oracle/component";
import { operationOf } from "../oracle/operationOf";
import { exampleResponse } from "../oracle/record";
import { refusal, useSteps } from "./steps";

const steps = useSteps();
const DELETES = ACTION_KEYS.filter((key) => operationOf(key).method === "DELETE");
const named = (key: string) =>
  operationOf(key).parameters.every(({ in: place }) => place === "path");
const offers = (key: string) =>
  builtAction(key).inputs.some((one) => one.key === "succeedWhenGone");

test("every DELETE whose path alone names the object offers it, and nothing else does", () => {
  expect(ACTION_KEYS.filter(offers).toSorted()).toEqual(DELETES.filter(named).toSorted());
  const several = DELETES.filter((key) => !named(key));
  expect(several).toEqual(expect.arrayContaining(["deleteUser", "removeRulesFromTrackingPlan"]));
  expect(DELETES.filter(named).length).toBeGreaterThan(several.length);
});

const SOURCE = { slug: "web", metadataId: "IqDTy1TpoU", enabled: true };
const LABEL = { key: "environment", value: "test", description: "Of tests" };

/** The creation of the object to delete, and the inputs that name it. */
const OBJECTS: Record<string, () => Promise<object>> = {
  deleteSource: async () => ({ sourceId: (await steps.made("createSource", SOURCE)).id }),
  deleteDestination: async () => {
    const { id: sourceId } = await steps.made("createSource", SOURCE);
    const hook = { sourceId, metadataId: "614a3c7d791c91c41bae7599", name: "Hook" };
    const inputs = { ...hook, settings: { sharedSecret: "shh-shh" } };
    return { destinationId: (await steps.made("createDestination", inputs)).id };
  },
  deleteFunction: async () => {
    const inputs = { resourceType: "SOURCE", displayName: "Orders", code: "// orders" };
    return { functionId: (await steps.made("createFunction", inputs)).id };
  },
  deleteTrackingPlan: async () => {
    const plan = { name: "Orders", description: "All of them", type: "LIVE" };
    return { trackingPlanId: (await steps.made("createTrackingPlan", plan)).id };
  },
  deleteLabel: async () => {
    await steps.made("createLabel", LABEL);
    return { key: LABEL.key, value: LABEL.value };
  },
};

describe.each(Object.keys(OBJECTS))("%s", (action) => {
  let inputs: object;
  beforeEach(async () => {
    inputs = (await OBJECTS[action]?.()) ?? {};
  });

  test.each([true, "true"])("with %j succeeds twice with the same response", async (value) => {
    const first = await steps.take(action, { ...inputs, succeedWhenGone: value });
    const second = await steps.take(action, { ...inputs, succeedWhenGone: value });
    expect(first.requests).toMatchObject([{ status: 200 }]);
    expect(second.requests).toMatchObject([{ status: 404 }]);
    expect(second.data).toEqual(first.data);
  });

  test.each([false, "", undefined])("with %j fails the second time", async (value) => {
    await steps.take(action, { ...inputs, succeedWhenGone: value });
    const { error } = await steps.take(action, { ...inputs, succeedWhenGone: value });
    expect(error).toMatchObject({ status: 404, method: "DELETE", attempts: 1 });
    expect(error.message).toMatch(new RegExp(`^${builtAction(action).display.label}: 404 `));
  });
});

describe("a response that only resembles a missing object", () => {
  const responses: [string, ScriptedResponse][] = [
    ["a page of HTML with 404", { status: 404, body: "<html>lost</html>" }],
    ["an empty 404", { status: 404 }],
    ["a gateway's own 404", { status: 404, body: { message: "no route" } }],
    ["a list with 404", { status: 404, body: [] }],
    ["a 403", refusal(403)],
    ["a 410", refusal(410)],
    ["a 422", refusal(422)],
    ["a 500", refusal(500)],
  ];
  test.each(responses)("%s fails", async (_, response) => {
    steps.simulator.intercept(() => response);
    const { error } = await steps.take("deleteSource", { sourceId: "a", succeedWhenGone: true });
    expect(error).toMatchObject({ status: response.status, path: "/sources/{sourceId}" });
  });
});

test("an object that is missing after a rate limit is missing", async () => {
  const { id: sourceId } = await steps.made("createSource", SOURCE);
  const first = await steps.take("deleteSource", { sourceId });
  steps.disturb("DELETE", /./, { status: 429 }, fault("connection reset", "before"));
  const { data, requests } = await steps.take("deleteSource", { sourceId, succeedWhenGone: true });
  expect(data).toEqual(first.data);
  expect(requests).toHaveLength(3);
});

test("the switch itself is not sent", async () => {
  const { id: sourceId } = await steps.made("createSource", SOURCE);
  const { requests } = await steps.take("deleteSource", { sourceId, succeedWhenGone: true });
  expect(requests).toMatchObject([{ query: "", body: undefined }]);
});

test.each(DELETES.filter(named))(
  "%s returns its usual response if the object is missing",
  async (action) => {
    const gone = { status: 404, body: { errors: [{ type: "not-found", message: "gone" }] } };
    steps.simulator.intercept(() => gone);
    const { inputs } = callOf(action, "minimal");
    const { data } = await steps.take(action, { ...inputs, succeedWhenGone: true });
    expect({ data }).toEqual(exampleResponse(action));
  },
);
