import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { withRecordedRuns } from "../../docs/generator/recordedRuns";
import type { ConfigVar } from "../../platform/format/integration";
import type { Configuration } from "../../workbench/packageProtocol";
import { choose, press, retype, select } from "./keyboard";
import type { OpenWorkbench } from "./open";
import { callServer } from "./server";

const ROOT = path.resolve(__dirname, "../..");
const DOCUMENT = readFileSync(path.join(ROOT, "docs/flows.md"), "utf8");

const NAMES = readdirSync(path.join(ROOT, "flows"))
  .filter((file) => file.endsWith(".yml"))
  .map((file) => path.basename(file, ".yml"));

/** The recorded run of a flow with its samples, as docs/flows.md shows it. */
function findRun(name: string): { command: string; output: string } {
  const [, command, output] =
    new RegExp(
      `\`\`\`console\\n\\$ npm run flow -- (flows/${name}\\.yml.*)\\n([\\s\\S]*?)\`\`\``,
    ).exec(DOCUMENT) ?? [];
  if (!command || !output) throw new Error(`docs/flows.md shows no run of ${name}`);
  return { command, output };
}

/** Runs a command line of `npm run flow` on a simulated Segment of its own. Returns its output. */
async function run(command: string): Promise<string> {
  const opening = `\`\`\`console\n$ npm run flow -- ${command}\n`;
  const page = await withRecordedRuns(`${opening}\`\`\``);
  return page.slice(opening.length, -3);
}

/** The values of the config variables in the samples of a flow. The others keep their defaults. */
function readSample(name: string): Record<string, string> {
  const file = path.join(ROOT, `flows/samples/${name}.config.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** Fills in a config variable by keyboard. */
function fillIn(page: Page, { key, pickList, dataSource }: ConfigVar, value: string) {
  if (dataSource) return choose(page, key, value);
  return pickList ? select(page, key, value) : retype(page, key, value);
}

/** Fills in the pages of a wizard and finishes it, by keyboard alone. */
async function walk(
  page: Page,
  { pages, variables }: Configuration,
  sample: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [place, { name, elements }] of pages.entries()) {
    await page.getByRole("heading", { name, exact: true, level: 2 }).waitFor();
    for (const element of elements) {
      const variable = variables.find(
        ({ key }) => element.type === "variable" && key === element.name,
      );
      const value = sample[variable?.key ?? ""];
      if (variable && value !== undefined) await fillIn(page, variable, value);
    }
    await press(page, place === pages.length - 1 ? "Finish" : "Next");
  }
}

/** The values of finished wizards run the flows on the command line. */
export function wizardRunCases(open: () => OpenWorkbench): void {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "wizards-"));
    // Without the values of earlier tests.
    await open().openPage("/configure");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(NAMES)(
    "the wizard of %s is finished by keyboard alone, and its values run the flow as the samples do",
    async (name) => {
      const { command, output } = findRun(name);
      const sample = command.includes("--config") ? readSample(name) : {};
      const response = await callServer(open().workbench, "GET", `configurations/${name}`);
      const configuration = (await response.json()) as Configuration;
      const page = await open().turnTo(`/configure/${name}`);
      await walk(page, configuration, sample);
      const text = await page.getByLabel(`${name}.config.json`).textContent();
      const defaults = configuration.variables
        .filter(({ dataType }) => dataType !== "connection")
        .map(({ key, defaultValue }) => [key, defaultValue]);
      expect(JSON.parse(text ?? "")).toEqual({ ...Object.fromEntries(defaults), ...sample });

      const file = path.join(folder, `${name}.config.json`);
      writeFileSync(file, text ?? "");
      expect(await run(`${command.replace(/ --config \S+/, "")} --config ${file}`)).toBe(output);
    },
  );
}
