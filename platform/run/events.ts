/** Where in a run a step is. */
export interface StepPlace {
  /** Counts up over the run: every time a step is run it is another one. */
  id: number;
  /** The step's name. */
  name: string;
  /** What is run, `segment.createSource`. */
  action: string;
  /** The names of the loops and branches around it, outermost first, `Each Source 2 of 3`. */
  within: string[];
  /** Whether it is a loop or a branch, which holds other steps. */
  holds: boolean;
}

/** How a step ended. `ignored`: it failed and the flow goes on; `stopped`: the run was stopped in it. */
export type StepState = "done" | "failed" | "ignored" | "stopped";

/** What a step cost. */
export interface StepCost {
  /** Milliseconds, waits included. */
  ms: number;
  /** Requests sent to Segment. */
  requests: number;
  /** How many of them repeated an attempt that had failed. */
  retries: number;
}

/** How a step went. */
export interface StepOutcome extends StepCost {
  state: StepState;
  /** What came of it in a few words, or why it failed. */
  detail: string;
  /** What it was given, by input. */
  inputs?: Record<string, unknown>;
  results?: unknown;
  error?: unknown;
}

/** What a run tells those who watch it. */
export type RunEvent =
  | { type: "began"; step: StepPlace }
  | { type: "ended"; step: StepPlace; outcome: StepOutcome }
  /** The step's error handler runs it again after a wait. */
  | { type: "again"; step: StepPlace; attempt: number; waitMs: number; error: Error }
  | { type: "logged"; step: StepPlace; level: string; text: string };

/** Watches a run. */
export type Watch = (event: RunEvent) => void;
