import { GOALS } from "../budget";
import type { CallerName } from "../client/callers";
import type { Comparison } from "../compare";
import type { MakeGroup } from "../group";
import type { Pace } from "../place";

const CHANGES = 100;
/** Longer than a connection that was opened ahead waits for a request, so that the loop starts without one. */
const PAUSE_MS = 2100;

const NEAR: Pace = { roundTripMs: 0, delayMs: 0 };
const FAR: Pace = { roundTripMs: 20, delayMs: 0 };
/** The pace of a real service, which takes some time itself. */
const REAL: Pace = { roundTripMs: 20, delayMs: 100 };

const KEPT: [string, CallerName] = ["https, kept", "https"];
const FRESH: [string, CallerName] = ["https, a new one each", "https, closing"];

const nameOf = (caller: CallerName, { roundTripMs, delayMs }: Pace) =>
  `${caller}, ${roundTripMs} ms, ${delayMs} ms`;

const row = (pace: Pace, [name, caller]: [string, CallerName], goal?: number): Comparison => ({
  what: `${pace.roundTripMs} ms away, Segment takes ${pace.delayMs} ms`,
  unit: "ms",
  variant: nameOf("component", pace),
  figure: "allMs",
  against: { name, variant: nameOf(caller, pace) },
  goal,
});

const PLAN: readonly [Pace, readonly CallerName[]][] = [
  [NEAR, ["component", "https", "https, closing"]],
  [FAR, ["component", "https", "https, closing"]],
  [REAL, ["component", "https"]],
];

/** Changes that follow each other, as in a loop. */
export const changes: MakeGroup = ({ component }) => ({
  title: `Create Source, ${CHANGES} in a row`,
  runs: 3,
  variants: PLAN.flatMap(([pace, callers]) =>
    callers.map((caller) => ({
      name: nameOf(caller, pace),
      program: "calls",
      task: {
        caller,
        call: "create",
        bundle: component,
        warmUp: CHANGES,
        calls: CHANGES,
        pace,
        pauseMs: PAUSE_MS,
        isFar: true,
      },
    })),
  ),
  comparisons: [
    row(NEAR, FRESH),
    row(NEAR, KEPT),
    row(FAR, FRESH, GOALS.changeAgainstFresh),
    row(FAR, KEPT),
    row(REAL, KEPT, GOALS.changeAgainstKept),
  ],
});
