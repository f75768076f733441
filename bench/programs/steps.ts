import { loadBundle, stepsOf } from "../client/component";
import { growthOf, measureBlock } from "../client/growth";
import { MIX } from "../client/mix";
import { measureOn, type Task } from "../client/run";

interface StepsTask extends Task {
  bundle: string;
  /** The number of measured blocks; one more runs first as a warm-up. */
  blocks: number;
  /** The number of actions in a block. */
  actions: number;
}

/** The number of actions in one run of a flow. */
const RUN = 50;

// Runs thousands of actions in one process and measures the process after each block.
measureOn<StepsTask>(async ({ place, bundle, blocks, actions }) => {
  const { action } = stepsOf(loadBundle(bundle));
  let done = 0;
  const block = () =>
    measureBlock(place, actions, async () => {
      for (const end = done + actions; done < end; done += 1) {
        const [key, inputs] = MIX[done % MIX.length] as (typeof MIX)[number];
        await action(key, inputs, `run ${Math.floor(done / RUN)}`);
      }
    });
  // The first block is the warm-up.
  await block();
  const found: Awaited<ReturnType<typeof block>>[] = [];
  for (let count = 0; count < blocks; count += 1) found.push(await block());
  return growthOf(found);
});
