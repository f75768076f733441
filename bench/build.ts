import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import webpack, { type Configuration } from "webpack";

const ROOT = path.resolve(__dirname, "..");
const PROGRAMS = path.join(__dirname, "programs");
const BASELINES = path.join(__dirname, "baselines");
/**
 * Inside `node_modules`, so that the programs resolve the baseline libraries. Never emptied: two
 * runs can share it, because webpack does not rewrite an unchanged file.
 */
const FOLDER = path.join(ROOT, "node_modules/.cache/segment-bench");

/** Returns the path of a program by its name. */
type PathOf = (program: string) => string;

async function pack(config: Configuration): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    webpack(config, (error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors()) reject(new Error(stats.toString("errors-only")));
      else resolve();
    });
  });
}

/** Compiles the programs to plain JavaScript, so that no loader disturbs the measurement. */
function programsConfig(): Configuration {
  const names = readdirSync(PROGRAMS).map((file) => path.basename(file, ".ts"));
  return {
    mode: "production",
    target: "node",
    entry: Object.fromEntries(names.map((name) => [name, path.join(PROGRAMS, `${name}.ts`)])),
    output: { path: FOLDER, filename: "[name].js" },
    // Used as published, and loaded only by the programs that need them.
    externals: Object.fromEntries(
      ["axios", "@segment/analytics-node", "@segment/public-api-sdk-typescript", "selfsigned"].map(
        (name) => [name, `commonjs ${name}`],
      ),
    ),
    resolve: { extensions: [".ts", ".js"] },
    module: {
      // A program loads the measured bundle by its path at run time.
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

/** Builds the programs that run in the measuring processes. */
export async function buildPrograms(): Promise<PathOf> {
  await pack(programsConfig());
  return (name) => path.join(FOLDER, `${name}.js`);
}

/** The files that a run measures beside the component. */
export interface Baselines {
  /** A component of one action. */
  minimal: string;
  /** A component with the steps of everyday flows. */
  firstParty: string;
  empty: string;
}

/** Builds a component of `baselines`, by itself, as it would be published. */
async function buildBaseline(name: string): Promise<string> {
  const config: Configuration = require("./baselines/webpack.config.js");
  const folder = path.join(FOLDER, name);
  await pack({
    ...config,
    entry: path.join(BASELINES, name, "index.ts"),
    output: { ...config.output, path: folder },
  });
  return path.join(folder, "index.js");
}

/** Builds the baselines. Call it after {@link buildPrograms}. */
export async function buildBaselines(): Promise<Baselines> {
  const empty = path.join(FOLDER, "empty.js");
  writeFileSync(empty, "");
  return {
    minimal: await buildBaseline("minimal"),
    firstParty: await buildBaseline("firstParty"),
    empty,
  };
}
