import { redirectSegmentHosts } from "../../simulator/wire/redirect";
import { type Place, setPace } from "../place";
import type { Sample } from "../rounds";
import { measure } from "./task";

/** The task of a program that calls Segment. Each program extends it. */
export interface Task {
  place: Place;
  /** Sends the requests to the far port. */
  isFar?: boolean;
}

/** Measures with all requests to Segment redirected to the server of the run, at first without delays. */
export const measureOn = <Kind extends Task>(work: (task: Kind) => Promise<Sample>) =>
  measure<Kind>(async (task) => {
    const { place, isFar } = task;
    await setPace(place, {});
    redirectSegmentHosts({ ...place, port: isFar ? place.farPort : place.port });
    return work(task);
  });
