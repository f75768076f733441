import type { Comparison } from "./compare";
import type { Samples } from "./rounds";

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
