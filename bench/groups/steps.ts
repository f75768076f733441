import { GOALS } from "../budget";
import type { Comparison, Unit } from "../compare";
import type { MakeGroup } from "../group";

const growth = (what: string, unit: Unit, figure: string, goal: number): Comparison => ({
  what,
  unit,
  variant: "component",
  figure: `${figure} end`,
  against: { name: "at the start", variant: "component", figure: `${figure} start` },
  goal,
});

/** Many actions in one process, as in a long flow. */
export const steps: MakeGroup = ({ component }) => ({
  title: "10,000 actions in one process; at their end",
  runs: 1,
  variants: [
    {
      name: "component",
      program: "steps",
      task: { bundle: component, blocks: 10, actions: 1000 },
    },
  ],
  comparisons: [
    growth("time of an action", "µs", "us", GOALS.timeGrowth),
    growth("heap", "MiB", "heapMiB", GOALS.memoryGrowth),
    growth("memory", "MiB", "rssMiB", GOALS.memoryGrowth),
    growth("connections open at once", "", "open", GOALS.connectionGrowth),
  ],
});
