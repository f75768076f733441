import type { Comparison, Unit } from "../compare";

/** Compares the end of a figure's line with its start: see `growthOf`. */
export const growthRow = (what: string, unit: Unit, figure: string, goal: number): Comparison => ({
  what,
  unit,
  variant: "component",
  figure: `${figure} end`,
  against: { name: "at the start", variant: "component", figure: `${figure} start` },
  goal,
});
