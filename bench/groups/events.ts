import { GOALS, OUT_OF_REACH } from "../budget";
import type { Comparison, Unit } from "../compare";
import type { MakeGroup } from "../group";
import type { Sender } from "../programs/events";

const EVENT_BYTES = 1024;

const SENDERS: readonly Sender[] = ["component", "analytics", "loop", "writing loop"];

const row = (
  what: string,
  [figure, unit]: [figure: string, Unit],
  [name, variant]: [name: string, sender: Sender],
  goal?: number,
): Comparison => ({
  what,
  unit,
  variant: "component",
  figure,
  against: { name, variant },
  goal,
});

const ANALYTICS: [string, Sender] = ["analytics-node", "analytics"];
const WRITING_LOOP: [string, Sender] = ["the loop, writing JSON", "writing loop"];
const LOOP: [string, Sender] = ["node:https loop", "loop"];

/** Sending a long list of events with one step. */
export const events: MakeGroup = ({ component, events: count }) => ({
  title: `${count.toLocaleString("en-US")} events of 1 KiB`,
  runs: 5,
  variants: SENDERS.map((sender) => ({
    name: sender,
    program: "events",
    task: { sender, bundle: component, events: count, eventBytes: EVENT_BYTES },
  })),
  comparisons: [
    row("Send Events", ["sendMs", "ms"], ANALYTICS, GOALS.sendAgainstAnalytics),
    {
      ...row("Send Events", ["sendMs", "ms"], LOOP, GOALS.sendAgainstLoop),
      floor: { variant: "writing loop", reason: OUT_OF_REACH.sendAgainstLoop },
    },
    row("Send Events", ["sendMs", "ms"], WRITING_LOOP),
    row("Send Events, CPU", ["cpuMs", "ms"], LOOP),
    row("Send Events, CPU", ["cpuMs", "ms"], WRITING_LOOP, GOALS.sendAgainstWritingLoop),
    row("Send Events, most memory", ["peakMiB", "MiB"], ANALYTICS),
    row("Send Events, most memory", ["peakMiB", "MiB"], LOOP),
    row("Send Events, bytes sent", ["sentBytes", "bytes"], LOOP),
  ],
});
