import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Row } from "./compare";
import type { GroupName } from "./groups";
import type { Samples } from "./rounds";
import { rounded } from "./stats";

/** The stored result of a group: every sample and the computed rows. */
interface Result {
  runs: number;
  samples: Samples;
  rows: readonly Row[];
}

/** Describes the machine of a run. Compare figures of two runs with care, if at all. */
const machine = () => ({
  date: new Date().toISOString(),
  node: process.version,
  system: `${os.platform()} ${os.arch()}`,
  cpu: os.cpus()[0]?.model.trim() ?? "unknown",
  cores: os.availableParallelism(),
});

const short = (_key: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isInteger(value) ? rounded(value) : value;

/** Writes a group's results to its file in `bench/results`. */
export function keep(group: GroupName, result: Result): void {
  const text = JSON.stringify({ group, ...machine(), ...result }, short, 1);
  // A sample or a list of numbers stays on one line, so that a reader sees many at once.
  const flat = text.replace(/[[{][^[\]{}]*[\]}]/g, (part) => part.replace(/\n\s*/g, " "));
  const folder = path.join(__dirname, "results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${group}.json`), `${flat}\n`);
}
