import { redirectSegmentHosts } from "../../simulator/wire/redirect";
import type { Place } from "../place";
import type { Sample } from "../rounds";
import { measure } from "./task";

/** The task of a program that calls Segment. Each program extends it. */
export interface Task {
  place: Place;
}

/** Measures with all requests to Segment redirected to the server of the run. */
export const measureOn = <Kind extends Task>(work: (task: Kind) => Promise<Sample>) =>
  measure<Kind>((task) => {
    redirectSegmentHosts(task.place);
    return work(task);
  });
