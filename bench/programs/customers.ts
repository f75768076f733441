import { loadBundle, stepsOf } from "../client/component";
import { type Blocks, measureBlock, measureGrowth } from "../client/growth";
import { MIX } from "../client/mix";
import { measureOn, type Task } from "../client/run";

interface CustomersTask extends Task, Blocks {
  bundle: string;
  /** The number of API keys. */
  customers: number;
  /** The executions that run at once: two for each of half as many customers. */
  atOnce: number;
  /** The number of executions in a block. */
  executions: number;
}

// Runs executions of many customers in one process. Their steps interleave.
measureOn<CustomersTask>(async ({ place, bundle, customers, atOnce, executions, ...blocks }) => {
  const component = loadBundle(bundle);
  const steps = Array.from({ length: customers }, (_, index) =>
    stepsOf(component, `sgp_customer${String(index).padStart(4, "0")}`),
  );
  let done = 0;
  const execute = async (execution: number) => {
    const { action } = steps[Math.floor(execution / 2) % customers] as (typeof steps)[number];
    for (const [key, inputs] of MIX) await action(key, inputs, `run ${execution}`);
  };
  return measureGrowth(blocks, () =>
    measureBlock(place, executions * MIX.length, async () => {
      for (const end = done + executions; done < end; done += atOnce) {
        await Promise.all(Array.from({ length: atOnce }, (_, index) => execute(done + index)));
      }
    }),
  );
});
