import type { Samples } from "./rounds";
import { type Spread, spreadOf } from "./stats";

/** The unit of a figure. */
export type Unit = "bytes" | "MiB" | "ms" | "µs" | "x" | "";

/** The plan of one row: a figure of a variant, with or without a baseline. */
export interface Comparison {
  /** The row's name in the table. */
  what: string;
  unit: Unit;
  variant: string;
  figure: string;
  /** The baseline and its name in the table. Its figure is the same if left out. */
  against?: { name: string; variant: string; figure?: string };
  /** The comparison: `ratio` divides (the default), `above` subtracts. */
  as?: "ratio" | "above";
  /** The upper limit of the comparison, or of the figure if there is no baseline. */
  goal?: number;
  /** A variant that does the least possible work. The reason holds only if it misses the goal too. */
  floor?: { variant: string; reason: string };
}

/** A row of the table: the measured figures and their verdict. */
export interface Row {
  what: string;
  unit: Unit;
  own: Spread;
  baseline?: Spread & { name: string };
  /** Each value is compared with the baseline of the same round. */
  compared?: Spread & { as: "ratio" | "above" };
  goal?: number;
  /** Set only if there is a goal. */
  verdict?: "ok" | "over";
  /** The reason that a missed goal cannot be met, and the floor's result in this run. */
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

/**
 * Compares and judges by the median.
 * @throws TypeError or RangeError if a figure or a round was not measured.
 */
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

/** True if a row misses a goal that can be met. */
export const fails = ({ verdict, outOfReach }: Row): boolean => verdict === "over" && !outOfReach;
