import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { Refusal } from "../cli/errors";
import { SIZE_BUDGET } from "./budget";

/** The published bundle. */
export const DIST = path.resolve(__dirname, "../dist/index.js");

/** The size of a bundle, raw and gzipped at level 9. */
interface BundleSize {
  bytes: number;
  gzipBytes: number;
}

/**
 * Returns the path of an existing bundle.
 * @throws Refusal if there is no such file.
 */
export function existing(file: string): string {
  if (existsSync(file)) return file;
  throw new Refusal(`${file} is missing${file === DIST ? ": run `npm run build` first" : ""}`);
}

/** Measures a bundle. */
export function sizeOf(file: string): BundleSize {
  const content = readFileSync(file);
  return { bytes: content.length, gzipBytes: gzipSync(content, { level: 9 }).length };
}

const NAMES = { bytes: "as it is", gzipBytes: "packed by gzip" };

/** Compares a size with the budget; returns one line for each figure. */
export function heldToBudget(size: BundleSize, budget = SIZE_BUDGET) {
  const number = (value: number) => value.toLocaleString("en-US");
  const keys = ["bytes", "gzipBytes"] as const;
  return {
    isWithin: keys.every((key) => size[key] <= budget[key]),
    lines: keys.map((key) => {
      const over = size[key] - budget[key];
      const verdict = over > 0 ? `over by ${number(over)}: make it smaller` : "ok";
      return `dist/index.js ${NAMES[key]}: ${number(size[key])} of ${number(budget[key])} bytes, ${verdict}`;
    }),
  };
}
