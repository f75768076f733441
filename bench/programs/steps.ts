import { sourceAt } from "../answers";
import { loadBundle, stepsOf } from "../client/component";
import { collect, MIB } from "../client/memory";
import { measureOn, type Task } from "../client/run";
import { countsOf } from "../place";
import type { Sample } from "../rounds";
import { fittedEnds } from "../stats";

interface StepsTask extends Task {
  bundle: string;
  /** How many blocks are measured, after one that is not. */
  blocks: number;
  /** How many actions a block has. */
  actions: number;
}

/** Actions of one run of a flow. */
const RUN = 50;

const { id: sourceId, metadata } = sourceAt(0);
const read = ["getSource", { sourceId }] as const;
const list = ["listSources", { count: "50" }] as const;
// With settings the step reads once a run what sources of the type take.
const create = [
  "createSource",
  { slug: "ios-app", metadataId: metadata.id, settings: { flushAt: "20" } },
] as const;
/** What a flow does, over and over: three reads, then a write. */
const MIX = [read, list, read, create];

// Carries out thousands of actions in one process, and looks at the process after each block.
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
  // In the first block the code on the way is compiled.
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
