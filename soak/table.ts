import type { Wrong } from "./judge";
import { WRONGS } from "./judge";
import type { Findings } from "./run";

/** What each violation means, to someone who reads of it for the first time. */
const MEANINGS: Record<Wrong, string> = {
  duplicate: "duplicates: a create or update carried out twice",
  "false success": "false successes: done, it says, and it is not so",
  "false failure": "false failures: gave up where the policy goes on",
  leak: "leaks: the token outside its header",
  "wrong outcome": "wrong outcomes: an error claims what is not so",
  "too many attempts": "too many attempts: more than 4 for a request",
  "retried in vain": "retried in vain: what must not be, or need not",
  "too soon": "too soon: before the wait Segment asked for",
  "too late": "too late: more than 30 s an attempt, 180 s in all",
  "wrong request": "wrong requests: not what was asked for",
  "left behind": "left behind: timers, connections",
};

const number = (value: number): string => value.toLocaleString("en-US");

/** The time that all but a hundredth of the operations stay below. */
function p99(took: readonly number[]): number {
  const sorted = [...took].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.99) - 1)] ?? 0;
}

/** How often each kind of violation was found. */
export function countWrongs({ violations }: Findings): Record<Wrong, number> {
  const counts = Object.fromEntries(WRONGS.map((wrong) => [wrong, 0])) as Record<Wrong, number>;
  for (const { wrong } of violations) counts[wrong] += 1;
  return counts;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const ROWS: readonly [label: string, value: (findings: Findings) => string][] = [
  ["operations", ({ operations }) => number(operations)],
  ["attempts: requests begun", ({ requests }) => number(requests)],
  ["of them with a fault on purpose", ({ faults }) => number(faults)],
  ["succeeded", ({ succeeded }) => number(succeeded)],
  ["failed: nothing was applied, it says", ({ failed }) => number(failed.not_applied)],
  ["failed: unknown whether applied, it says", ({ failed }) => number(failed.unknown)],
  ["failed: does not say", ({ failed }) => number(failed.unsaid)],
  ["p99 of the simulated time of an operation", ({ took }) => seconds(p99(took))],
  ["longest", ({ took }) => seconds(Math.max(0, ...took))],
  ["time it really took", ({ ms }) => seconds(ms)],
];

/** A table of findings side by side, under their names. */
export function tableOf(columns: readonly { name: string; findings: Findings }[]): string {
  const counts = columns.map(({ findings }) => countWrongs(findings));
  const lines: string[][] = [
    ["", ...columns.map(({ name }) => name)],
    ...ROWS.map(([label, value]) => [label, ...columns.map(({ findings }) => value(findings))]),
    ["must be 0:"],
    ...WRONGS.map((wrong) => [
      `  ${MEANINGS[wrong]}`,
      ...counts.map((count) => number(count[wrong])),
    ]),
  ];
  const [first = 0, ...others] = ["", ...columns].map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map(([label = "", ...values]) =>
      [label.padEnd(first), ...values.map((value, index) => value.padStart(others[index] ?? 0))]
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
