import type { Rule } from "../../src/composite/ruleDifference";
import { useSteps } from "./steps";

/** The result of the step. */
export interface Replaced {
  added: string[];
  changed: string[];
  removed: string[];
  unchanged: number;
  dryRun: boolean;
}

/** The path of a plan's rules. */
export const RULES = /^\/tracking-plans\/[^/]+\/rules$/;

/** A rule on an event with a total of a type. */
export const rule = (key: string, total = "number"): Rule => ({
  type: "TRACK",
  key,
  version: 1,
  jsonSchema: { type: "object", properties: { total: { type: total }, id: { type: "string" } } },
});

/** Rules with keys from one number to another, without that. */
export const numbered = (from: number, to: number, total?: string): Rule[] =>
  Array.from({ length: to - from }, (_, index) => rule(`Event ${from + index}`, total));

/** The rules that a request writes. */
export const rulesIn = ({ body }: { body: unknown }): Rule[] => (body as { rules: Rule[] }).rules;

/** The rules as they are written, in an order of their own. */
export const sorted = (rules: Rule[]) =>
  rules
    .map(({ type, key, version, jsonSchema }) => ({ type, key, version, jsonSchema }))
    .toSorted((one, other) => String(one.key).localeCompare(String(other.key)));

/** The tracking plan of each test of a file: empty at first. */
export function usePlan() {
  const steps = useSteps();
  let trackingPlanId: string;
  beforeEach(async () => {
    const plan = { name: "Orders", description: "All of them", type: "LIVE" };
    trackingPlanId = (await steps.made("createTrackingPlan", plan)).id;
  });

  /** The rules of the plan in Segment's list. */
  async function planned(): Promise<Rule[]> {
    const inputs = { trackingPlanId, fetchAll: true };
    type Listed = { data: { rules: Rule[] } };
    return (await steps.harness.run<Listed>("listRulesFromTrackingPlan", inputs)).data.rules;
  }
  return {
    steps,
    planned,
    expectPlanned: async (rules: Rule[]) => expect(sorted(await planned())).toEqual(sorted(rules)),
    replace: (rules: unknown, more: object = {}) =>
      steps.take<Replaced>("replaceAllRulesInTrackingPlan", { trackingPlanId, rules, ...more }),
  };
}
