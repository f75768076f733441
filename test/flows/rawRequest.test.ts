import { fault } from "../../simulator";
import { type ExampleRun, type Examples, openExamples } from "./example";

const NAME = "raw-request";
const SAMPLE = { "Label Key": "team", "Label Value": "shop", "Page Size": "2" };
const TEAM = { key: "team", value: "shop" };
const STAGE = { key: "stage", value: "live", description: "Sends real orders" };

let examples: Examples;
beforeAll(async () => {
  examples = await openExamples();
});
afterAll(() => examples.close());
beforeEach(() => {
  const { sources, labels } = workspace();
  for (const { id } of labels.all) labels.delete(id);
  for (const source of sources.all) {
    sources.put({ ...source, labels: source.slug === "till" ? [STAGE] : [] });
  }
});

const simulator = () => examples.workspaces.simulator;
const workspace = () => simulator().workspace("us");
const label = (config: Record<string, string> = {}): Promise<ExampleRun> =>
  examples.run(NAME, { config: examples.given({ ...SAMPLE, ...config }) });

/** The requests that some work sent. */
async function sentBy(work: () => Promise<unknown>) {
  const before = simulator().requests.length;
  await work();
  return simulator().requests.slice(before);
}

const reportIn = (steps: ExampleRun["steps"]) =>
  steps.find(({ step }) => step === "Make Report")?.results;

/** The part of the workspace that the flow changes. */
const look = () => ({
  labels: workspace().labels.all.map(({ key, value }) => ({ key, value })),
  sources: Object.fromEntries(workspace().sources.all.map(({ slug, labels }) => [slug, labels])),
});
const LABELED = {
  labels: [TEAM],
  sources: { "web-shop": [TEAM], "ios-app": [TEAM], till: [STAGE, TEAM] },
};

test("every source gets the label beside those it has, and a second run changes nothing", async () => {
  const { code, steps } = await label();
  expect(code).toBe(0);
  expect(reportIn(steps)).toBe(
    [
      "# Label team:shop",
      "",
      "- Label: created",
      "- Sources labeled now: 3",
      "  - Web shop (web-shop)",
      "  - iOS app (ios-app)",
      "  - Till (till)",
      "- Sources that had it: 0",
      "- Pages read: 2",
    ].join("\n"),
  );
  expect(look()).toEqual(LABELED);

  const sent = await sentBy(async () => {
    const again = await label();
    expect(again.code).toBe(0);
    expect(again.text).toContain("**Nothing to do: every source has it.**");
    expect(again.text).toContain("- Label: there already");
  });
  expect(sent.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(look()).toEqual(LABELED);
  expect(simulator().differences).toEqual([]);
});

test("pages are read one after the other by the cursor of the one before", async () => {
  const sent = await sentBy(() => label());
  const queries = sent
    .filter(({ method, path }) => method === "GET" && path === "/sources")
    .map(({ query }) => Object.fromEntries(new URLSearchParams(query)));
  expect(queries).toEqual([
    { "pagination[count]": "2" },
    { "pagination[count]": "2", "pagination[cursor]": expect.stringMatching(/./) },
  ]);
});

test("a label without a value is refused before anything is sent", async () => {
  const sent = await sentBy(async () => {
    const { code, text } = await label({ "Label Value": " " });
    expect(code).toBe(1);
    expect(text).toContain("Label Value: expected text, got nothing");
  });
  expect(sent).toEqual([]);
});

test("more pages than it follows fail the run, which larger pages complete", async () => {
  simulator().fill("us", { sources: 98 });
  const { sources } = workspace();
  const more = sources.all.filter(({ slug }) => slug.startsWith("source-"));
  for (const source of more) sources.put({ ...source, labels: [TEAM] });
  const { code, text } = await label({ "Page Size": "1" });
  expect(code).toBe(1);
  expect(text).toContain("Sources: 100 pages were done and more are left; set a larger Page Size");
  expect((await label({ "Page Size": "1000" })).code).toBe(0);
  for (const { id } of more) sources.delete(id);
  expect(look()).toEqual(LABELED);
});

test("a label whose creation was never confirmed is not created twice", async () => {
  const stop = simulator().intercept(({ method }) =>
    method === "POST" ? fault("connection reset", "after") : undefined,
  );
  const sent = await sentBy(async () => {
    expect((await label()).code).toBe(1);
    stop();
    expect((await label()).code).toBe(0);
  });
  expect(sent.filter(({ method }) => method === "POST")).toHaveLength(1);
  expect(look()).toEqual(LABELED);
});

test.each(["c", "one"])(
  "however requests fail (%s), runs until one is done label every source once",
  async (seed) => {
    const { last, faults } = await examples.untilDone(NAME, seed);
    expect(last.code).toBe(0);
    expect(faults).toBeGreaterThan(0);
    expect(look()).toEqual(LABELED);
    expect(simulator().differences).toEqual([]);
  },
);
