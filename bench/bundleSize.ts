import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { Refusal } from "../cli/errors";
import { SIZE_BUDGET } from "./budget";

/** What is published. */
export const DIST = path.resolve(__dirname, "../dist/index.js");

/** How large a bundle is: as it is, and packed by gzip at level 9. */
export interface BundleSize {
  bytes: number;
  gzipBytes: number;
}

/**
 * The path of a bundle.
 * @throws Refusal if it does not exist.
 */
export function existing(file: string): string {
  if (existsSync(file)) return file;
  throw new Refusal(`${file} is missing${file === DIST ? ": run `npm run build` first" : ""}`);
}

/** Reads a bundle and weighs it. */
export function sizeOf(file: string): BundleSize {
  const content = readFileSync(file);
  return { bytes: content.length, gzipBytes: gzipSync(content, { level: 9 }).length };
}

const NAMES = { bytes: "as it is", gzipBytes: "packed by gzip" };

/** A line for each size, and whether all are within the budget. */
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
