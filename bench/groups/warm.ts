import { GOALS, OUT_OF_REACH } from "../budget";
import type { CallerName } from "../client/callers";
import type { Comparison } from "../compare";
import type { MakeGroup } from "../group";

/** The number of calls. Writes open a connection each time and take several times as long. */
const READS = { call: "read", warmUp: 1000, calls: 2000 };
const WRITES = { call: "create", warmUp: 200, calls: 400 };

const readers: readonly CallerName[] = ["component", "axios", "https", "sdk"];
const writers: readonly CallerName[] = ["component", "axios", "axios, closing"];

const compare = (
  what: string,
  call: "read" | "create",
  [name, caller]: [name: string, CallerName],
): Comparison => ({
  what,
  unit: "µs",
  variant: `component, ${call}`,
  figure: "medianUs",
  against: { name, variant: `${caller}, ${call}` },
});

/** Sequential calls in a process that has made calls before. */
export const warm: MakeGroup = ({ component }) => ({
  title: "Warm call",
  runs: 5,
  variants: [
    ...readers.map((caller) => ({ caller, ...READS })),
    ...writers.map((caller) => ({ caller, ...WRITES })),
  ].map((task) => ({
    name: `${task.caller}, ${task.call}`,
    program: "calls",
    task: { ...task, bundle: component },
  })),
  comparisons: [
    { ...compare("Get Source", "read", ["bare axios", "axios"]), goal: GOALS.callAgainstAxios },
    {
      ...compare("Get Source", "read", ["official SDK", "sdk"]),
      goal: GOALS.callAgainstSdk,
      floor: { variant: "https, read", reason: OUT_OF_REACH.callAgainstSdk },
    },
    { ...compare("Get Source", "read", ["node:https", "https"]), goal: GOALS.callAgainstHttps },
    compare("Create Source", "create", ["axios, closing", "axios, closing"]),
    compare("Create Source", "create", ["axios, kept", "axios"]),
  ],
});
