import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { commandsIn, withRecordedRuns } from "../../docs/generator/recordedRuns";

const root = path.resolve(__dirname, "../..");
const page = readFileSync(path.join(root, "docs/flows.md"), "utf8");

test("docs/flows.md shows the run of every example as it is; `npm run docs` writes it anew", async () => {
  const shown = commandsIn(page).map((command) => command.split(" ")[0]);
  const examples = readdirSync(path.join(root, "flows")).filter((name) => name.endsWith(".yml"));
  expect(shown).toEqual(expect.arrayContaining(examples.map((name) => `flows/${name}`)));
  expect(await withRecordedRuns(page)).toBe(page);
});

test("docs/flows.md shows the command of the demo", () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const command = scripts.demo.replace("tsx platform/main.ts ", "");
  expect(commandsIn(page)).toContain(command);
});
