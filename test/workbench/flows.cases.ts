import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { checkIntegration } from "../../platform/check";
import { loadComponent } from "../../platform/component";
import { breakages } from "../../platform/fixtures/breakages";
import type { Integration } from "../../platform/format/integration";
import { readSource } from "../../platform/format/source";
import { listSteps } from "../../platform/format/walk";
import type { FlowFile, FlowStepEvent, RunEvent } from "../../workbench/protocol";
import { type ExampleRun, openExamples } from "../flows/example";
import { goTo } from "./inBrowser";
import type { OpenWorkbench } from "./open";
import { callServer } from "./server";

const ROOT = path.resolve(__dirname, "../..");
const FLOWS = readdirSync(path.join(ROOT, "flows"))
  .filter((name) => name.endsWith(".yml"))
  .map((name) => name.replace(".yml", ""));
const SHOP = readFileSync(path.join(ROOT, "platform/fixtures/shop.yml"), "utf8");
const MISTAKES = path.join(ROOT, "platform/fixtures/mistakes.yml");

const step = (name: string, component: string, key: string) =>
  `      - name: ${name}
        action: { key: ${key}, component: { key: ${component}, isPublic: true, version: LATEST } }`;

const codeStep = (name: string, code: string) => `${step(name, "code", "runCode")}
        inputs: { code: { type: value, value: '${code}' } }`;

/** A flow whose second step returns 50 MiB, which the third one reads. */
const LONG = `definitionVersion: 7
name: Long
flows:
  - name: Long
    steps:
${step("Start", "webhook-triggers", "webhook")}
        isTrigger: true
${codeStep("Make", 'module.exports = async () => ({ data: { text: "x".repeat(50 * 1024 * 1024), list: [1] } });')}
${codeStep("Count", "module.exports = async (_, { make }) => ({ data: make.results.text.length });")}
`;

/** A step of a run, as the trace of the runner tells of it. */
interface ComparedStep {
  step: string;
  within?: string[];
  state: string;
  requests: number;
  retries: number;
  inputs: unknown;
  results: unknown;
}

const json = async <Data>(response: Promise<Response>): Promise<Data> =>
  (await response).json() as Promise<Data>;

const readFlow = ({ workbench }: OpenWorkbench, name: string) =>
  json<FlowFile>(callServer(workbench, "GET", `flows/${name}`));

const reset = ({ workbench }: OpenWorkbench) =>
  callServer(workbench, "POST", "workspaces/simulated/reset");

/** Makes responses slow, or ends it. */
const slowDown = ({ workbench }: OpenWorkbench, slow: "all" | "off") =>
  callServer(workbench, "PUT", "workspaces/simulated/faults", {
    ...{ rateLimit: "off", serverError: "off", lostResponse: "off" },
    slow,
  });

/** Runs a flow of the package with its samples. */
async function runFlow(open: OpenWorkbench, name: string): Promise<RunEvent[]> {
  const { text, described, payload = "", config = "" } = await readFlow(open, name);
  const flow = described.flows[0]?.name;
  const body = { text, flow, payload, config };
  const stream = await (await callServer(open.workbench, "POST", "flowRuns", body)).text();
  return stream
    .trim()
    .split("\n")
    .map((line): RunEvent => JSON.parse(line));
}

/** The steps of a run, in the order in which they began. */
function stepsOf(events: readonly RunEvent[]): ComparedStep[] {
  const told = events.flatMap((one) => (one.type === "step" ? [one.event] : []));
  const of = <Type extends FlowStepEvent["type"]>(type: Type) =>
    told.filter((event): event is FlowStepEvent & { type: Type } => event.type === type);
  return of("began").map(({ place }) => {
    const ended = of("ended").find(({ id }) => id === place.id);
    if (!ended) throw new Error(`${place.name} has no end`);
    const { state, requests, retries, inputs, result } = ended.outcome;
    return {
      step: place.name,
      within: place.within,
      state,
      requests,
      retries,
      inputs: inputs?.value,
      results: result?.value,
    };
  });
}

const TIME = /\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?/g;
const ID_OF_RUN = /local-\w+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The flows with numbers of the day in their results. */
const DAILY: ReadonlySet<string> = new Set(["nightly-delivery-report"]);

