import { GOALS } from "../budget";
import type { MakeGroup } from "../group";
import { growthRow } from "./growthRow";

const CUSTOMERS = 100;
const AT_ONCE = 20;
const [WARM_UP, BLOCKS, EXECUTIONS] = [50, 10, 100];

/** Executions of many customers in one process, whose steps interleave. */
export const customers: MakeGroup = ({ component }) => ({
  title: `${BLOCKS * EXECUTIONS} executions of ${CUSTOMERS} API keys in one process, ${AT_ONCE} at once; at their end`,
  runs: 1,
  variants: [
    {
      name: "component",
      program: "customers",
      task: {
        bundle: component,
        customers: CUSTOMERS,
        atOnce: AT_ONCE,
        warmUp: WARM_UP,
        blocks: BLOCKS,
        executions: EXECUTIONS,
      },
    },
  ],
  comparisons: [
    growthRow("time of a step", "µs", "us", GOALS.timeGrowth),
    growthRow("heap", "MiB", "heapMiB", GOALS.memoryGrowth),
    growthRow("memory", "MiB", "rssMiB", GOALS.memoryGrowth),
    {
      what: "most connections open at once",
      unit: "",
      variant: "component",
      figure: "open most",
      // Each execution has one, and one that it is closing.
      goal: GOALS.idleConnections + 2 * AT_ONCE + GOALS.spareConnections,
    },
  ],
});
