import { build } from "esbuild";

/**
 * Bundles a script and everything that it imports into one text.
 * @param entry the absolute path of the script.
 * @throws esbuild's error, which names the file and the line.
 */
export async function bundleScript(entry: string, { minify = true } = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "iife",
    target: "es2022",
    minify,
    charset: "utf8",
    write: false,
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild made no script of ${entry}`);
  return output.text;
}
