import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EXIT, readOptions, runProgram } from "../../cli";
import { loadComponent } from "../../platform/component";
import { withRecordedRuns } from "./recordedRuns";
import { referenceOf } from "./reference";

const docs = path.resolve(__dirname, "..");

function writeReference(): void {
  const folder = path.join(docs, "reference");
  const files = referenceOf(loadComponent());
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
  console.log(`${files.size} pages in docs/reference`);
}

async function writeRuns(): Promise<void> {
  const page = path.join(docs, "flows.md");
  writeFileSync(page, await withRecordedRuns(readFileSync(page, "utf8")));
  console.log("the runs in docs/flows.md");
}

const HELP = `Writes docs/reference and the recorded runs in docs/flows.md, from the built component.

  npm run docs
`;

runProgram({
  help: HELP,
  run: async (args) => {
    readOptions(args, {});
    writeReference();
    await writeRuns();
    return EXIT.done;
  },
});
