import { loadBundle, stepsOf } from "../client/component";
import { growthOf, measureBlock } from "../client/growth";
import { MIX } from "../client/mix";
import { measureOn, type Task } from "../client/run";

interface CustomersTask extends Task {
  bundle: string;
  /** The number of API keys. */
  customers: number;
  /** The executions that run at once: two for each of half as many customers. */
  atOnce: number;
  /** The number of measured blocks; two more run first as a warm-up. */
  blocks: number;
  /** The number of executions in a block. */
  executions: number;
}

const WARM_UP = 2;

// Runs executions of many customers in one process. Their steps interleave.
measureOn<CustomersTask>(async ({ place, bundle, customers, atOnce, blocks, executions }) => {
  const component = loadBundle(bundle);
  const steps = Array.from({ length: customers }, (_, index) =>
    stepsOf(component, `sgp_customer${String(index).padStart(4, "0")}`),
  );
  let done = 0;
  const execute = async (execution: number) => {
    const { action } = steps[Math.floor(execution / 2) % customers] as (typeof steps)[number];
    for (const [key, inputs] of MIX) await action(key, inputs, `run ${execution}`);
  };
  const block = () =>
    measureBlock(place, executions * MIX.length, async () => {
      for (const end = done + executions; done < end; done += atOnce) {
        await Promise.all(Array.from({ length: atOnce }, (_, index) => execute(done + index)));
      }
    });
  for (let count = 0; count < WARM_UP; count += 1) await block();
  const found: Awaited<ReturnType<typeof block>>[] = [];
  for (let count = 0; count < blocks; count += 1) found.push(await block());
  return growthOf(found);
});
