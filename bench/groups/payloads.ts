import { GOALS } from "../budget";
import type { MakeGroup } from "../group";
import type { Payload } from "../programs/payload";

const MB = 1_000_000;
const CAP = 50 * 1024 * 1024;

interface Measured {
  payload: Payload;
  bytes: number;
  what: string;
  /** True for a body of the size that the goals are for. */
  hasGoals?: boolean;
}

const PAYLOADS: readonly Measured[] = [
  { payload: "settings", bytes: 5 * MB, what: "5 MB of settings", hasGoals: true },
  { payload: "rules", bytes: 5 * MB, what: "5 MB of rules", hasGoals: true },
  { payload: "response", bytes: CAP - 1024, what: "50 MiB response" },
  { payload: "refused response", bytes: 2 * CAP, what: "100 MiB response, refused" },
];

/** One large body, in a process that has made calls before. */
export const payloads: MakeGroup = ({ component }) => ({
  title: "Large payloads, and the most memory as a multiple of the payload",
  runs: 3,
  variants: PAYLOADS.flatMap(({ payload, bytes }) =>
    ["component", "axios"].map((caller) => ({
      name: `${caller}, ${payload}`,
      program: "payload",
      task: { caller, payload, bytes, cap: CAP, bundle: component },
    })),
  ),
  comparisons: PAYLOADS.flatMap(({ payload, what, hasGoals }) => {
    const variant = `component, ${payload}`;
    const against = { name: "bare axios", variant: `axios, ${payload}` };
    return [
      {
        what,
        unit: "ms",
        variant,
        figure: "payloadMs",
        against,
        goal: hasGoals ? GOALS.payloadAgainstAxios : undefined,
      },
      {
        what: `${what}, memory`,
        unit: "x",
        variant,
        figure: "peakTimes",
        against,
        goal: hasGoals ? GOALS.payloadMemory : undefined,
      },
    ];
  }),
});
