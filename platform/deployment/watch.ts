import type { RunResult } from "../run";
import type { RunEvent, Watch } from "../run/events";
import type { ReceivedRequest } from "../run/trigger";

/** A request or a poll that starts runs of a deployed flow. */
export interface Start {
  /** 1, 2, 3 and so on in the deployment. */
  number: number;
  /** Undefined for a poll. */
  request?: ReceivedRequest;
}

/** The place of a run among those of one start. */
export interface RunOfStart {
  /** From 0. */
  index: number;
  count: number;
}

/** Watches a start, from its trigger to the end of its last run. */
export interface StartWatch {
  /** Runs the trigger. */
  trigger<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Shows a run while it runs, or a trigger that failed. Only one runs at a time. */
  show(execute: (watch: Watch) => Promise<RunResult>, run: RunOfStart): Promise<RunResult>;
  /** Receives the events of a trigger that starts no run. */
  startsNothing(events: readonly RunEvent[]): void;
  /** Called last. `unrun` is the number of runs that were not started, because of an interruption. */
  ended?(unrun: number): void;
}

/** The address that a deployed flow listens on, or nothing for one that polls. */
export interface Serving {
  url?: string;
  /** The source whose events the trigger listens for, if it has one. */
  sourceId?: unknown;
}

/** Watches a deployment. */
export interface DeploymentWatch {
  /** Runs the handler that creates what the trigger needs. Its error ends the deployment. */
  create(work: () => Promise<unknown>): Promise<void>;
  /** Runs the handler that removes it, and returns false if that failed. */
  remove(work: () => Promise<unknown>): Promise<boolean>;
  /** Receives the lines that the handlers log. */
  logged(level: string, text: string): void;
  /** Called once the flow receives requests or polls. */
  serving(serving: Serving): void;
  start(start: Start): StartWatch;
}

/** Controls a deployment. */
export interface DeploymentControl {
  /** Ends it after the runs that have been accepted. */
  end(): void;
  /** Polls now, unless a poll is running. Returns false if it did not: one is, or nothing polls. */
  pollNow(): boolean;
}
