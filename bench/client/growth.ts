import { countsOf, type Place } from "../place";
import type { Sample } from "../rounds";
import { fittedEnds } from "../stats";
import { collect, MIB } from "./memory";

const FIGURES = ["us", "heapMiB", "rssMiB", "open"] as const;

/** The figures of one block of work. */
type Block = Record<(typeof FIGURES)[number], number>;

/**
 * Runs a block of actions and measures the process after it: the time of an action, the memory after a
 * garbage collection, and the most connections that were open at once.
 */
export async function measureBlock(
  place: Place,
  actions: number,
  work: () => Promise<void>,
): Promise<Block> {
  const began = performance.now();
  await work();
  const us = ((performance.now() - began) * 1000) / actions;
  const { mostOpen } = await countsOf(place);
  collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { us, heapMiB: heapUsed / MIB, rssMiB: rss / MIB, open: mostOpen };
}

/** The number of blocks of a measurement. */
export interface Blocks {
  /** The blocks that run first and are not counted. */
  warmUp: number;
  blocks: number;
}

/** Measures blocks of work. Returns each figure of them, and the ends of the line through its values. */
export async function measureGrowth(
  { warmUp, blocks }: Blocks,
  measure: () => Promise<Block>,
): Promise<Sample> {
  const found: Block[] = [];
  for (let count = -warmUp; count < blocks; count += 1) {
    const block = await measure();
    if (count >= 0) found.push(block);
  }
  const sample: Sample = {};
  for (const figure of FIGURES) {
    const series = found.map((one) => one[figure]);
    const { start, end } = fittedEnds(series);
    Object.assign(sample, {
      [figure]: series,
      [`${figure} start`]: start,
      [`${figure} end`]: end,
      [`${figure} most`]: Math.max(...series),
    });
  }
  return sample;
}
