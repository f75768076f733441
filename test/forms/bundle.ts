import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const ROOT = path.resolve(__dirname, "../..");
const PAGE = path.join(__dirname, "page");
const CACHE = path.join(ROOT, "node_modules/.cache/forms");
const MADE = /^[0-9a-f]{16}\.js$/;

/** The sources of the page: its own files and the installed libraries. */
function digest(): string {
  const files = readdirSync(PAGE).map((name) => path.join(PAGE, name));
  const hash = createHash("sha256");
  for (const file of [...files, path.join(ROOT, "package-lock.json")]) {
    hash.update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

/**
 * The script of the page that shows forms. Rebuilt (4 s) if it or a library has changed.
 * @throws webpack's message if the build fails.
 */
export async function bundlePage(): Promise<string> {
  const file = path.join(CACHE, `${digest()}.js`);
  if (!existsSync(file)) {
    const webpack = path.join(ROOT, "node_modules/webpack/bin/webpack.js");
    const unfinished = `${process.pid}.js`;
    const config = ["--config", path.join(PAGE, "webpack.config.js")];
    const output = ["--output-path", CACHE, "--output-filename", unfinished];
    const run = promisify(execFile)(process.execPath, [webpack, ...config, ...output]);
    await run.catch(({ stdout, stderr }) => {
      throw new Error(`The page that shows forms cannot be made:\n${stdout}${stderr}`);
    });
    for (const name of readdirSync(CACHE)) {
      const isOutdated = MADE.test(name) && name !== path.basename(file);
      if (isOutdated) rmSync(path.join(CACHE, name), { force: true });
    }
    // Other tests may be making it too; each finds it whole or not at all.
    renameSync(path.join(CACHE, unfinished), file);
  }
  return readFileSync(file, "utf8");
}
