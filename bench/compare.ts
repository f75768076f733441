import type { Samples } from "./rounds";
import { type Spread, spreadOf } from "./stats";

/** What a figure is measured in. */
export type Unit = "bytes" | "MiB" | "ms" | "µs" | "x" | "";

/** One row to be: a figure of a variant, alone or beside a baseline. */
export interface Comparison {
  /** In the words of the table. */
  what: string;
  unit: Unit;
  variant: string;
  figure: string;
  /** The baseline, under the name that the table gives it; its figure is the same unless given. */
  against?: { name: string; variant: string; figure?: string };
  /** How the two are compared: the one divided by the other, unless `above` subtracts. */
  as?: "ratio" | "above";
  /** The most that the comparison, or the figure where it stands alone, may be. */
  goal?: number;
  /** A variant that does the least there is to do: where it misses the goal too, the reason holds. */
  floor?: { variant: string; reason: string };
}

/** A row of the table: what was measured, and what is to be said of it. */
export interface Row {
  what: string;
  unit: Unit;
  own: Spread;
  baseline?: Spread & { name: string };
  /** Over the rounds: each value is compared with the baseline's of the same round. */
  compared?: Spread & { as: "ratio" | "above" };
  goal?: number;
  /** Only where there is a goal. */
  verdict?: "ok" | "over";
  /** Why a goal that is missed cannot be met, and by how much the floor misses it in this run. */
  outOfReach?: { reason: string; floor: number };
}

const COMPARE = {
  ratio: (value: number, other: number) => value / other,
  above: (value: number, other: number) => value - other,
};

function valuesOf(samples: Samples, variant: string, figure: string): number[] {
  return (samples[variant] ?? []).map((sample) => {
    const value = sample[figure];
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new TypeError(`${variant} measured no ${figure}`);
  });
}

/** Compares and judges; the median decides. Throws where something was not measured. */
export function rowOf(comparison: Comparison, samples: Samples): Row {
  const { what, unit, variant, figure, against, as = "ratio", goal, floor } = comparison;
  const values = valuesOf(samples, variant, figure);
  const row: Row = { what, unit, own: spreadOf(values) };
  if (against) {
    const others = valuesOf(samples, against.variant, against.figure ?? figure);
    if (values.length !== others.length) throw new RangeError(`${what}: a round lacks one side`);
    const compared = values.map((value, round) => COMPARE[as](value, others[round] as number));
    row.baseline = { name: against.name, ...spreadOf(others) };
    row.compared = { as, ...spreadOf(compared) };
  }
  if (goal === undefined) return row;
  row.goal = goal;
  row.verdict = (row.compared ?? row.own).median <= goal ? "ok" : "over";
  if (row.verdict === "over" && floor) {
    const least = rowOf({ ...comparison, variant: floor.variant, floor: undefined }, samples);
    const { median } = least.compared ?? least.own;
    if (median > goal) row.outOfReach = { reason: floor.reason, floor: median };
  }
  return row;
}

/** Whether a row is over a goal that could be met. */
export const fails = ({ verdict, outOfReach }: Row): boolean => verdict === "over" && !outOfReach;
