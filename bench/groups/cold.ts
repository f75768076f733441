import { GOALS, SIZE_BUDGET } from "../budget";
import { sizeOf } from "../bundleSize";
import type { Comparison } from "../compare";
import type { MakeGroup } from "../group";

const MINIMAL = { name: "minimal", variant: "minimal" };

const above = (what: string, figure: string, goal?: number): Comparison => ({
  what,
  unit: "MiB",
  variant: "component",
  figure,
  against: { name: "empty process", variant: "empty" },
  as: "above",
  goal,
});

const firstCall = (name: string, variant: string): Comparison => ({
  what: "start to end of the first call",
  unit: "ms",
  variant: "first call, component",
  figure: "firstCallMs",
  against: { name, variant },
});

/** Loading the component and making its first call. */
export const cold: MakeGroup = ({ component, minimal, empty }) => {
  const load = (name: string, file: string) => ({ name, program: "load", task: { file } });
  const first = (name: string, task: object) => ({
    name: `first call, ${name}`,
    program: "firstCall",
    task,
  });
  const size = { variant: "bundle", unit: "bytes" } as const;
  const own = { variant: "component", unit: "ms", against: MINIMAL } as const;
  return {
    title: "Cold load",
    runs: 15,
    variants: [
      load("empty", empty),
      load("minimal", minimal),
      load("component", component),
      first("axios", { caller: "axios" }),
      first("minimal", { caller: "component", bundle: minimal }),
      first("component", { caller: "component", bundle: component }),
    ],
    fixed: { bundle: [{ ...sizeOf(component) }] },
    comparisons: [
      { what: "bundle", ...size, figure: "bytes", goal: SIZE_BUDGET.bytes },
      { what: "bundle, packed by gzip", ...size, figure: "gzipBytes", goal: SIZE_BUDGET.gzipBytes },
      { what: "require", ...own, figure: "requireMs", goal: GOALS.require },
      {
        what: "require and read every step",
        ...own,
        figure: "requireAndWalkMs",
        goal: GOALS.readEveryStep,
      },
      above("memory after require", "rssMiB", GOALS.memoryMiB),
      above("heap after require", "heapMiB"),
      above("heap after reading every step", "walkedHeapMiB"),
      firstCall("minimal", "first call, minimal"),
      firstCall("bare axios", "first call, axios"),
    ],
  };
};
