import { GOALS } from "../budget";
import type { Comparison, Unit } from "../compare";
import { baseline, figureOf, type MakeGroup } from "../group";

const BLOCKS = 10;
const ACTIONS = 1000;

const own = (figure: string) => figureOf("component", figure);

const growth = (what: string, unit: Unit, figure: string, goal?: number): Comparison => ({
  what,
  unit,
  of: own(`${figure} last`),
  against: baseline("component", "first 1,000")(`${figure} first`),
  goal,
});

/** Many actions in one process, as a long flow has them. */
export const steps: MakeGroup = ({ component }) => ({
  title: "10,000 actions in one process; the last 1,000",
  runs: 1,
  variants: [
    {
      name: "component",
      program: "steps",
      task: { bundle: component, blocks: BLOCKS, actions: ACTIONS },
    },
  ],
  comparisons: [
    growth("time of an action", "µs", "us", GOALS.timeGrowth),
    growth("heap", "MiB", "heapMiB", GOALS.memoryGrowth),
    growth("memory", "MiB", "rssMiB", GOALS.memoryGrowth),
    growth("connections open at once", "", "open", GOALS.connectionGrowth),
    { what: "connections open at once, ever", unit: "", of: own("mostOpen") },
  ],
});
