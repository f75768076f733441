/** The position of a step in a run. */
export interface StepPlace {
  /** Unique in the run, also for a step that runs several times; it increases. */
  id: number;
  /** The name of the step. */
  name: string;
  /** The action, such as `segment.createSource`. */
  action: string;
  /**
   * The names of the loops and branches around the step, outermost first, such as `Each Source 2 of
   * 3`.
   */
  within: string[];
  /** True for a loop or a branch, which contains other steps. */
  holds: boolean;
}

/**
 * The end of a step. `ignored`: it failed and the flow continues; `stopped`: the run was stopped
 * during it.
 */
export type StepState = "done" | "failed" | "ignored" | "stopped";

/** The cost of a step. */
export interface StepCost {
  /** Milliseconds, including waits. */
  ms: number;
  /** The number of requests to Segment. */
  requests: number;
  /** The number of requests that were retries. */
  retries: number;
}

/** The result of a step. */
export interface StepOutcome extends StepCost {
  state: StepState;
  /** A short result, or the reason of a failure. */
  detail: string;
  /** The values of its inputs, by key. */
  inputs?: Record<string, unknown>;
  results?: unknown;
  error?: unknown;
}

/** An event of a run. */
export type RunEvent =
  | { type: "began"; step: StepPlace }
  | { type: "ended"; step: StepPlace; outcome: StepOutcome }
  /** The error handler of the step retries it after a wait. */
  | { type: "again"; step: StepPlace; attempt: number; waitMs: number; error: Error }
  | { type: "logged"; step: StepPlace; level: string; text: string };

/** Receives the events of a run. */
export type Watch = (event: RunEvent) => void;
