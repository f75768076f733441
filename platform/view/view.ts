import type { RunEvent } from "../run/events";

/** Shows a run to whoever waits for it. */
export interface View {
  watch(event: RunEvent): void;
  /** Says that the run was asked to stop and waits for what is under way. */
  stopping(): void;
  /** Ends the showing, before anything else is written. */
  end(): Promise<void>;
}

/** What a view says while a run is about to stop. */
export const STOPPING =
  "Stopping once the request under way is answered; Ctrl-C again ends at once.";
