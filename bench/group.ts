import type { Comparison, Figure } from "./compare";
import type { Samples } from "./rounds";

/** The groups of figures, in the order they are measured in. */
export const GROUP_NAMES = ["cold", "warm", "lists", "payloads", "steps"] as const;

/** One of {@link GROUP_NAMES}. */
export type GroupName = (typeof GROUP_NAMES)[number];

/** A way to do something, measured in a process of its own. */
export interface Variant {
  name: string;
  /** The name of the program. */
  program: string;
  /** What it is told beside where the server is. */
  task: object;
}

/** What is measured together, and what is compared in it. */
export interface Group {
  title: string;
  /** Processes for each variant, unless told otherwise. */
  runs: number;
  variants: readonly Variant[];
  /** What is the same whenever it is measured. */
  fixed?: Samples;
  comparisons: readonly Comparison[];
}

/** The files that are measured. */
export interface Subjects {
  component: string;
  minimal: string;
  empty: string;
}

/** Makes a group for the files of a run. */
export type MakeGroup = (subjects: Subjects) => Group;

/** A figure of a variant. */
export const figureOf = (variant: string, figure: string): Figure => ({ variant, figure });

/** The same figure of a baseline, which the table calls by `name`. */
export const baseline = (variant: string, name: string) => (figure: string) => ({
  ...figureOf(variant, figure),
  name,
});
