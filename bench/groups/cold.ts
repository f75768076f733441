import { GOALS, SIZE_BUDGET } from "../budget";
import { sizeOf } from "../bundleSize";
import { baseline, figureOf, type MakeGroup } from "../group";

const own = (figure: string) => figureOf("component", figure);
const minimal = baseline("minimal", "minimal");
const empty = baseline("empty", "empty process");
const first = (variant: string) => `first call, ${variant}`;

/** From nothing to a component that can be called. */
export const cold: MakeGroup = ({ component, minimal: minimalFile, empty: emptyFile }) => ({
  title: "Cold load",
  runs: 15,
  variants: [
    { name: "empty", program: "load", task: { file: emptyFile } },
    { name: "minimal", program: "load", task: { file: minimalFile } },
    { name: "component", program: "load", task: { file: component } },
    { name: first("axios"), program: "firstCall", task: { caller: "axios" } },
    {
      name: first("minimal"),
      program: "firstCall",
      task: { caller: "component", bundle: minimalFile },
    },
    {
      name: first("component"),
      program: "firstCall",
      task: { caller: "component", bundle: component },
    },
  ],
  fixed: {
    "component's bundle": [{ ...sizeOf(component) }],
    "minimal's bundle": [{ ...sizeOf(minimalFile) }],
  },
  comparisons: [
    {
      what: "bundle",
      unit: "bytes",
      of: figureOf("component's bundle", "bytes"),
      goal: SIZE_BUDGET.bytes,
    },
    {
      what: "bundle, packed by gzip",
      unit: "bytes",
      of: figureOf("component's bundle", "gzipBytes"),
      goal: SIZE_BUDGET.gzipBytes,
    },
    {
      what: "bundle, beside one action",
      unit: "bytes",
      of: figureOf("component's bundle", "bytes"),
      against: baseline("minimal's bundle", "minimal")("bytes"),
    },
    {
      what: "require",
      unit: "ms",
      of: own("requireMs"),
      against: minimal("requireMs"),
      goal: GOALS.require,
    },
    {
      what: "require and read every step",
      unit: "ms",
      of: own("requireAndWalkMs"),
      against: minimal("requireAndWalkMs"),
    },
    {
      what: "memory after require",
      unit: "MiB",
      of: own("rssMiB"),
      against: empty("rssMiB"),
      as: "above",
      goal: GOALS.memoryMiB,
    },
    {
      what: "heap after require",
      unit: "MiB",
      of: own("heapMiB"),
      against: empty("heapMiB"),
      as: "above",
    },
    {
      what: "heap after reading every step",
      unit: "MiB",
      of: own("walkedHeapMiB"),
      against: empty("walkedHeapMiB"),
      as: "above",
    },
    {
      what: "start to end of the first call",
      unit: "ms",
      of: figureOf(first("component"), "firstCallMs"),
      against: baseline(first("minimal"), "minimal")("firstCallMs"),
    },
    {
      what: "start to end of the first call",
      unit: "ms",
      of: figureOf(first("component"), "firstCallMs"),
      against: baseline(first("axios"), "bare axios")("firstCallMs"),
    },
  ],
});
