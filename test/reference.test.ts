import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { referenceOf } from "../docs/generator/reference";
import { type BuiltStep, type BuiltTrigger, loadComponent } from "../platform/component";

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

test("every action, trigger, data source and input is in the reference, with its example payload", () => {
  const all = [...files.values()].join("\n");
  const { actions, triggers, dataSources } = component;
  const steps = [actions, triggers, dataSources].flatMap(
    (some: Record<string, BuiltStep | BuiltTrigger>) => Object.values(some),
  );
  const sections = all.split('<a id="').slice(1);
  expect(sections.map((text) => text.split('"')[0]).toSorted()).toEqual(
    steps.map(({ key }) => key).toSorted(),
  );
  for (const step of steps) {
    const own = sections.find((text) => text.startsWith(`${step.key}"`)) ?? "";
    const missing = step.inputs.filter(({ key }) => !own.includes(`\`${key}\``));
    expect([step.key, missing.map(({ key }) => key)]).toEqual([step.key, []]);
    const json = /```json\n(.*?)\n```/s.exec(own)?.[1] ?? "null";
    expect(JSON.parse(json)).toEqual(step.examplePayload ?? null);
  }
});

test("the index leads to every page, and every link to a place that is there", () => {
  const index = files.get("README.md") ?? "";
  for (const name of files.keys()) {
    if (name !== "README.md") expect(index).toContain(`(${name}`);
  }
  for (const [name, text] of files) {
    for (const [, page = "", anchor = ""] of text.matchAll(/\]\(([\w-]*(?:\.md)?)#(\w+)\)/g)) {
      expect(files.get(page === "" ? name : page)).toContain(`<a id="${anchor}">`);
    }
  }
});

test("no cell of a table is broken by what is in it", () => {
  for (const [name, text] of files) {
    const rows = text.split("\n").filter((line) => line.startsWith("| "));
    const broken = rows.filter((line) => {
      const bars = line.replaceAll("\\|", "").split("|").length - 1;
      return bars !== (name === "README.md" ? 3 : 5);
    });
    expect([name, broken]).toEqual([name, []]);
  }
});
