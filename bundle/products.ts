import path from "node:path";
import { make, makeIfStale, type Product } from "./product";
import SOURCES from "./sources.json";

const ROOT = path.resolve(__dirname, "..");

/** The types and the runtime contract in `src/contract`. */
export const CONTRACT: Product = {
  name: "contract",
  sources: [
    "contract/makeRuntimeContract.ts",
    "contract/openapi.json",
    "node_modules/openapi-typescript/package.json",
    "package.json",
    "src/contract/notation.ts",
  ],
  results: ["src/contract/runtimeContract.json", "src/contract/segment.ts"],
  command: "npm run --silent contract:make",
};

/** The published files. */
export const DIST: Product = {
  name: "dist",
  sources: SOURCES,
  results: ["dist"],
  command: "node node_modules/webpack/bin/webpack.js",
};

const tell = (line: string): void => console.error(line);

/**
 * Makes the contract again.
 * @throws Refusal if it cannot be made.
 */
export const makeContract = (): void => make(ROOT, CONTRACT);

/**
 * Builds `dist`, also if it is up to date.
 * @throws Refusal if it cannot be built.
 */
export function build(): void {
  makeIfStale(ROOT, CONTRACT, tell);
  make(ROOT, DIST);
}

/**
 * Builds `dist` unless it is what a build of these sources wrote.
 * @throws Refusal if it cannot be built.
 */
export function buildIfChanged(): void {
  makeIfStale(ROOT, CONTRACT, tell);
  makeIfStale(ROOT, DIST, tell);
}
