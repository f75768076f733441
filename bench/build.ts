import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import webpack, { type Configuration } from "webpack";

const ROOT = path.resolve(__dirname, "..");
const PROGRAMS = path.join(__dirname, "programs");
/**
 * Below `node_modules`, so that programs find the libraries they are measured with. Never emptied:
 * two runs may share it, since webpack writes no file anew that is the same.
 */
const FOLDER = path.join(ROOT, "node_modules/.cache/segment-bench");

/** The path of a program, by its name. */
export type PathOf = (program: string) => string;

async function pack(config: Configuration): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    webpack(config, (error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors()) reject(new Error(stats.toString("errors-only")));
      else resolve();
    });
  });
}

/** Programs as plain JavaScript, so that no loader runs beside what is measured. */
function programsConfig(): Configuration {
  const names = readdirSync(PROGRAMS).map((file) => path.basename(file, ".ts"));
  return {
    mode: "production",
    target: "node",
    entry: Object.fromEntries(names.map((name) => [name, path.join(PROGRAMS, `${name}.ts`)])),
    output: { path: FOLDER, filename: "[name].js" },
    // As they come from the registry, and only where they are asked for.
    externals: Object.fromEntries(
      ["axios", "@segment/public-api-sdk-typescript", "selfsigned"].map((name) => [
        name,
        `commonjs ${name}`,
      ]),
    ),
    resolve: { extensions: [".ts", ".js"] },
    module: {
      // What is measured is loaded by its path, when a program runs.
      parser: {
        javascript: {
          createRequire: false,
          dynamicImportMode: "eager",
          exprContextCritical: false,
        },
      },
      rules: [
        {
          test: /\.ts$/,
          use: {
            loader: "ts-loader",
            options: { transpileOnly: true, compilerOptions: { noEmit: false } },
          },
        },
      ],
    },
    optimization: { minimize: false },
  };
}

/** Builds what runs in the processes of a run. */
export async function buildPrograms(): Promise<PathOf> {
  await pack(programsConfig());
  return (name) => path.join(FOLDER, `${name}.js`);
}

/** Builds the baselines, after the programs: the minimal component, and a file with nothing in it. */
export async function buildBaselines(): Promise<{ minimal: string; empty: string }> {
  const config: Configuration = require("./baselines/webpack.config.js");
  const folder = path.join(FOLDER, "minimal");
  await pack({ ...config, output: { ...config.output, path: folder } });
  const empty = path.join(FOLDER, "empty.js");
  writeFileSync(empty, "");
  return { minimal: path.join(folder, "index.js"), empty };
}

/**
 * Builds the component with every name and every module as it is written, for a profile to be read.
 * @returns the path of the bundle.
 */
export async function buildReadable(): Promise<string> {
  const config: Configuration = require("../webpack.config.js");
  const folder = path.join(FOLDER, "readable");
  await pack({
    ...config,
    context: ROOT,
    output: { ...config.output, path: folder, pathinfo: true },
    optimization: {
      ...config.optimization,
      minimize: false,
      concatenateModules: false,
      moduleIds: "named",
    },
  });
  return path.join(folder, "index.js");
}
