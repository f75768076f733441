import { loadBundle, stepsOf } from "../client/component";
import { type Blocks, measureBlock, measureGrowth } from "../client/growth";
import { MIX } from "../client/mix";
import { measureOn, type Task } from "../client/run";

interface StepsTask extends Task, Blocks {
  bundle: string;
  /** The number of actions in a block. */
  actions: number;
}

/** The number of actions in one run of a flow. */
const RUN = 50;

// Runs thousands of actions in one process and measures the process after each block.
measureOn<StepsTask>(async ({ place, bundle, actions, ...blocks }) => {
  const { action } = stepsOf(loadBundle(bundle));
  let done = 0;
  return measureGrowth(blocks, () =>
    measureBlock(place, actions, async () => {
      for (const end = done + actions; done < end; done += 1) {
        const [key, inputs] = MIX[done % MIX.length] as (typeof MIX)[number];
        await action(key, inputs, `run ${Math.floor(done / RUN)}`);
      }
    }),
  );
});
