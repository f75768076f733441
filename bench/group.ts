import type { Baselines } from "./build";
import type { Comparison } from "./compare";
import type { Samples } from "./rounds";

/** One measured implementation. Each sample runs in its own process. */
interface Variant {
  name: string;
  /** The name of the program. */
  program: string;
  /** The program's task, without the server's address. */
  task: object;
}

/** Variants that are measured together, and their comparisons. */
interface Group {
  title: string;
  /** The default number of processes for each variant. */
  runs: number;
  variants: readonly Variant[];
  /** Samples that never vary, such as the bundle's size. */
  fixed?: Samples;
  comparisons: readonly Comparison[];
}

/** The measured files, and the size of the measured work. */
interface Subjects extends Baselines {
  component: string;
  /** The number of events that a list of them has. */
  events: number;
}

/** Builds a group for a run. */
export type MakeGroup = (subjects: Subjects) => Group;
