import { GOALS } from "../budget";
import type { MakeGroup } from "../group";
import { growthRow } from "./growthRow";

/** Many actions in one process, as in a long flow. */
export const steps: MakeGroup = ({ component }) => ({
  title: "10,000 actions in one process; at their end",
  runs: 1,
  variants: [
    {
      name: "component",
      program: "steps",
      task: { bundle: component, warmUp: 20, blocks: 10, actions: 1000 },
    },
  ],
  comparisons: [
    growthRow("time of an action", "µs", "us", GOALS.timeGrowth),
    growthRow("heap", "MiB", "heapMiB", GOALS.memoryGrowth),
    growthRow("memory", "MiB", "rssMiB", GOALS.memoryGrowth),
    growthRow("connections open at once", "", "open", GOALS.connectionGrowth),
  ],
});
