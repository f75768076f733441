import { loadBundle, stepsOf } from "../client/component";
import { collect, MIB } from "../client/memory";
import { measureOn, type Task } from "../client/run";
import { countsOf } from "../place";
import { sourceAt } from "../responses";
import type { Sample } from "../rounds";
import { fittedEnds } from "../stats";

interface StepsTask extends Task {
  bundle: string;
  /** The number of measured blocks; one more runs first as a warm-up. */
  blocks: number;
  /** The number of actions in a block. */
  actions: number;
}

/** The number of actions in one run of a flow. */
const RUN = 50;

const { id: sourceId, metadata } = sourceAt(0);
const read = ["getSource", { sourceId }] as const;
const list = ["listSources", { count: "50" }] as const;
// With settings, the step reads the source type from the catalog once a run.
const create = [
  "createSource",
  { slug: "ios-app", metadataId: metadata.id, settings: { flushAt: "20" } },
] as const;
/** The repeated actions: three reads and a write. */
const MIX = [read, list, read, create];

// Runs thousands of actions in one process and measures the process after each block.
measureOn<StepsTask>(async ({ place, bundle, blocks, actions }) => {
  const { action } = stepsOf(loadBundle(bundle));
  let done = 0;
  const block = async () => {
    const began = performance.now();
    for (const end = done + actions; done < end; done += 1) {
      const [key, inputs] = MIX[done % MIX.length] as (typeof MIX)[number];
      await action(key, inputs, `run ${Math.floor(done / RUN)}`);
    }
    const us = ((performance.now() - began) * 1000) / actions;
    const { mostOpen } = await countsOf(place);
    collect();
    const { heapUsed, rss } = process.memoryUsage();
    return { us, heapMiB: heapUsed / MIB, rssMiB: rss / MIB, open: mostOpen };
  };
  // The first block is the warm-up.
  await block();
  const found: Awaited<ReturnType<typeof block>>[] = [];
  for (let count = 0; count < blocks; count += 1) found.push(await block());
  const sample: Sample = {};
  for (const figure of ["us", "heapMiB", "rssMiB", "open"] as const) {
    const series = found.map((one) => one[figure]);
    const { start, end } = fittedEnds(series);
    Object.assign(sample, { [figure]: series, [`${figure} start`]: start, [`${figure} end`]: end });
  }
  return sample;
});
