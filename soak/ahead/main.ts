import { aligned, number, seconds } from "../table";
import { type AheadFindings, FULL, runAhead, STOPPED, WRONGS } from "./run";

const LABELS: Record<keyof AheadFindings, string> = {
  creates: "creates",
  succeeded: "succeeded",
  notApplied: "failed: not_applied",
  unknown: "failed: unknown",
  unknownDone: "of them applied",
  connections: "connections",
  ms: "time",
  twice: "applied twice",
  falseSuccess: "reported as done, but not done",
  falseNotApplied: "reported as not applied, but applied",
  crowded: "connections that carried two requests",
  leftOpen: "connections left open",
  outlived: "processes that did not end by themselves",
};

/** The number of creates whose process is stopped. */
const STOPS = 300;

/**
 * Runs creates over connections that are opened ahead, and prints the findings.
 * @returns true if nothing was wrong.
 */
export async function soakAhead(creates: number, seed: number): Promise<boolean> {
  const columns = [
    await runAhead({ ...FULL, creates, seed }),
    await runAhead({ ...STOPPED, creates: STOPS, seed }),
  ];
  const names = Object.keys(LABELS) as (keyof AheadFindings)[];
  const row = (name: keyof AheadFindings) => [
    LABELS[name],
    ...columns.map((column) => (name === "ms" ? seconds : number)(column[name])),
  ];
  const lines = [
    ["", "adversary", "stopped"],
    ...names.filter((name) => !WRONGS.includes(name)).map(row),
    ["must be 0:"],
    ...WRONGS.map(row),
  ];
  process.stdout.write(`Connections opened ahead, seed ${seed}\n\n${aligned(lines)}\n`);
  const isGood = columns.every((column) => WRONGS.every((name) => column[name] === 0));
  if (isGood) process.stdout.write("\nNo violations.\n");
  return isGood;
}
