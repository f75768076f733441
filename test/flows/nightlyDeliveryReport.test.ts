import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ExampleRun, type Examples, openExamples } from "./example";

const NAME = "nightly-delivery-report";
const DAY_MS = 24 * 60 * 60 * 1000;

let examples: Examples;
let folder: string;
let ended: (() => void)[] = [];
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "nightly-"));
  examples = await openExamples();
});
afterEach(() => {
  for (const end of ended) end();
  ended = [];
  examples.sabotage(undefined);
});
afterAll(async () => {
  await examples.close();
  rmSync(folder, { recursive: true });
});

const simulator = () => examples.workspaces.simulator;
const workspace = () => simulator().workspace("us");
const report = ({ steps }: ExampleRun) =>
  String(steps.find(({ step }) => step === "Make Report")?.results).split("\n");

const yesterday = () => new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);

/** A configuration with another threshold. */
function threshold(percent: string): { config: string } {
  const config = path.join(folder, "config.json");
  writeFileSync(config, JSON.stringify({ "Failure Threshold Percent": percent }));
  return { config };
}

interface Figures {
  delivered: number;
  failed: Record<string, number>;
}

/** Gives the destination of a name these figures, or a response without any. */
function deliver(name: string, figures: Figures | { status: number }): void {
  const { id } = workspace().destinations.all.find((one) => one.name === name) ?? {};
  const respond = (total: number, dataset: object[]) => ({
    status: 200,
    body: {
      data: { total, dataset, pagination: { current: "MA==", totalEntries: dataset.length } },
    },
  });
  ended.push(
    simulator().intercept(({ path, query }) => {
      if (new URLSearchParams(query).get("destinationConfigId") !== id) return undefined;
      if ("status" in figures) {
        const errors = [{ type: "bad-request", message: "no metrics for this destination" }];
        return { status: figures.status, body: { errors } };
      }
      const { delivered, failed } = figures;
      if (path.includes("successful-delivery")) {
        return respond(delivered, [{ total: delivered, series: [] }]);
      }
      const reasons = Object.entries(failed);
      return respond(
        reasons.reduce((sum, [, total]) => sum + total, 0),
        reasons.map(([discardReason, total]) => ({ discardReason, total, series: [] })),
      );
    }),
  );
}

const HEAD = [
  "| Destination | Source | Delivered | Failed | Failed % | |",
  "|---|---|--:|--:|--:|---|",
];

