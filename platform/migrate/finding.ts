import type { Path, Problem } from "../format/source";
import type { Edit } from "./edits";

/**
 * The time for a person to act: `change` before the import, since the step fails as it is; `check` on a
 * test run, since the file does not tell; `afterImport` in the configuration of customers.
 */
type Urgency = "change" | "check" | "afterImport";

/** A place of the file that a person must look at, with the reason and the thing to do. */
export interface Finding {
  path: Path;
  /** The line within the text at the path, from 1. */
  lineWithin?: number;
  urgency: Urgency;
  message: string;
  /** The key of the input that it is about, if the flow check may report the same. */
  input?: string;
}

/** A finding by its line. */
export interface Note extends Problem {
  urgency: Urgency;
}

/** A change of the file by the program, in words; without words if it is counted only. */
export interface Rewrite extends Edit {
  message: string;
}

/** The review of a part of the file. */
export interface Review {
  rewrites: readonly Rewrite[];
  findings: readonly Finding[];
}

export const foundAt = (
  path: Path,
  urgency: Urgency,
  message: string,
  input?: string,
): Finding => ({
  path,
  urgency,
  message,
  input,
});

/** Joins reviews. */
export const joinReviews = (reviews: readonly Review[]): Review => ({
  rewrites: reviews.flatMap(({ rewrites }) => rewrites),
  findings: reviews.flatMap(({ findings }) => findings),
});
