import path from "node:path";
import { buildIfChanged } from "../bundle/products";
import { EXIT, runProgram } from "../cli";
import { requireExportFolder } from "./export/folder";
import { type Arguments, HELP, readArguments, requireBuilt } from "./options";

const ROOT = path.resolve(__dirname, "..");

async function serve(options: Arguments): Promise<void> {
  // Takes a second, in which a refusal has long been told.
  const { startWorkbench }: typeof import("./server") = require("./server");
  const { url, close } = await startWorkbench(options);
  console.log(`Workbench: ${url}`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => void close());
}

async function writeFiles(file: string, folder: string): Promise<void> {
  const { exportWorkbench }: typeof import("./export") = require("./export");
  const { files, bytes } = await exportWorkbench(file, folder);
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(`Workbench: ${path.join(folder, "index.html")} (${files} files, ${size})`);
}

runProgram({
  help: HELP,
  run: async (args) => {
    const options = readArguments(args, ROOT);
    const { builds, file, exportTo } = options;
    if (exportTo !== undefined) requireExportFolder(exportTo);
    if (builds) buildIfChanged();
    requireBuilt(file);
    if (exportTo === undefined) await serve(options);
    else await writeFiles(file, exportTo);
    return EXIT.done;
  },
});