describe("the nightly report of deliveries", () => {
  test("asks for the whole of yesterday for every enabled destination, and only reads", async () => {
    const before = simulator().requests.length;
    const run = await examples.run(NAME);
    expect(run.code).toBe(0);
    const requests = simulator().requests.slice(before);
    const asked = requests.filter(({ path }) => path.startsWith("/delivery-overview/"));
    const today = new Date(Date.parse(yesterday()) + DAY_MS).toISOString();
    expect(asked).toHaveLength(4);
    for (const { query } of asked) {
      const { startTime, endTime, granularity } = Object.fromEntries(new URLSearchParams(query));
      expect([startTime, endTime, granularity]).toEqual([
        `${yesterday()}T00:00:00.000Z`,
        today,
        "DAY",
      ]);
    }
    expect(requests.filter(({ method, committed }) => method !== "GET" || committed)).toEqual([]);
    expect(simulator().differences).toEqual([]);
    expect(report(run)).toEqual([
      `# Deliveries of ${yesterday()} (UTC)`,
      "",
      ...HEAD,
      expect.stringMatching(
        /^\| Order webhook \| Web shop \| [\d,]{5,} \| [\d,]{3,} \| 4\.4 \| too many failures \|$/,
      ),
      expect.stringMatching(
        /^\| App webhook \| iOS app \| [\d,]{5,} \| [\d,]{3,} \| 4\.4 \| too many failures \|$/,
      ),
      "",
      "Destinations: 2 above 2%, 0 not read, 0 in order, 1 disabled.",
    ]);
    expect(run.text).toMatch(
      /warn Order webhook of Web shop: \d+ events failed, more than 2%\. Reasons: Invalid Settings \(\d+\), Rejected By Destination \(\d+\)\./,
    );
  });

  test("warns of a destination above the threshold with its reasons, and of no other", async () => {
    deliver("Order webhook", { delivered: 900, failed: { "Event Too Large": 30, "": 70 } });
    deliver("App webhook", { delivered: 1990, failed: { "Event Too Large": 10 } });
    const run = await examples.run(NAME, threshold("9.5"));
    expect(run.code).toBe(0);
    expect(report(run).slice(4)).toEqual([
      "| Order webhook | Web shop | 900 | 100 | 10.0 | too many failures |",
      "| App webhook | iOS app | 1,990 | 10 | 0.5 | ok |",
      "",
      "Destinations: 1 above 9.5%, 0 not read, 1 in order, 1 disabled.",
    ]);
    expect(run.text).toContain(
      "warn Order webhook of Web shop: 100 events failed, more than 9.5%. Reasons: no reason given (70), Event Too Large (30).",
    );
    expect(run.text).toContain("info App webhook of iOS app: 1990 events delivered.");
  });

  test("warns above the threshold, not at it", async () => {
    deliver("Order webhook", { delivered: 90, failed: { "Event Too Large": 10 } });
    deliver("App webhook", { delivered: 899, failed: { "Event Too Large": 101 } });
    const run = await examples.run(NAME, threshold("10"));
    const warnings = run.steps.filter(({ step }) => step === "Warn of Failures");
    expect(warnings.map(({ inputs }) => inputs.message)).toEqual([
      expect.stringMatching(/^App webhook of iOS app: 101 events failed/),
    ]);
    expect(report(run).at(-1)).toMatch(/^Destinations: 1 above 10%/);
  });

  test("reports a destination without events, and one whose figures cannot be read", async () => {
    deliver("Order webhook", { delivered: 0, failed: {} });
    deliver("App webhook", { status: 400 });
    const run = await examples.run(NAME);
    expect(run.code).toBe(0);
    expect(report(run).slice(4)).toEqual([
      "| Order webhook | Web shop | 0 | 0 | 0.0 | no events |",
      "| App webhook | iOS app |  |  |  | not read |",
      "",
      "Destinations: 0 above 2%, 1 not read, 1 in order, 1 disabled.",
    ]);
    expect(run.text).toContain("warn App webhook of iOS app: the figures could not be read.");
    expect(run.text).toContain("400 no metrics for this destination");
  });

  test("says so if there is no enabled destination", async () => {
    const run = await examples.run(NAME, { region: "eu1.api" });
    expect(run.code).toBe(0);
    expect(report(run)).toEqual([
      `# Deliveries of ${yesterday()} (UTC)`,
      "",
      "There is no enabled destination.",
      "",
      "Destinations: 0 above 2%, 0 not read, 0 in order, 0 disabled.",
    ]);
  });

  test("fails if the destinations cannot be listed", async () => {
    ended.push(
      simulator().intercept(({ path }) =>
        path === "/destinations" ? { status: 401, body: {} } : undefined,
      ),
    );
    const run = await examples.run(NAME);
    expect(run.code).toBe(1);
    expect(run.text).toContain("List Destinations: 401");
  });

  test.each(["a", "c"])(
    "however requests fail, reports the same or says what it did not read (seed %s)",
    async (seed) => {
      const whole = report(await examples.run(NAME));
      const { last, runs, faults } = await examples.untilDone(NAME, seed);
      expect(runs).toBe(1);
      expect(faults).toBeGreaterThan(2);
      for (const line of report(last).slice(0, -1)) {
        if (!line.includes("not read")) expect(whole).toContain(line);
      }
    },
  );
});
