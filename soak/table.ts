import type { Wrong } from "./judge";
import { WRONGS } from "./judge";
import type { Findings } from "./run";

/** An explanation of each violation. */
const MEANINGS: Record<Wrong, string> = {
  duplicate: "duplicates: a create or update was applied twice",
  "false success": "false successes: reported as done, but not done",
  "false failure": "false failures: gave up although a retry was allowed",
  leak: "leaks: the token outside its header",
  "wrong outcome": "wrong outcomes: the error reports a false outcome",
  "too many attempts": "too many attempts: more than 4 for a request",
  "retried in vain": "retried in vain: a retry that is harmful or useless",
  "too soon": "too soon: before the wait that Segment requested",
  "too late": "too late: more than 30 s for an attempt, 180 s in all",
  "wrong request": "wrong requests: not the expected request",
  "left behind": "left behind: timers or connections",
};

export const number = (value: number): string => value.toLocaleString("en-US");

/** The 99th percentile. */
function p99(took: readonly number[]): number {
  const sorted = [...took].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.99) - 1)] ?? 0;
}

/** Counts the violations of each kind. */
export function countWrongs({ violations }: Findings): Record<Wrong, number> {
  const counts = Object.fromEntries(WRONGS.map((wrong) => [wrong, 0])) as Record<Wrong, number>;
  for (const { wrong } of violations) counts[wrong] += 1;
  return counts;
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const ROWS: readonly [label: string, value: (findings: Findings) => string][] = [
  ["operations", ({ operations }) => number(operations)],
  ["attempts: requests begun", ({ requests }) => number(requests)],
  ["with an injected fault", ({ faults }) => number(faults)],
  ["succeeded", ({ succeeded }) => number(succeeded)],
  ["failed: not_applied", ({ failed }) => number(failed.not_applied)],
  ["failed: unknown", ({ failed }) => number(failed.unknown)],
  ["failed: no outcome", ({ failed }) => number(failed.unsaid)],
  ["p99 of an operation's simulated time", ({ took }) => seconds(p99(took))],
  ["longest", ({ took }) => seconds(Math.max(0, ...took))],
  ["real time", ({ ms }) => seconds(ms)],
];

/** Formats findings as a table, one column for each run. */
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
  return aligned(lines);
}

/** Formats the rows of a table: the first column to the left, the others to the right. */
export function aligned(lines: readonly string[][]): string {
  const widths: number[] = [];
  for (const line of lines) {
    line.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  const [first = 0, ...others] = widths;
  return lines
    .map(([label = "", ...values]) =>
      [label.padEnd(first), ...values.map((value, index) => value.padStart(others[index] ?? 0))]
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
