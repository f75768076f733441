import type { RunEvent } from "../run/events";

/** Shows a run. */
export interface View {
  watch(event: RunEvent): void;
  /** Shows that the run is going to stop after its open requests. */
  stopping(): void;
  /** Ends the view, before anything else is written. */
  end(): Promise<void>;
}

/** The text of a view while a run is going to stop. */
export const STOPPING = "Stopping after the open requests; press Ctrl-C again to end at once.";