/** Replaces times and the ids of runs, which differ from run to run, and the numbers of a day. */
const settle =
  (flow: string) =>
  (value: unknown): unknown => {
    const text = JSON.stringify(value ?? null)
      .replaceAll(TIME, "[time]")
      .replaceAll(ID_OF_RUN, "[run]");
    return JSON.parse(DAILY.has(flow) ? text.replaceAll(/\d+(?:\.\d+)?/g, "0") : text);
  };

const compareWith =
  (settled: (value: unknown) => unknown) =>
  ({ step, within = [], state, requests, retries, inputs, results }: ComparedStep) => ({
    ...{ step, within, state, requests, retries },
    inputs: settled(inputs),
    results: settled(results),
  });

const box = (page: Page, name: string) =>
  page.locator("[data-box]").filter({ has: page.getByText(name, { exact: true }) });

/** The page of flows: their steps, their problems, and their runs. */
export function flowCases(open: () => OpenWorkbench): void {
  test("each flow of the package gives the same results as the command", async () => {
    await reset(open());
    const examples = await openExamples(new Set(["reverseEtlSyncFinished"]));
    try {
      for (const name of FLOWS) {
        const { payload } = await readFlow(open(), name);
        const events = await runFlow(open(), name);
        const given = payload === undefined ? { payload: examples.given({}) } : {};
        const run: ExampleRun = await examples.run(name, given);
        const settled = settle(name);
        const compared = compareWith(settled);
        const steps = run.steps as unknown as ComparedStep[];
        expect(steps.length).toBeGreaterThan(2);
        expect(stepsOf(events).map(compared)).toEqual(steps.map(compared));
        const ended = events.at(-1);
        if (ended?.type !== "ended") throw new Error(`the run of ${name} has no end`);
        expect(ended.outcome.state).toBe("done");
        expect(settled(ended.outcome.result)).toEqual(settled(run.results));
        expect(run.text).toContain(ended.outcome.report?.at(-1)?.replace(/, [\d.]+ s$/, ""));
      }
    } finally {
      await examples.close();
    }
  });

  test("each request belongs to the step in whose time it was sent", async () => {
    const events = await runFlow(open(), "audit-workspace");
    const sent = new Map<number | undefined, number>();
    for (const event of events) {
      if (event.type !== "request") continue;
      sent.set(event.request.step, (sent.get(event.request.step) ?? 0) + 1);
    }
    const told = events.flatMap((one) => (one.type === "step" ? [one.event] : []));
    const holders = new Set(
      told.flatMap((event) =>
        event.type === "began" && event.place.holds ? [event.place.id] : [],
      ),
    );
    for (const event of told) {
      if (event.type !== "ended" || holders.has(event.id)) continue;
      expect([event.id, sent.get(event.id) ?? 0]).toEqual([event.id, event.outcome.requests]);
    }
    expect(sent.size).toBeGreaterThan(5);
  });

  test("broken files have the problems of the check, by line", async () => {
    // The tests of the check have all of them.
    const some = breakages.filter((_, at) => at % 4 === 0);
    for (const { from, to, found } of some) {
      const text = SHOP.replace(from, () => to);
      const lines = text.split("\n");
      const { problems } = await json<FlowFile["described"]>(
        callServer(open().workbench, "POST", "flows", { text }),
      );
      expect(problems.map(({ line, message }) => [lines[line - 1]?.trim(), message])).toEqual(
        found,
      );
    }
  });

  test("a file outside of the folder of flows is not read", async () => {
    for (const name of ["..%2Fpackage", "samples", "%2e%2e%2fplatform%2ffixtures%2fshop"]) {
      const { status } = await callServer(open().workbench, "GET", `flows/${name}`);
      expect(status).toBe(404);
    }
  });

  test("each flow is drawn with a box for each of its steps", async () => {
    const page = await open().openPage("/flows");
    for (const name of FLOWS) {
      const text = readFileSync(path.join(ROOT, `flows/${name}.yml`), "utf8");
      const { name: title, flows } = readSource(text).data as Integration;
      await page.evaluate(goTo(`/flows/${name}`));
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await page.locator("[data-box]").first().waitFor();
      expect(await page.locator("[data-box]").count()).toBe(
        listSteps(flows[0]?.steps ?? []).length,
      );
    }
  });

  test("a flow runs by keyboard, and each round of a loop can be read", async () => {
    await reset(open());
    const page = await open().openPage("/flows/provision-workspace");
    await box(page, "Upsert Source").click();
    await page.keyboard.press("Control+Enter");
    await page.getByText("28 steps, 27 requests, 28 done, 0 failed").waitFor();
    await box(page, "Upsert Source").getByText("done", { exact: true }).waitFor();
    await page.getByRole("combobox", { name: "Round" }).selectOption("Each Source 1 of 3");
    await page.getByRole("treeitem", { name: 'slug: "web-shop"' }).first().waitFor();
    await page.getByRole("combobox", { name: "Round" }).selectOption("Each Source 3 of 3");
    await page.getByRole("treeitem", { name: 'slug: "newsletter"' }).first().waitFor();
    expect(await box(page, "Update Subscription").textContent()).toContain("not run");
  });

  test("Escape stops a flow, and the report says what was done", async () => {
    const page = await open().openPage("/flows/audit-workspace");
    await slowDown(open(), "all");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator("[data-box]").getByText("running", { exact: true }).first().waitFor();
    await page.keyboard.press("Escape");
    await slowDown(open(), "off");
    await page.getByText(/^Stopped (in|between) /).waitFor();
    await page.getByText(/Not started: /).waitFor();
  });

  test("a step with a result of 50 MiB shows the start of it, and the page stays usable", async () => {
    const page = await open().openPage("/flows");
    await page.getByLabel("Flow file").setInputFiles({
      name: "long.yml",
      mimeType: "text/yaml",
      buffer: Buffer.from(LONG),
    });
    await page.getByRole("heading", { level: 1, name: "Long" }).waitFor();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("3 steps, 0 requests, 3 done, 0 failed").waitFor();
    await box(page, "Make").click();
    await page
      .getByRole("alert")
      .getByText(
        /^The result of 52\.\d MB is too long to be shown in full\. text: [\d,]+ characters/,
      )
      .waitFor();
    await page.getByRole("treeitem", { name: /^text: "xxx/ }).waitFor();
    await box(page, "Count").click();
    await page.getByRole("treeitem", { name: `count.results: ${50 * 1024 * 1024}` }).waitFor();
    const part = await page.evaluate<number>("document.body.innerText.length");
    expect(part).toBeLessThan(10_000);
  });

  test("a flow is deployed, runs for the event that is sent to its source, and is undeployed", async () => {
    const page = await open().openPage("/flows/events-to-traits");
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    await button("Deploy").click();
    await button("Send a sample").click();
    await page.getByText("received it, and sends it to the flow.").waitFor();
    const parts = page.getByRole("list", { name: "Parts of the deployment" });
    await parts.getByRole("button", { name: /Request 1 done/ }).waitFor();
    await page.getByRole("treeitem", { name: 'order_id: "10042"' }).first().waitFor();
    await box(page, "Read Order").click();
    await page.getByRole("treeitem", { name: 'lastOrderId: "10042"' }).waitFor();
    await page.getByRole("tab", { name: "Deployment" }).click();
    await parts.getByRole("button", { name: /Deploy done/ }).click();
    await page.getByRole("button", { name: /POST .*\/subscriptions/ }).waitFor();
    await button("Undeploy").click();
    await page.getByText("1 run: 1 done, 0 failed.").waitFor();
    await parts.getByRole("button", { name: /Undeploy done/ }).waitFor();
  });

  test("a file that is opened shows its problems, which lead to their lines", async () => {
    const page = await open().openPage("/flows");
    await page.getByLabel("Flow file").setInputFiles(MISTAKES);
    const { problems } = checkIntegration(
      readSource(readFileSync(MISTAKES, "utf8")),
      loadComponent(),
    );
    const rows = page.getByRole("list", { name: "Problems" }).getByRole("listitem");
    await rows.first().waitFor();
    expect(await rows.allTextContents()).toEqual(
      problems.map(({ line, message }) => `Line ${line}${message}`),
    );
    const last = problems.at(-1)?.line;
    await page
      .getByRole("button", { name: `Line ${last}`, exact: true })
      .last()
      .click();
    const active = page.locator(".cm-activeLineGutter");
    await active
      .filter({ hasText: String(last) })
      .first()
      .waitFor();
    expect(await page.getByRole("button", { name: "Run", exact: true }).count()).toBe(0);
  });
}
