import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

const NAMES = ["chromium", "google-chrome"];

/** The advice if `findBrowser` finds nothing. */
export const NO_BROWSER =
  "The tests of forms need Chromium: install it (apt-get install chromium), or name a Chromium or Chrome in the variable CHROMIUM.";

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The file of a program on the PATH; undefined if it is not found. */
export function onPath(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => path.join(folder, name)).find(isProgram);
}

/**
 * The file of the browser for the tests: the one that CHROMIUM names, by path or by name on the PATH, or
 * else the first of chromium and google-chrome on the PATH.
 * @returns undefined if there is none, or if CHROMIUM names a missing file.
 */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROMIUM: named } = env;
  if (named?.includes(path.sep)) return isProgram(named) ? named : undefined;
  return (named ? [named] : NAMES).map((name) => onPath(name, env)).find(Boolean);
}
