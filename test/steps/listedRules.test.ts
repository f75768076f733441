import type { Rule } from "../../src/composite/ruleDifference";
import { RULES, rule, rulesIn, usePlan } from "./plan";

const { steps, replace, planned, expectPlanned } = usePlan();
const LABELS = {
  updateRulesInTrackingPlan: "Update Rules in Tracking Plan",
  replaceRulesInTrackingPlan: "Replace Rules in Tracking Plan",
  replaceAllRulesInTrackingPlan: "Replace All Rules in Tracking Plan",
};
const WANTED = [rule("Order"), rule("Refund")];
const trackingPlanId = () => steps.simulator.workspace("us").trackingPlans.all[0]?.id;

/** The rules as List Rules shows them, with the fields that Segment only returns. */
async function listed(): Promise<Rule[]> {
  await replace(WANTED);
  const rules = await planned();
  expect(rules[0]).toHaveProperty("createdAt");
  return rules.map((one) => ({ ...one, deprecatedAt: "2026-01-31T08:00:00Z" }));
}

test.each(Object.entries(LABELS))(
  "%s takes rules as List Rules returns them, and names what it leaves out",
  async (action, label) => {
    const rules = await listed();
    const inputs = { trackingPlanId: trackingPlanId(), rules };
    const { data, writes, told } = await steps.take(action, inputs);
    expect(data).toBeDefined();
    for (const write of writes) expect(rulesIn(write)).toEqual(WANTED);
    expect(told[0]).toBe(
      `${label}: left out createdAt, updatedAt, deprecatedAt of Rules: Segment returns them and does not take them.`,
    );
    await expectPlanned(WANTED);
  },
);

test("Remove Rules takes rules as List Rules returns them", async () => {
  const rules = await listed();
  const inputs = { trackingPlanId: trackingPlanId(), rules: JSON.stringify(rules.slice(0, 1)) };
  const { writes, told } = await steps.take("removeRulesFromTrackingPlan", inputs);
  expect(writes).toHaveLength(1);
  expect(told[0]).toContain("left out jsonSchema, createdAt, updatedAt, deprecatedAt of Rules");
  expect(await planned()).toHaveLength(1);
});

test("rules without such fields go as they are, and nothing is said", async () => {
  const inputs = { trackingPlanId: trackingPlanId(), rules: WANTED };
  const { writes, told } = await steps.take("updateRulesInTrackingPlan", inputs);
  expect(writes.map(rulesIn)).toEqual([WANTED]);
  expect(told).toEqual([]);
});

test.each(Object.keys(LABELS))("%s still refuses any other name", async (action) => {
  const rules = [{ ...rule("Order"), created: "2026-01-31" }];
  const inputs = { trackingPlanId: trackingPlanId(), rules };
  const { error, requests } = await steps.take(action, inputs);
  expect(error.message).toMatch(/^Rules\[0\]: expected nothing but .*, got created\.?$/);
  expect(requests).toEqual([]);
});

test("a key or a newKey that is null is left out of what is sent", async () => {
  const { jsonSchema } = rule("");
  const rules = [{ type: "IDENTIFY", key: null, newKey: null, version: 1, jsonSchema }];
  const inputs = { trackingPlanId: trackingPlanId(), rules };
  const { writes } = await steps.take("updateRulesInTrackingPlan", inputs);
  expect(writes.map(rulesIn)).toEqual([[{ type: "IDENTIFY", version: 1, jsonSchema }]]);
});

describe("of a plan whose rules are listed with a key of null", () => {
  const { jsonSchema } = rule("");
  const identify = { type: "IDENTIFY" as const, version: 1, jsonSchema };
  beforeEach(async () => {
    await replace([identify, rule("Order")]);
    const own = () => steps.simulator.workspace("us").trackingPlans.all[0];
    steps.simulator.intercept(({ method, path }) => {
      if (method !== "GET" || !RULES.test(path)) return undefined;
      const all = (own()?.rules ?? []).map((one) => ({ key: null, ...one }));
      return { status: 200, body: { data: { rules: all, pagination: { current: "MA==" } } } };
    });
  });

  test("a rule without a key is found again, and neither written nor removed", async () => {
    const { data, writes } = await replace([identify, rule("Order")]);
    expect(data).toMatchObject({ added: [], changed: [], removed: [], unchanged: 2 });
    expect(writes).toEqual([]);
  });

  test("a rule given with a key of null is the same rule, and twice it is refused", async () => {
    const given = { ...identify, key: null };
    expect((await replace([given, rule("Order")])).data.unchanged).toBe(2);
    expect((await replace([given, identify])).error.message).toContain("IDENTIFY version 1 twice");
  });

  test("a rule that is to go is removed, without a key in the request", async () => {
    const { data, writes } = await replace([rule("Order")]);
    expect(data.removed).toEqual(["IDENTIFY version 1"]);
    expect(writes.map(({ query }) => decodeURIComponent(query))).toEqual([
      "rules[0][type]=IDENTIFY&rules[0][version]=1",
    ]);
    expect((await replace([rule("Order")])).data.unchanged).toBe(1);
  });
});

test.each([
  ["null", null, ""],
  ["text", "rule", ""],
  ["a rule without a type", { key: "Order", version: 1 }, ".type"],
  ["a rule without a version", { type: "TRACK", version: null }, ".version"],
])("%s among the listed rules fails the step before anything is written", async (_, odd, part) => {
  const data = { rules: [rule("Order"), odd], pagination: { current: "MA==" } };
  steps.simulator.intercept(() => ({ status: 200, body: { data } }));
  const { error, writes } = await replace(WANTED);
  expect(error.message).toBe(
    `Replace All Rules in Tracking Plan: 200 the response has no usable rules[1]${part}, after 4 attempts`,
  );
  expect(writes).toEqual([]);
});
