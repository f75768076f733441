import { execFile } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const ROOT = path.resolve(__dirname, "../../..");
const MODULES = path.join(ROOT, "node_modules");

/** The example integration, as it lies in the repository. */
const EXAMPLE = path.join(ROOT, "flows/code-native");

interface Ended {
  succeeded: boolean;
  output: string;
}

/** Runs a tool of the project in its root to its end, after the scripts of `preload`. */
async function run(tool: string, args: string[], preload: string[] = []): Promise<Ended> {
  // Spectral looks for prism on the path, where npm puts it.
  const PATH = `${path.join(MODULES, ".bin")}${path.delimiter}${process.env.PATH}`;
  const options = { cwd: ROOT, env: { ...process.env, PATH } };
  const required = preload.flatMap((script) => ["--require", script]);
  const all = [...required, path.join(MODULES, tool), ...args];
  return promisify(execFile)(process.execPath, all, options).then(
    ({ stdout, stderr }) => ({ succeeded: true, output: stdout + stderr }),
    ({ stdout, stderr }) => ({ succeeded: false, output: stdout + stderr }),
  );
}

/** @throws the output of the tool if it fails. */
async function succeed(tool: string, args: string[], preload?: string[]): Promise<void> {
  const { succeeded, output } = await run(tool, args, preload);
  if (!succeeded) throw new Error(`${tool} failed:\n${output}`);
}

/**
 * Writes the manifest of the built component with spectral's generator, as `npm run manifest` does, but
 * unformatted: formatting takes longer than all else, and changes nothing for the compiler.
 * @param folder an empty folder; it gets a way to the libraries that the manifest imports.
 * @returns the folder of the manifest's sources.
 */
export async function generateManifest(folder: string): Promise<string> {
  symlinkSync(MODULES, path.join(folder, "node_modules"));
  const manifest = path.join(folder, "manifest");
  const args = ["--skip-signature-verify", "--output-dir", manifest];
  const preload = [path.join(__dirname, "unformatted.cjs")];
  await succeed("@prismatic-io/spectral/bin/component-manifest.js", args, preload);
  return path.join(manifest, "src");
}

/** All packages but spectral and the manifest, as webpack's `externals`. */
const LIBRARIES = String.raw`/^(?!@prismatic-io\/spectral|@component-manifests)[@a-z]/`;

/**
 * Bundles the example with its own webpack configuration, unminified, and leaves spectral's libraries out.
 * To minify takes 14 s, and to bundle the libraries 4 s.
 * @param folder the folder to write to, with a way to the libraries; @param manifest the file to bundle as
 * the package of the manifest.
 * @returns the file that would be imported into the platform.
 */
export async function bundleExample(folder: string, manifest: string): Promise<string> {
  const config = path.join(folder, "webpack.config.js");
  const base = JSON.stringify(path.join(EXAMPLE, "webpack.config.js"));
  const alias = JSON.stringify({ "@component-manifests/segment": manifest });
  writeFileSync(
    config,
    `const base = require(${base});\n` +
      `const resolve = { ...base.resolve, alias: ${alias} };\n` +
      `module.exports = { ...base, resolve, externals: ${LIBRARIES} };\n`,
  );
  const output = path.join(folder, "dist");
  await succeed("webpack/bin/webpack.js", [
    ...["--config", config, "--mode", "none", "--output-path", output],
  ]);
  return path.join(output, "index.js");
}

/** A complaint of the compiler: the file by its name, the text of the line, and what is wrong. */
export interface Complaint {
  file: string;
  line: string;
  message: string;
}

/** A copy of a file of the example's `src` with mistakes: what is replaced, and by what. */
interface Misspelt {
  file: string;
  mistakes: Record<string, string>;
}

/**
 * Compiles the example with its own options, and beside it a misspelt copy of one of its files.
 * @param folder the folder for the copy; @param manifest the sources of the manifest.
 * @returns all that the compiler says; the copy's name begins with `misspelt.`.
 */
export async function compileExample(
  folder: string,
  manifest: string,
  { file, mistakes }: Misspelt,
): Promise<Complaint[]> {
  const src = path.join(EXAMPLE, "src");
  let text = readFileSync(path.join(src, file), "utf8").replaceAll('from "./', `from "${src}/`);
  for (const [from, to] of Object.entries(mistakes)) {
    if (text.split(from).length !== 2) throw new Error(`${file} has not one ${from}`);
    text = text.replace(from, () => to);
  }
  writeFileSync(path.join(folder, `misspelt.${file}`), text);
  const project = path.join(folder, "tsconfig.json");
  const compilerOptions = { paths: { "@component-manifests/segment": [manifest] } };
  const include = [src, path.join(EXAMPLE, ".spectral/*"), "misspelt.*"];
  const base = path.join(EXAMPLE, "tsconfig.json");
  writeFileSync(project, JSON.stringify({ extends: base, compilerOptions, include }));
  const { succeeded, output } = await run("typescript/bin/tsc", [
    "-p",
    project,
    "--pretty",
    "false",
  ]);
  const complaints = output.split(/\n(?=\S)/).flatMap((said) => {
    const [, name, line, message] = /^(.+)\((\d+),\d+\): error (.+)/s.exec(said.trim()) ?? [];
    if (name === undefined || message === undefined) return [];
    const lines = readFileSync(path.resolve(ROOT, name), "utf8").split("\n");
    return [{ file: path.basename(name), line: lines[Number(line) - 1]?.trim() ?? "", message }];
  });
  if (!succeeded && complaints.length === 0) throw new Error(`tsc failed:\n${output}`);
  return complaints;
}
