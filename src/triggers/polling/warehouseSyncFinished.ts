import { listUntil } from "../../api/lists";
import { isSetTime, readTime } from "../../composite/time";
import type { Models } from "../../contract/models";
import { syncReport } from "../../examples/selectiveSync";
import { warehouseId } from "../../inputs/ids";
import { readsFarEnough } from "./newestFirst";
import { pollTrigger } from "./pollTrigger";

type Report = Models["SyncV1"];

/** Segment allows two requests a minute. */
const listReports = listUntil(
  "listSyncsFromWarehouse",
  "GET /warehouses/{warehouseId}/syncs",
  "reports",
  ["sourceId", "start"],
);

const history = {
  overlapMs: 12 * 60 * 60_000,
  start: ({ start }: Report) => readTime(start),
  /** A running sync has no end, or a placeholder of one. */
  time({ start, end }: Report): number | undefined {
    if ((end ?? "") === "") return undefined;
    const ended = readTime(end);
    if (Number.isNaN(ended)) return readTime(start);
    return isSetTime(ended) ? ended : undefined;
  },
};

/** Starts the flow for each sync of a source to a warehouse that has ended, with any result. */
export const warehouseSyncFinished = pollTrigger({
  label: "Warehouse Sync Finished",
  description: "Start the flow when a sync of a source to a warehouse ends, with any result.",
  inputs: { warehouseId },
  subject: ({ warehouseId }) => [warehouseId],
  ...history,
  read: async ({ client }, { warehouseId }, span) => ({
    items: await listReports(client, { warehouseId }, readsFarEnough(history, span)),
  }),
  identity: ({ sourceId, start }) => `${sourceId} ${start}`,
  example: [syncReport],
});
