import { GOALS } from "../budget";
import type { Comparison } from "../compare";
import type { MakeGroup } from "../group";
import type { Pace } from "../place";
import type { EverydayFlow } from "../programs/everyday";

const NEAR: Pace = { roundTripMs: 0, delayMs: 0 };
const FAR: Pace = { roundTripMs: 20, delayMs: 0 };
/** The pace of a real service, which takes some time itself. */
const REAL: Pace = { roundTripMs: 20, delayMs: 100 };

/** The flows, and the paces at which their time differs. */
const FLOWS: readonly [flow: EverydayFlow, what: string, paces: readonly Pace[]][] = [
  ["step", "one step", [NEAR, FAR, REAL]],
  ["creates", "100 creates in a loop", [NEAR, FAR, REAL]],
  ["list", "a list of 10,000", [NEAR, FAR]],
  ["events", "300 events", [NEAR, FAR]],
  ["poll", "a poll", [NEAR, FAR]],
];

const nameOf = (side: string, flow: EverydayFlow, { roundTripMs, delayMs }: Pace) =>
  `${side}, ${flow}, ${roundTripMs} ms, ${delayMs} ms`;

const paceOf = ({ roundTripMs, delayMs }: Pace) =>
  `${roundTripMs} ms${delayMs > 0 ? `, Segment takes ${delayMs} ms` : ""}`;

/** Whole flows in new processes, beside a component as it is usually written. */
export const everyday: MakeGroup = ({ component, firstParty }) => {
  const compare = (flow: EverydayFlow, pace: Pace) => ({
    variant: nameOf("component", flow, pace),
    against: { name: "first-party", variant: nameOf("first-party", flow, pace) },
  });
  const rowsOf = ([flow, what, paces]: (typeof FLOWS)[number]): Comparison[] => [
    ...paces.map(
      (pace): Comparison => ({
        what: `${what}, ${paceOf(pace)}`,
        unit: "ms",
        figure: "flowMs",
        ...compare(flow, pace),
      }),
    ),
    {
      what: `${what}, requests`,
      unit: "",
      figure: "requests",
      ...compare(flow, FAR),
      goal: GOALS.requests,
    },
  ];
  return {
    title: "Everyday flows, with the loading of the component; at a round trip of",
    runs: 3,
    variants: FLOWS.flatMap(([flow, , paces]) =>
      paces.flatMap((pace) =>
        Object.entries({ component, "first-party": firstParty }).map(([side, bundle]) => ({
          name: nameOf(side, flow, pace),
          program: "everyday",
          task: { bundle, flow, pace, isFar: true },
        })),
      ),
    ),
    comparisons: FLOWS.flatMap(rowsOf),
  };
};
