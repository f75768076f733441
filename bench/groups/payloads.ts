import type { Comparison } from "../compare";
import { baseline, figureOf, type MakeGroup } from "../group";
import type { Payload } from "../programs/payload";

const MB = 1_000_000;
const CAP = 50 * 1024 * 1024;

const PAYLOADS: readonly { payload: Payload; bytes: number; what: string }[] = [
  { payload: "settings", bytes: 5 * MB, what: "5 MB of settings" },
  { payload: "rules", bytes: 5 * MB, what: "5 MB of rules" },
  { payload: "answer", bytes: CAP - 1024, what: "50 MiB answered" },
  { payload: "refused answer", bytes: 2 * CAP, what: "100 MiB answered, refused" },
];

function comparisonsOf({ payload, what }: (typeof PAYLOADS)[number]): Comparison[] {
  const own = (figure: string) => figureOf(`component, ${payload}`, figure);
  const axios = baseline(`axios, ${payload}`, "bare axios");
  return [
    { what, unit: "ms", of: own("payloadMs"), against: axios("payloadMs") },
    {
      what: `${what}, memory`,
      unit: "x",
      of: own("peakTimes"),
      against: axios("peakTimes"),
    },
  ];
}

/** One large body, in a process that has called before. */
export const payloads: MakeGroup = ({ component }) => ({
  title: "Large payloads, and the most memory as a multiple of the payload",
  runs: 3,
  variants: PAYLOADS.flatMap(({ payload, bytes }) =>
    (["component", "axios"] as const).map((caller) => ({
      name: `${caller}, ${payload}`,
      program: "payload",
      task: { caller, payload, bytes, bundle: component },
    })),
  ),
  comparisons: PAYLOADS.flatMap(comparisonsOf),
});
