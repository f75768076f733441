import type { RawResponse } from "../faults/response";
import type { TrackingLog } from "./events";
import { json } from "./service";

/** The path under which received events can be read by hand. Segment has nothing like it. */
export const INSPECTION_PATH = "/simulator/";

/**
 * Returns received events, for a reader with curl: `/simulator/events?sourceId=…`, `/simulator/dropped` or
 * `/simulator/counts`.
 * @param url path and query, as sent.
 */
export function inspect(url: string, log: TrackingLog): RawResponse {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? "" : url.slice(mark));
  switch (path.slice(INSPECTION_PATH.length)) {
    case "events":
      return json(200, log.events(query.get("sourceId") ?? undefined));
    case "dropped":
      return json(200, log.dropped);
    case "counts":
      return json(200, log.counts);
    default:
      return json(404, { message: `${path} is not events, dropped or counts` });
  }
}
