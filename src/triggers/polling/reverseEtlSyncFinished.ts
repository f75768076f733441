import { listUntil } from "../../api/lists";
import { syncEnd } from "../../composite/syncStatus";
import { isSetTime, readTime } from "../../composite/time";
import type { Models } from "../../contract/models";
import { reverseEtlSync } from "../../examples/reverseEtl";
import { modelId, modelSubscriptionId } from "../../inputs/ids";
import { readsFarEnough } from "./newestFirst";
import { pollTrigger } from "./pollTrigger";

type Sync = Models["ReverseETLSyncStatus"];

const listSyncs = listUntil(
  "listReverseETLSyncStatusesFromModelAndSubscriptionId",
  "GET /reverse-etl-models/{modelId}/subscriptionId/{subscriptionId}/syncs",
  "syncStatuses",
  ["syncId", "syncStatus"],
);

const history = {
  overlapMs: 12 * 60 * 60_000,
  start: ({ startedAt }: Sync) => readTime(startedAt),
  /** A finished sync without a finish time has the time of its start. */
  time(sync: Sync): number | undefined {
    if (syncEnd(sync) === undefined) return undefined;
    const finished = readTime(sync.finishedAt);
    return isSetTime(finished) ? finished : readTime(sync.startedAt);
  },
};

/** Starts the flow for each sync that has ended, with any result. */
export const reverseEtlSyncFinished = pollTrigger({
  label: "Reverse ETL Sync Finished",
  description: "Start the flow when a sync of a reverse ETL model ends, with any result.",
  inputs: { modelId, subscriptionId: modelSubscriptionId },
  subject: ({ modelId, subscriptionId }) => [modelId, subscriptionId],
  ...history,
  read: async ({ client }, { modelId, subscriptionId }, span) => ({
    items: await listSyncs(client, { modelId, subscriptionId }, readsFarEnough(history, span)),
  }),
  identity: ({ syncId }) => syncId,
  example: [reverseEtlSync],
});
