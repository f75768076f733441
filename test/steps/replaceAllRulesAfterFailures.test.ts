import { fault, type ScriptedResponse } from "../../simulator";
import { ruleName } from "../../src/composite/ruleDifference";
import { numbered, RULES, rulesIn, usePlan } from "./plan";
import { refusal } from "./steps";

const { steps, replace, expectPlanned } = usePlan();
const before = numbered(0, 450);
/** 20 changed, 380 as they were, 50 gone, 30 new. */
const wanted = [...numbered(0, 20, "integer"), ...numbered(20, 400), ...numbered(900, 930)];
beforeEach(async () => {
  await replace(before);
});

test("after a failure in between, a second run makes the rest", async () => {
  const more = [...before, ...numbered(450, 900)];
  steps.disturb("PATCH", RULES, undefined, refusal(500));
  const { error, writes } = await replace(more);
  expect(writes.map((write) => rulesIn(write).length)).toEqual([200, 200]);
  expect(error).toMatchObject({ status: 500, outcome: "unknown", name: "SegmentError" });
  expect(error.message).toMatch(/^Replace All Rules in Tracking Plan: 500 no\. Segment may have/);
  expect(error.message).toMatch(/ 200 of 450 changes made; run the step again to make the rest\.$/);
  await expectPlanned(more.slice(0, 650));
  expect((await replace(more)).data).toMatchObject({ added: more.slice(650).map(ruleName) });
  await expectPlanned(more);
});

test("a failure after some were changed does not say that nothing was", async () => {
  const limited = { status: 429, headers: { "retry-after": "3600" } };
  steps.disturb("DELETE", RULES, limited);
  const { error } = await replace(wanted);
  expect(error.message).toBe(
    "Replace All Rules in Tracking Plan: 429 Too Many Requests. Try again in 3600 seconds. 50 of 100 changes made; run the step again to make the rest.",
  );
  await replace(wanted);
  await expectPlanned(wanted);
});

test("a failure of the first request says no more than what failed", async () => {
  steps.disturb("PATCH", RULES, refusal(422, "too much"));
  const { error } = await replace(wanted);
  expect(error.message).toBe("Replace All Rules in Tracking Plan: 422 too much");
});

test("a removal with a lost response succeeds although the retry finds nothing", async () => {
  steps.disturb("DELETE", RULES, fault("connection reset", "after"));
  const { data } = await replace(before.slice(10));
  expect(data.removed).toEqual(before.slice(0, 10).map(ruleName));
  await expectPlanned(before.slice(10));
});

test("a removal that is refused while its rules are there fails", async () => {
  steps.disturb("DELETE", RULES, refusal(422, "not now"));
  const { error } = await replace(before.slice(10));
  expect(error.message).toBe("Replace All Rules in Tracking Plan: 422 not now");
});

test("a removal whose outcome cannot be looked up fails with its own error", async () => {
  steps.disturb("DELETE", RULES, () => {
    steps.disturb("GET", RULES, refusal(403));
    return refusal(422, "not now");
  });
  const { error, requests } = await replace(before.slice(10));
  expect(error).toMatchObject({ status: 422, method: "DELETE" });
  expect(requests.at(-1)).toMatchObject({ method: "GET", status: 403 });
});

describe.each(["PATCH", "DELETE"])("a %s of rules that is no success", (method) => {
  test.each<[response: ScriptedResponse, said: string]>([
    [{ status: 204 }, "204 the response has no usable status"],
    [{ status: 200, body: { data: {} } }, "200 the response has no usable status"],
    [{ status: 200, body: { data: { status: "" } } }, "200 the response's status is nothing, not"],
    [
      { status: 200, body: { data: { status: "FAILED" } } },
      '200 the response\'s status is text "FAILED", not SUCCESS',
    ],
  ])("may have been carried out: %j", async (response, said) => {
    steps.simulator.intercept((request) => (request.method === method ? response : undefined));
    const { error } = await replace(method === "PATCH" ? wanted : before.slice(10));
    expect(error).toMatchObject({ outcome: "unknown", status: response.status, method });
    expect(error.message).toContain(`Replace All Rules in Tracking Plan: ${said}`);
    expect(error.message).toContain("Segment may have applied it");
  });
});
