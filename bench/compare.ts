import type { Sample, Samples } from "./rounds";
import { inPairs, type Spread, spreadOf } from "./stats";

/** What a figure is measured in. */
export type Unit = "bytes" | "MiB" | "ms" | "µs" | "x" | "";

/** Where a value is found: a figure of a variant's samples. */
export interface Figure {
  variant: string;
  figure: string;
}

/** One row to be: a figure of the component, alone or beside a baseline. */
export interface Comparison {
  /** In the words of the table. */
  what: string;
  unit: Unit;
  of: Figure;
  /** The baseline, under the name that the table gives it. */
  against?: Figure & { name: string };
  /** How the two are compared: the one divided by the other, unless `above` subtracts. */
  as?: "ratio" | "above";
  /** The most that the comparison, or the figure where it stands alone, may be. */
  goal?: number;
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
}

function valuesOf(samples: Samples, { variant, figure }: Figure): number[] {
  return (samples[variant] ?? []).map((sample: Sample) => {
    const value = sample[figure];
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw new TypeError(`${variant} measured no ${figure}`);
  });
}

const COMPARE = {
  ratio: (value: number, other: number) => value / other,
  above: (value: number, other: number) => value - other,
};

/** Compares and judges; the median decides. Throws where something was not measured. */
export function rowOf(comparison: Comparison, samples: Samples): Row {
  const { what, unit, of, against, as = "ratio", goal } = comparison;
  const values = valuesOf(samples, of);
  const row: Row = { what, unit, own: spreadOf(values) };
  if (against) {
    const others = valuesOf(samples, against);
    row.baseline = { name: against.name, ...spreadOf(others) };
    row.compared = { as, ...spreadOf(inPairs(values, others, COMPARE[as])) };
  }
  if (goal !== undefined) {
    row.goal = goal;
    row.verdict = (row.compared ?? row.own).median <= goal ? "ok" : "over";
  }
  return row;
}
