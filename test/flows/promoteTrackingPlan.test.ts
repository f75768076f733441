import { fault, type RegionName } from "../../simulator";
import { type ExampleRun, type Examples, openExamples } from "./example";

const NAME = "promote-tracking-plan";
const SAMPLE = { "To Region": "eu1.api", "Tracking Plan": "Shop events" };

let examples: Examples;
beforeAll(async () => {
  examples = await openExamples();
});
afterAll(() => examples.close());
afterEach(() => {
  for (const { id } of plans("eu")) workspace("eu").trackingPlans.delete(id);
});

const simulator = () => examples.workspaces.simulator;
const workspace = (region: RegionName) => simulator().workspace(region);
const plans = (region: RegionName) => workspace(region).trackingPlans.all;
const promote = (payload: unknown = { dryRun: false }): Promise<ExampleRun> =>
  examples.run(NAME, { payload: examples.given(payload) });

const reportIn = (steps: ExampleRun["steps"]) =>
  steps.find(({ step }) => step === "Make Report")?.results;

/** The tracking plans of a region, without ids and times. */
const lookOf = (region: RegionName) =>
  plans(region).map(({ name, slug, description, type, rules }) => ({
    name,
    slug,
    description,
    type,
    rules: rules.map(({ type, key, version, jsonSchema }) => ({ type, key, version, jsonSchema })),
  }));

type Plan = ReturnType<typeof plans>[number];
type Rule = Plan["rules"][number];

/** Puts a tracking plan into a region as it is in the first one, with other properties. */
function put(region: RegionName, id: string, properties: Partial<Plan>): void {
  const [first] = plans("us");
  workspace(region).trackingPlans.put({ ...(first as Plan), id, ...properties });
}

/** The methods of the requests that some work sent. */
async function methodsOf(work: () => Promise<unknown>): Promise<Set<string>> {
  const before = simulator().requests.length;
  await work();
  return new Set(
    simulator()
      .requests.slice(before)
      .map(({ method }) => method),
  );
}

test("a tracking plan and its rules are made in the other workspace, and a second run changes nothing", async () => {
  const { code, steps } = await examples.run(NAME);
  expect(code).toBe(0);
  expect(reportIn(steps)).toBe(
    [
      "# Tracking plan Shop events: from region api to region eu1.api",
      "",
      "- Tracking plan: created",
      "- Rules added: 3",
      "  - TRACK Order Completed version 1",
      "  - TRACK Product Viewed version 1",
      "  - TRACK Checkout Started version 1",
      "- As they were: 0 rules",
    ].join("\n"),
  );
  expect(lookOf("us")).toMatchObject([{ name: "Shop events", rules: { length: 3 } }]);
  expect(lookOf("eu")).toEqual(lookOf("us"));

  const methods = await methodsOf(async () => {
    const again = await examples.run(NAME);
    expect(again.code).toBe(0);
    expect(again.text).toContain("**Nothing to change: both workspaces have the same rules.**");
    expect(again.text).toContain("- As they were: 3 rules");
  });
  expect([...methods]).toEqual(["GET"]);
  expect(simulator().differences).toEqual([]);
});

test("rules are added, changed and removed, and a dry run says which before", async () => {
  const [order, , checkout] = (plans("us")[0] as Plan).rules as [Rule, Rule, Rule];
  const others = [
    order,
    { ...checkout, jsonSchema: { type: "object" } },
    { ...order, key: "Order Sent" },
  ];
  put("eu", "tp_other", { rules: others, description: "Ours" });
  const difference = [
    "- Tracking plan: there already",
    "- Rules added: 1",
    "  - TRACK Product Viewed version 1",
    "- Rules changed: 1",
    "  - TRACK Checkout Started version 1",
    "- Rules removed: 1",
    "  - TRACK Order Sent version 1",
    "- As they were: 1 rule",
  ].join("\n");

  const methods = await methodsOf(async () => {
    const { code, steps } = await promote({ dryRun: true });
    expect(code).toBe(0);
    expect(reportIn(steps)).toContain(
      `**Dry run: nothing was changed. Promoting would do this:**\n\n${difference}`,
    );
  });
  expect([...methods]).toEqual(["GET"]);

  const { code, steps } = await promote({ dryRun: false });
  expect(code).toBe(0);
  expect(reportIn(steps)).toContain(`eu1.api\n\n${difference}`);
  expect(plans("eu")).toMatchObject([{ id: "tp_other", description: "Ours" }]);
  const names = ({ rules }: { rules: unknown[] }) =>
    rules.map((rule) => JSON.stringify(rule)).sort();
  expect(lookOf("eu").map(names)).toEqual(lookOf("us").map(names));
});

test("a payload that does not speak of a dry run gets one, which creates no tracking plan", async () => {
  const { code, text } = await promote({});
  expect(code).toBe(0);
  expect(text).toContain("**Dry run: nothing was changed.");
  expect(text).toContain("- Tracking plan: to be created");
  expect(text).toContain("- Rules added: 3");
  expect(plans("eu")).toEqual([]);
});

describe("refused before anything is changed:", () => {
  async function refused(options: Parameters<Examples["run"]>[1], reason: string) {
    const methods = await methodsOf(async () => {
      const { code, text } = await examples.run(NAME, options);
      expect(text).toContain(reason);
      expect(code).toBe(1);
    });
    expect([...methods]).toEqual(["GET"]);
  }

  test("a payload that does not say clearly whether it is a dry run", () =>
    refused(
      { payload: examples.given({ dryRun: "yes" }) },
      'Payload: expected dryRun to be true or false, got "yes"',
    ));

  test("the same workspace twice", () =>
    refused(
      { config: examples.given({ ...SAMPLE, "To Region": "api" }) },
      "Connections: expected two workspaces, got the same one twice",
    ));

  test("two tracking plans of the name", async () => {
    put("eu", "tp_one", {});
    put("eu", "tp_two", {});
    await refused({}, "Tracking plan Shop events: expected one of that name, got tp_one, tp_two");
  });

  test("a tracking plan without rules", async () => {
    put("us", "tp_empty", { name: "Empty", rules: [] });
    const config = examples.given({ ...SAMPLE, "Tracking Plan": "Empty" });
    await refused({ config }, "Tracking plan Empty: expected rules, got none");
    workspace("us").trackingPlans.delete("tp_empty");
  });
});

test("a tracking plan whose creation was never confirmed is found by the next run", async () => {
  const stop = simulator().intercept(({ method, path }) =>
    method === "POST" && path === "/tracking-plans"
      ? fault("connection reset", "after")
      : undefined,
  );
  const { code, text } = await promote();
  stop();
  expect(code).toBe(1);
  expect(text).toContain("Segment may have applied it");
  const again = await promote();
  expect(again.code).toBe(0);
  expect(again.text).toContain("- Tracking plan: there already");
  expect(lookOf("eu")).toEqual(lookOf("us"));
});

test.each(["c", "one"])(
  "however requests fail (%s), runs until one is done make one tracking plan with the same rules",
  async (seed) => {
    const { last, faults } = await examples.untilDone(NAME, seed);
    expect(last.code).toBe(0);
    expect(faults).toBeGreaterThan(0);
    expect(lookOf("eu")).toEqual(lookOf("us"));
    expect(simulator().differences).toEqual([]);
  },
);
