import type { RawResponse } from "../faults/response";
import { json } from "../tracking/service";
import type { RegionInfo } from "./segment";

/** The path under which received and delivered events can be read by hand. Segment has nothing like it. */
export const INSPECTION_PATH = "/simulator/";

/**
 * Returns the events of a region, for a reader with curl: `/simulator/events?sourceId=…`,
 * `/simulator/dropped`, `/simulator/counts` or `/simulator/deliveries?destinationId=…`.
 * @param url path and query, as sent.
 */
export function inspect(url: string, { tracking, deliveries }: RegionInfo): RawResponse {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? "" : url.slice(mark));
  switch (path.slice(INSPECTION_PATH.length)) {
    case "events":
      return json(200, tracking.events(query.get("sourceId") ?? undefined));
    case "dropped":
      return json(200, tracking.dropped);
    case "counts":
      return json(200, tracking.counts);
    case "deliveries": {
      const id = query.get("destinationId");
      return json(
        200,
        deliveries.filter(({ destinationId }) => id === null || destinationId === id),
      );
    }
    default:
      return json(404, { message: `${path} is not events, dropped, counts or deliveries` });
  }
}
