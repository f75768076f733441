import { sourceAt } from "../answers";
import { loadBundle, stepsOf } from "../client/component";
import { collect, MIB } from "../client/memory";
import { measureOn, type Task } from "../client/run";
import { countsOf } from "../place";
import type { Sample } from "../rounds";
import { fittedEnds, rounded } from "../stats";

interface StepsTask extends Task {
  bundle: string;
  /** How many blocks are measured, after one that is not. */
  blocks: number;
  /** How many actions a block has. */
  actions: number;
}

/** Actions of one run of a flow. */
const RUN = 50;

/** What a flow does, over and over: three reads, then a write. */
const MIX = [
  { key: "getSource", inputs: { sourceId: sourceAt(0).id } },
  { key: "listSources", inputs: { count: "50" } },
  { key: "getSource", inputs: { sourceId: sourceAt(0).id } },
  {
    key: "createSource",
    // With settings the step reads once a run what sources of the type take.
    inputs: { slug: "ios-app", metadataId: sourceAt(0).metadata.id, settings: { flushAt: "20" } },
  },
];

// Carries out thousands of actions in one process, and looks at the process after each block.
measureOn<StepsTask>(async ({ place, bundle, blocks, actions }) => {
  const { action } = stepsOf(loadBundle(bundle));
  const series = { us: [], heapMiB: [], rssMiB: [], open: [] } as Record<string, number[]>;
  let done = 0;
  for (let block = 0; block <= blocks; block += 1) {
    const began = performance.now();
    for (const end = done + actions; done < end; done += 1) {
      const step = MIX[done % MIX.length] as (typeof MIX)[number];
      await action(step.key, step.inputs, `run ${Math.floor(done / RUN)}`);
    }
    const us = ((performance.now() - began) * 1000) / actions;
    const { mostOpen: open } = await countsOf(place);
    collect();
    const { heapUsed, rss } = process.memoryUsage();
    // In the first block the code on the way is compiled.
    if (block === 0) continue;
    const found = { us, heapMiB: heapUsed / MIB, rssMiB: rss / MIB, open };
    for (const [figure, value] of Object.entries(found)) series[figure]?.push(rounded(value));
  }
  const sample: Sample = { ...series, mostOpen: Math.max(...(series.open ?? [])) };
  for (const [figure, values] of Object.entries(series)) {
    const { first, last } = fittedEnds(values);
    sample[`${figure} first`] = first;
    sample[`${figure} last`] = last;
  }
  return sample;
});
