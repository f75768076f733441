import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { DOCUMENTED_KEYS } from "../contract/documentedKeys";
import { OPERATIONS, USED_OPERATIONS } from "../docs/generator/operations";
import { RAW_REQUEST_EXAMPLE } from "../docs/generator/rawRequestExample";
import { referenceOf } from "../docs/generator/reference";
import { type BuiltStep, type BuiltTrigger, loadComponent } from "../platform/component";
import { linksOf, placesOf } from "../workbench/documents";
import { openHarness } from "./support/segment";

const folder = path.resolve(__dirname, "../docs/reference");
const component = loadComponent();
const files = referenceOf(component);

test("docs/reference is what the built component says: `npm run docs` changes nothing", () => {
  expect(readdirSync(folder).toSorted()).toEqual([...files.keys()].toSorted());
  const stale = [...files].filter(
    ([name, text]) => readFileSync(path.join(folder, name), "utf8") !== text,
  );
  expect(stale.map(([name]) => name)).toEqual([]);
});

const { actions, triggers, dataSources } = component;
const steps = [actions, triggers, dataSources].flatMap(
  (some: Record<string, BuiltStep | BuiltTrigger>) => Object.values(some),
);
/** The section of each step, by its key. */
const sections = new Map(
  [...files.values()].flatMap((text) =>
    text
      .split('<a id="')
      .slice(1)
      .map((section): [string, string] => [section.split('"')[0] ?? "", section]),
  ),
);

test("every action, trigger, data source and input is in the reference, with its example payload", () => {
  expect([...sections.keys()].toSorted()).toEqual(steps.map(({ key }) => key).toSorted());
  const common = (files.get("data-sources.md") ?? "").split("<a id=")[0];
  for (const step of steps) {
    const own = sections.get(step.key) ?? "";
    const shown = "dataSourceType" in step ? `${common}${own}` : own;
    const missing = step.inputs.filter(({ key }) => !shown.includes(`\`${key}\``));
    expect([step.key, missing.map(({ key }) => key)]).toEqual([step.key, []]);
    const [, json = "null"] =
      /Example payload for [^\n]+\n\n```json\n(.*?)\n```/s.exec(own.replace("</summary>", "")) ??
      [];
    expect(JSON.parse(json)).toEqual(step.examplePayload ?? null);
  }
});

test("a long payload is folded, and each folded part ends", () => {
  for (const [key, text] of sections) {
    const lines = (/```json\n(.*?)```\n\n(?:<\/details>|$)/s.exec(text)?.[1] ?? "").split(
      "\n",
    ).length;
    const counts = ["<details>", "</details>"].map((tag) => text.split(tag).length - 1);
    expect([key, counts]).toEqual([key, lines > 20 ? [1, 1] : [counts[0], counts[0]]]);
  }
});

test("80 operations show the feature that they need, 66 their rate limit, and each its request", () => {
  const text = readFileSync(path.resolve(__dirname, "../contract/openapi.json"), "utf8");
  // Read from the text, not with the reader that the reference uses.
  const published = [...text.matchAll(/"operationId": ?"(\w+)"(?:(?!"operationId").)*/gs)].map(
    ([body, id = ""]) => ({
      id,
      feature: /"x-requires-feature": ?"([^"]+)"/.exec(body)?.[1],
      perMinute: /"x-rate-limit-per-minute": ?(\d+)/.exec(body)?.[1],
    }),
  );
  const keys = new Map(Object.entries(DOCUMENTED_KEYS).map(([key, id]) => [id, key]));
  const lines = new Map(
    published.map(({ id }) => [id, /^`[A-Z]+ \/.*$/m.exec(sections.get(keys.get(id) ?? id) ?? "")]),
  );
  const withFeature = published.filter(({ feature }) => feature !== undefined);
  const withLimit = published.filter(({ perMinute }) => perMinute !== undefined);
  expect([published.length, withFeature.length, withLimit.length]).toEqual([208, 80, 66]);
  for (const { id, feature, perMinute } of published) {
    const line = lines.get(id)?.[0] ?? "";
    expect([id, /feature \*\*([^*]+)\*\*/.exec(line)?.[1]]).toEqual([id, feature]);
    expect([id, /\*\*(\d+) requests a minute/.exec(line)?.[1]]).toEqual([id, perMinute]);
    expect(line).toMatch(
      /^`(GET|POST|PUT|PATCH|DELETE) \/[^`]*` · (stable|alpha|beta|pre-release)/,
    );
  }
});

/** Makes something of an operation; a schema of it alone sends no request. */
const CALL = /(?<!Shape)\(\s*"(\w+)"/g;

test("a step of several requests shows each operation that its source names", () => {
  const shown = new Set(Object.values(USED_OPERATIONS).flat());
  const folders = ["composite", "tracking", "triggers", "triggers/polling"];
  const named = folders.flatMap((folder) => {
    const source = path.resolve(__dirname, "../src", folder);
    return readdirSync(source)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .flatMap((name) => [...readFileSync(path.join(source, name), "utf8").matchAll(CALL)])
      .flatMap(([, word = ""]) => (OPERATIONS.has(word) ? [word] : []));
  });
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !shown.has(name))).toEqual([]);
  const sync = sections.get("runReverseETLSync") ?? "";
  expect(sync).toContain("`POST /reverse-etl-syncs` · alpha · at most **20 requests a minute**");
});

test("the example of Raw Request has the result that it shows", async () => {
  const harness = await openHarness();
  try {
    const { inputs, result } = RAW_REQUEST_EXAMPLE;
    expect(await harness.run("rawRequest", inputs)).toEqual(result);
  } finally {
    await harness.close();
  }
});

test("the index leads to every page and step with its description, and every link to an existing place", () => {
  const index = files.get("README.md") ?? "";
  for (const name of files.keys()) {
    if (name !== "README.md") expect(index).toContain(`(${name}`);
  }
  for (const { key, display } of Object.values(actions)) {
    const [line = ""] = new RegExp(`^- .*#${key}\\).*$`, "m").exec(index) ?? [];
    expect(line).toContain(`: ${display.description}`);
    expect([key, line.startsWith("- **")]).toEqual([key, display.important === true]);
  }
  for (const [name, text] of files) {
    for (const target of linksOf(text)) {
      const [page = "", place = ""] = target.split("#");
      const there = files.get(page === "" ? name : page);
      if (there && place !== "") expect([...placesOf(there)]).toContain(place);
    }
  }
});

test("no cell of a table is broken by what is in it", () => {
  for (const [name, text] of files) {
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    const broken = rows.filter((line) => {
      const bars = line.replaceAll("\\|", "").split("|").length - 1;
      return bars !== 5 && bars !== 3;
    });
    expect([name, broken]).toEqual([name, []]);
  }
});
