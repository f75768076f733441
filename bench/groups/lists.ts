import { GOALS } from "../budget";
import type { Comparison, Unit } from "../compare";
import type { MakeGroup } from "../group";
import type { Lister } from "../programs/list";

const FAST = { delayMs: 0, warmUp: 3, lists: 5 };
/** The server's delays before a page, in milliseconds. A slow list is measured once in a process. */
const SLOW = [20, 100].map((delayMs) => ({ delayMs, warmUp: 2, lists: 1 }));

const nameOf = (lister: Lister, { delayMs }: { delayMs: number }) => `${lister}, ${delayMs} ms`;

/** Listing a workspace of 10,000 sources in 50 pages. */
export const lists: MakeGroup = ({ component }) => {
  const variant = (lister: Lister, pace: typeof FAST) => ({
    name: nameOf(lister, pace),
    program: "list",
    task: { ...pace, lister, bundle: component },
  });
  const row = (
    what: string,
    lister: Lister,
    [figure, unit]: [figure: string, Unit],
    pace = FAST,
  ): Comparison => ({
    what,
    unit,
    variant: nameOf(lister, pace),
    figure,
    against: { name: "axios loop", variant: nameOf("axios", pace) },
  });
  return {
    title: "10,000 sources in pages of 200",
    runs: 4,
    variants: [
      ...[FAST, ...SLOW].flatMap((pace) => [variant("action", pace), variant("axios", pace)]),
      // A picklist waits for the same pages, so one pace is enough.
      variant("picklist", FAST),
    ],
    comparisons: [
      ...[FAST, ...SLOW].map((pace) => ({
        ...row(`List Sources, ${pace.delayMs} ms a page`, "action", ["listMs", "ms"], pace),
        goal: GOALS.listAgainstLoop,
      })),
      row("List Sources, most memory", "action", ["peakMiB", "MiB"]),
      {
        ...row("the picklist, 0 ms a page", "picklist", ["listMs", "ms"]),
        goal: GOALS.listAgainstLoop,
      },
      row("the picklist, most memory", "picklist", ["peakMiB", "MiB"]),
    ],
  };
};
