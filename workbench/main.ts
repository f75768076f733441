import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { EXIT, readOptions, runProgram, wholeNumber } from "../cli";
import { Refusal } from "../cli/errors";
import { startWorkbench, type WorkbenchOptions } from "./server";

const ROOT = path.resolve(__dirname, "..");

const HELP = `Opens the component in a browser: its steps, on a simulated Segment on this machine, until Ctrl-C.

  npm run workbench -- [--port 4020] [--no-build] [--component path/to/dist/index.js]

  --port       the port on 127.0.0.1, 0 to 65535; 0 for a free one (the default)
  --no-build   uses dist as it is, without a build
  --component  opens another component, which is not built, and without the simulator
  --help       shows this
`;

interface Arguments extends WorkbenchOptions {
  builds: boolean;
}

function readArguments(args: string[]): Arguments {
  const values = readOptions(args, {
    port: { takes: "a number" },
    "no-build": {},
    component: { takes: "a file" },
  });
  const { port = "0", component } = values;
  return {
    port: wholeNumber("port", port, 0, 65535),
    file: component ? path.resolve(component) : path.join(ROOT, "dist/index.js"),
    hasSimulator: component === undefined,
    builds: component === undefined && !values["no-build"],
  };
}

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
  if (!existsSync(options.file)) {
    throw new Refusal(`${options.file}: no such file. Build the component first.`);
  }
  const { url, close } = await startWorkbench(options);
  console.log(`Workbench: ${url}`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => void close());
}

runProgram({
  help: HELP,
  run: async (args) => {
    await serve(readArguments(args));
    return EXIT.done;
  },
});
