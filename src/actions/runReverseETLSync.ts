import { SpectralError } from "@prismatic-io/spectral";
import { compositeAction } from "../composite/compositeAction";
import { longestWait, waitFor } from "../composite/wait";
import { reverseEtlSync as example } from "../examples/reverseEtl";
import { LIMITS } from "../http/limits";
import { toggle } from "../inputs/fields";
import { modelId, modelSubscriptionId, reverseEtlSourceId } from "../inputs/ids";
import { endpoint, operationOf } from "../operation";
import type { Models } from "../types/models";

type Sync = Models["ReverseETLSyncStatus"];

const startSync = endpoint("createReverseETLManualSync", "POST /reverse-etl-syncs");
const getSync = endpoint(
  "getReverseETLSyncStatus",
  "GET /reverse-etl-models/{modelId}/syncs/{syncId}",
);
const listSyncs = operationOf("listReverseETLSyncStatusesFromModelAndSubscriptionId", {
  route: "GET /reverse-etl-models/{modelId}/subscriptionId/{subscriptionId}/syncs",
  pages: "syncStatuses",
});
/** How many of the latest syncs are looked at for one that runs already. */
const LATEST = 100;

const label = "Run Reverse ETL Sync";

const acceptPartialSuccess = toggle({
  label: "Accept Partial Success",
  comments: "When true, a sync that delivered only some of its rows does not fail the step.",
});

/** Segment lists no words for the status; these are the ones it is known to end with. */
const isOver = ({ finishedAt, syncStatus }: Sync): boolean =>
  Boolean(finishedAt) || /^(success|partial|fail|cancel|error)/i.test(syncStatus);

const isPartial = ({ syncStatus }: Sync): boolean => /partial/i.test(syncStatus);
const isSuccess = (sync: Sync): boolean => /success/i.test(sync.syncStatus) && !isPartial(sync);

function describe({ syncStatus, extractPhase, loadPhase }: Sync): string {
  const extracted = extractPhase?.extractCount;
  const delivered = loadPhase?.deliverSuccessCount;
  return [
    `the sync is ${syncStatus}`,
    ...(extracted ? [`${extracted} rows extracted`] : []),
    ...(delivered ? [`${delivered} delivered`] : []),
  ].join(", ");
}

/** Starts a sync, or joins the one that runs, and answers how it ended. */
export const runReverseETLSync = compositeAction({
  label,
  description:
    "Start a sync of a reverse ETL model, or join the one that is running, and wait until it ends.",
  inputs: {
    sourceId: reverseEtlSourceId,
    modelId,
    subscriptionId: modelSubscriptionId,
    longestWait,
    acceptPartialSuccess,
  },
  longestMs: (values) => values.longestWait + LIMITS.actionMs,
  async perform(run, values) {
    const { client, log } = run;
    const { sourceId, modelId, subscriptionId } = values;
    const latest = await client.send(
      listSyncs.request({ modelId, subscriptionId }, { syncStatuses: { count: LATEST } }),
    );
    const running = (latest?.data.syncStatuses as Sync[] | undefined)?.find((one) => !isOver(one));
    const syncId =
      running?.syncId ??
      (await startSync(client, { sourceId, modelId, subscriptionId })).reverseETLManualSync.syncId;
    log(running ? `joined the sync ${syncId}, which is running` : `started the sync ${syncId}`);
    const sync = await waitFor({
      what: `the sync ${syncId}`,
      label,
      longestMs: values.longestWait,
      run,
      async look(client) {
        const { reverseETLSyncStatus: now } = await getSync(client, { modelId, syncId });
        return { done: isOver(now) ? now : undefined, state: describe(now) };
      },
    });
    if (!isSuccess(sync) && !(values.acceptPartialSuccess && isPartial(sync))) {
      const reasons = [sync.error, sync.errorCode].filter(Boolean).join(", ");
      throw new SpectralError(
        `${label}: ${describe(sync)}${reasons ? ` (${reasons})` : ""}. Sync ID: ${syncId}.`,
      );
    }
    return { joined: running !== undefined, sync };
  },
  answer: { joined: "b", sync: "#ReverseETLSyncStatus" },
  example: { joined: false, sync: example },
});
