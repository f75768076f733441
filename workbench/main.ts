import { spawnSync } from "node:child_process";
import path from "node:path";
import { EXIT, runProgram } from "../cli";
import { Refusal } from "../cli/errors";
import { type Arguments, HELP, readArguments, requireBuilt } from "./options";

const ROOT = path.resolve(__dirname, "..");

/** @throws Refusal with the output of webpack if the build fails. */
function build(): void {
  const webpack = path.join(ROOT, "node_modules/webpack/bin/webpack.js");
  const { status, stdout } = spawnSync(process.execPath, [webpack], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (status !== 0) throw new Refusal("The component cannot be built:", stdout);
}

async function serve({ builds, ...options }: Arguments): Promise<void> {
  if (builds) build();
  requireBuilt(options.file);
  // Takes a second, in which a refusal has long been told.
  const { startWorkbench }: typeof import("./server") = require("./server");
  const { url, close } = await startWorkbench(options);
  console.log(`Workbench: ${url}`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => void close());
}

runProgram({
  help: HELP,
  run: async (args) => {
    await serve(readArguments(args, ROOT));
    return EXIT.done;
  },
});
