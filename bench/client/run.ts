import { redirectSegmentHosts } from "../../simulator/redirect";
import type { Place } from "../place";
import type { Sample } from "../rounds";
import { task, tell } from "./task";

/** What every program is told; each knows what else it is told. */
export interface Task {
  place: Place;
}

/** Runs a program whose requests for Segment go to the server of the run, and ends the process. */
export async function measureOn<Kind extends Task>(
  measure: (task: Kind) => Promise<Sample>,
): Promise<void> {
  const given = task<Kind>();
  redirectSegmentHosts(given.place);
  tell(await measure(given));
  // Connections that are kept would keep the process as well.
  process.exit();
}
