import { GOALS } from "../budget";
import { baseline, figureOf, type MakeGroup } from "../group";
import type { Lister } from "../programs/list";

/** Milliseconds the server waits before a page; a slow list is measured once a process. */
const DELAYS = [
  { delayMs: 0, warmUp: 3, lists: 5 },
  { delayMs: 20, warmUp: 2, lists: 1 },
  { delayMs: 100, warmUp: 2, lists: 1 },
];
const listers: readonly Lister[] = ["action", "axios", "picklist"];

const LOOP = "axios loop";
const nameOf = (lister: Lister, delayMs: number): string => `${lister}, ${delayMs} ms`;

/** All of a workspace of 10,000 sources, in 50 pages. */
export const lists: MakeGroup = ({ component }) => ({
  title: "10,000 sources in pages of 200",
  runs: 4,
  variants: DELAYS.flatMap((delay) =>
    listers
      // A picklist waits for the same pages: once says it all.
      .filter((lister) => lister !== "picklist" || delay.delayMs === 0)
      .map((lister) => ({
        name: nameOf(lister, delay.delayMs),
        program: "list",
        task: { ...delay, lister, bundle: component },
      })),
  ),
  comparisons: [
    ...DELAYS.map(({ delayMs }) => ({
      what: `List Sources, ${delayMs} ms a page`,
      unit: "ms" as const,
      of: figureOf(nameOf("action", delayMs), "listMs"),
      against: baseline(nameOf("axios", delayMs), LOOP)("listMs"),
      goal: GOALS.listAgainstLoop,
    })),
    {
      what: "List Sources, most memory",
      unit: "MiB",
      of: figureOf(nameOf("action", 0), "peakMiB"),
      against: baseline(nameOf("axios", 0), LOOP)("peakMiB"),
    },
    {
      what: "the picklist, 0 ms a page",
      unit: "ms",
      of: figureOf(nameOf("picklist", 0), "listMs"),
      against: baseline(nameOf("axios", 0), LOOP)("listMs"),
    },
    {
      what: "the picklist, most memory",
      unit: "MiB",
      of: figureOf(nameOf("picklist", 0), "peakMiB"),
      against: baseline(nameOf("axios", 0), LOOP)("peakMiB"),
    },
  ],
});
