import { type ExampleRun, type Examples, openExamples } from "./example";

const NAME = "audit-workspace";

let examples: Examples;
let ended: (() => void)[] = [];
beforeAll(async () => {
  examples = await openExamples();
});
afterEach(() => {
  for (const end of ended) end();
  ended = [];
  examples.sabotage(undefined);
});
afterAll(() => examples.close());

const simulator = () => examples.workspaces.simulator;
const report = ({ steps }: ExampleRun) =>
  String(steps.find(({ step }) => step === "Make Report")?.results).split("\n");

/** Responds to requests for some paths as Segment does if the plan does not include them. */
function forbid(paths: RegExp): void {
  const message = "not included in the plan";
  const body = { errors: [{ type: "forbidden", message }] };
  ended.push(
    simulator().intercept(({ path }) => (paths.test(path) ? { status: 403, body } : undefined)),
  );
}

const FINDINGS = [
  "| To look at | Name | Where |",
  "|---|---|---|",
  "| destination is disabled | Old webhook | Webhooks (Actions), of Web shop |",
  "| source leads nowhere | Till | till |",
  "| function is not deployed | Refunds from the till | source function |",
];
const COUNTS = [
  "| There are | Number |",
  "|---|---|",
  "| sources | 3 |",
  "| destinations | 3 |",
  "| warehouses | 1 |",
  "| functions | 2 |",
  "| tracking plans | 1 |",
  "| transformations | 0 |",
  "| reverse ETL models | 0 |",
  "| spaces | 2 |",
  "| users | 3 |",
  "| user groups | 0 |",
];

describe("the audit of a workspace", () => {
  test("reports what somebody should look at and how many there are of everything, and only reads", async () => {
    const before = simulator().requests.length;
    const run = await examples.run(NAME);
    expect(run.code).toBe(0);
    expect(report(run)).toEqual(["# Audit of Acme", "", ...FINDINGS, "", ...COUNTS]);
    expect(run.text).toContain("| source leads nowhere | Till | till |");
    const requests = simulator().requests.slice(before);
    expect(requests.length).toBeGreaterThan(10);
    expect(requests.filter(({ method, committed }) => method !== "GET" || committed)).toEqual([]);
    expect(simulator().differences).toEqual([]);
  });

  test("reports an empty workspace", async () => {
    const run = await examples.run(NAME, { region: "eu1.api" });
    expect(run.code).toBe(0);
    expect(report(run).slice(0, 7)).toEqual([
      "# Audit of Acme Europe",
      "",
      "Nothing to look at.",
      "",
      "| There are | Number |",
      "|---|---|",
      "| sources | 0 |",
    ]);
  });

  test("says what the plan does not let it read, and goes on", async () => {
    forbid(/^\/(transformations|users)$/);
    const run = await examples.run(NAME);
    expect(run.code).toBe(0);
    expect(report(run)).toEqual(
      expect.arrayContaining([
        ...FINDINGS,
        "| transformations | not read |",
        "| users | not read |",
        "| user groups | 0 |",
      ]),
    );
    expect(run.text).toContain("403 not included in the plan");
  });

  test("names functions that it could not read", async () => {
    const [deployed] = simulator().workspace("us").functions.all;
    forbid(new RegExp(`^/functions/${deployed?.id}$`));
    ended.push(
      simulator().intercept(({ query }) =>
        query.includes("INSERT_SOURCE") ? { status: 404, body: {} } : undefined,
      ),
    );
    const run = await examples.run(NAME);
    expect(run.code).toBe(0);
    expect(report(run)).toContain("| functions | at least 2 |");
    expect(report(run).at(-1)).toBe(
      "Not read: functions of the type INSERT_SOURCE; whether the function Orders from the till is deployed.",
    );
  });

  test("writes no report if the sources cannot be read", async () => {
    forbid(/^\/sources$/);
    const run = await examples.run(NAME);
    expect(run.code).toBe(1);
    expect(run.text).toContain("List Sources: 403 not included in the plan");
    expect(run.steps.map(({ step }) => step)).not.toContain("Make Report");
  });

  test("takes a source that has a destination or a warehouse, if only one of them, for connected", async () => {
    const { sources, warehouses, connections } = simulator().workspace("us");
    const [shop, , till] = sources.all;
    const [warehouse] = warehouses.all;
    if (!shop || !till || !warehouse) throw new Error("the sample workspace is not whole");
    const connected = [...connections.all];
    connections.deleteWhere(({ sourceId }) => sourceId === shop.id);
    simulator().workspace("us").connect(till.id, warehouse.id);
    const run = await examples.run(NAME);
    connections.deleteWhere(() => true);
    for (const one of connected) connections.put(one);
    expect(run.code).toBe(0);
    expect(report(run).filter((line) => line.includes("leads nowhere"))).toEqual([]);
  });

  test("tells newer code that is not deployed from a function that never was, and keeps its table whole", async () => {
    const { functions } = simulator().workspace("us");
    const [deployed] = functions.all;
    if (!deployed) throw new Error("the sample workspace has no function");
    const { displayName, versions, deployments } = deployed;
    functions.put({
      ...deployed,
      displayName: "Orders | till",
      deployments: deployments.map((one) => ({ ...one, versionId: "older" })),
    });
    const run = await examples.run(NAME);
    functions.put({ ...deployed, displayName, versions, deployments });
    expect(report(run)).toContain(
      "| function has newer code than runs | Orders \\| till | source function |",
    );
  });

  test.each(["a", "b"])(
    "however requests fail, reports the same or says what it did not read (seed %s)",
    async (seed) => {
      const { last, runs, faults } = await examples.untilDone(NAME, seed);
      expect(runs).toBe(1);
      expect(faults).toBeGreaterThan(5);
      const lines = report(last);
      const whole = ["# Audit of Acme", "", ...FINDINGS, "", ...COUNTS];
      if (!lines.some((line) => /not read/i.test(line))) expect(lines).toEqual(whole);
      expect(report(await examples.run(NAME))).toEqual(whole);
    },
  );
});
