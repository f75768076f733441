import { GOALS } from "../budget";
import type { CallerName } from "../client/callers";
import type { Comparison } from "../compare";
import { baseline, figureOf, type MakeGroup } from "../group";

/** How often each is called: what connects anew each time takes several times as long. */
const READS = { warmUp: 1000, calls: 2000 };
const WRITES = { warmUp: 200, calls: 400 };

const readers: readonly CallerName[] = ["component", "axios", "https", "sdk"];
const writers: readonly CallerName[] = [
  "component",
  "axios",
  "axios, new connections",
  "https",
  "sdk",
];

const NAMES: Record<CallerName, string> = {
  component: "",
  axios: "bare axios",
  "axios, new connections": "axios, closing",
  https: "node:https",
  sdk: "official SDK",
};

function compare(
  call: "read" | "create",
  figure: "medianUs" | "cpuUs",
  against: CallerName,
  goal?: number,
): Comparison {
  return {
    what: `${call === "read" ? "Get Source" : "Create Source"}${figure === "cpuUs" ? ", CPU" : ""}`,
    unit: "µs",
    of: figureOf(`component, ${call}`, figure),
    against: baseline(`${against}, ${call}`, NAMES[against])(figure),
    goal,
  };
}

/** One call after the other in a process that has called before. */
export const warm: MakeGroup = ({ component }) => ({
  title: "Warm call",
  runs: 5,
  variants: [
    ...readers.map((caller) => ({ caller, call: "read", ...READS })),
    ...writers.map((caller) => ({ caller, call: "create", ...WRITES })),
  ].map((task) => ({
    name: `${task.caller}, ${task.call}`,
    program: "calls",
    task: { ...task, bundle: component },
  })),
  comparisons: [
    compare("read", "medianUs", "axios", GOALS.callAgainstAxios),
    compare("read", "medianUs", "sdk", GOALS.callAgainstSdk),
    compare("read", "medianUs", "https"),
    compare("read", "cpuUs", "axios"),
    compare("read", "cpuUs", "sdk"),
    compare("create", "medianUs", "axios, new connections"),
    compare("create", "medianUs", "axios"),
    compare("create", "medianUs", "sdk"),
    compare("create", "medianUs", "https"),
    compare("create", "cpuUs", "axios, new connections"),
  ],
});
