import { redirectSegmentHosts } from "../../simulator/wire/redirect";
import type { Place } from "../place";
import type { Sample } from "../rounds";
import { measure } from "./task";

/** What every program is told that calls Segment; each knows what else it is told. */
export interface Task {
  place: Place;
}

/** Measures with requests for Segment going to the server of the run. */
export const measureOn = <Kind extends Task>(work: (task: Kind) => Promise<Sample>) =>
  measure<Kind>((task) => {
    redirectSegmentHosts(task.place);
    return work(task);
  });
