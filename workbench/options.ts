import { existsSync } from "node:fs";
import path from "node:path";
import { readOptions, wholeNumber } from "../cli";
import { Refusal, UsageError } from "../cli/errors";
import type { WorkbenchOptions } from "./server";

/** The text that `--help` prints. */
export const HELP = `Opens the component in a browser: its steps, on a simulated Segment on this machine, until Ctrl-C.

  npm run workbench -- [--port 4020] [--no-build] [--component path/to/dist/index.js]
  npm run workbench -- --export folder [--no-build] [--component path/to/dist/index.js]

  --port       the port on 127.0.0.1, 0 to 65535; 0 for a free one (the default)
  --no-build   uses dist as it is, also if the sources have changed
  --component  opens another component, which is not built, and without the simulator
  --export     writes the pages as files that open from a folder or a static host, without Run,
               and starts nothing; the folder is new, empty, or that of an earlier export
  --help       shows this
`;

/** The command line of the program. */
export interface Arguments extends WorkbenchOptions {
  /** True to build the component first. */
  builds: boolean;
  /** The absolute path of the folder to export the pages to. */
  exportTo?: string;
}

/**
 * Reads the command line.
 * @param root the folder of the package.
 * @throws UsageError
 */
export function readArguments(args: string[], root: string): Arguments {
  const values = readOptions(args, {
    port: { takes: "a number" },
    "no-build": {},
    component: { takes: "a file" },
    export: { takes: "a folder" },
  });
  const { port = "0", component, export: folder } = values;
  if (folder !== undefined && values.port !== undefined) {
    throw new UsageError("--port: an export opens no port, expected no --port beside --export");
  }
  return {
    port: wholeNumber("port", port, 0, 65535),
    file: component ? path.resolve(component) : path.join(root, "dist/index.js"),
    hasSimulator: component === undefined,
    builds: component === undefined && !values["no-build"],
    ...(folder !== undefined && { exportTo: path.resolve(folder) }),
  };
}

/** @throws Refusal unless the file of the component exists. */
export function requireBuilt(file: string): void {
  if (!existsSync(file)) throw new Refusal(`${file}: no such file. Build the component first.`);
}
