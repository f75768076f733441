import { SpectralError } from "@prismatic-io/spectral";
import { callOperation } from "../api/callOperation";
import { listFirstPage } from "../api/lists";
import type { Models } from "../contract/models";
import { responseShape } from "../contract/runtimeContract";
import { reverseEtlSync as example } from "../examples/reverseEtl";
import { LIMITS } from "../http/limits";
import { toggle } from "../inputs/fields";
import { modelId, modelSubscriptionId, reverseEtlSourceId } from "../inputs/ids";
import { compositeAction } from "../kit/compositeAction";
import { findRunning, hasLostRows, syncEnd, syncErrors } from "./syncStatus";
import { longestWait, waitFor } from "./wait";

type Sync = Models["ReverseETLSyncStatus"];

const startSync = callOperation("createReverseETLManualSync", "POST /reverse-etl-syncs", [
  "reverseETLManualSync.syncId",
]);
const getSync = callOperation(
  "getReverseETLSyncStatus",
  "GET /reverse-etl-models/{modelId}/syncs/{syncId}",
  ["reverseETLSyncStatus.syncStatus"],
);
const listSyncs = listFirstPage(
  "listReverseETLSyncStatusesFromModelAndSubscriptionId",
  "GET /reverse-etl-models/{modelId}/subscriptionId/{subscriptionId}/syncs",
  "syncStatuses",
  ["syncId", "syncStatus"],
);
/** The number of latest syncs in which the step looks for a running one. */
const LATEST = 100;

const label = "Run Reverse ETL Sync";

const acceptPartialSuccess = toggle({
  label: "Accept Partial Success",
  comments: "When true, the step succeeds even if the sync delivered only some of its rows.",
});

function describe(sync: Sync): string {
  const { syncStatus, extractPhase, loadPhase } = sync;
  const extracted = extractPhase?.extractCount;
  const delivered = loadPhase?.deliverSuccessCount;
  return [
    `the sync is ${syncStatus.trim() === "" ? JSON.stringify(syncStatus) : syncStatus}`,
    ...(extracted ? [`${extracted} rows extracted`] : []),
    ...(delivered ? [`${delivered} delivered`] : []),
    ...(hasLostRows(sync) ? [`${sync.loadPhase?.deliverFailureCount} not delivered`] : []),
  ].join(", ");
}

/** Starts a sync, or joins the running one, and returns the finished sync. */
export const runReverseETLSync = compositeAction({
  label,
  description:
    "Start a sync of a reverse ETL model, or join the running one, and wait until it ends.",
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
    const latest = await listSyncs(client, { modelId, subscriptionId }, LATEST);
    const { running, ignored } = findRunning(latest, Date.now());
    for (const { syncId, syncStatus, startedAt } of ignored) {
      log(
        `ignored the sync ${syncId}, which has been ${syncStatus} since ${startedAt}: it started more than 24 hours ago or before a sync that has delivered`,
      );
    }
    const syncId =
      running?.syncId ??
      (await startSync(client, { sourceId, modelId, subscriptionId })).reverseETLManualSync.syncId;
    log(running ? `joined the sync ${syncId}, which is running` : `started the sync ${syncId}`);
    const { end, sync } = await waitFor({
      what: `the sync ${syncId}`,
      label,
      longestMs: values.longestWait,
      run,
      async look(client) {
        const { reverseETLSyncStatus: now } = await getSync(client, { modelId, syncId });
        const end = syncEnd(now);
        return { done: end && { end, sync: now }, state: describe(now) };
      },
    });
    const isAccepted = end === "succeeded" || (end === "partial" && values.acceptPartialSuccess);
    if (!isAccepted) {
      const unknown = end === "unknown" ? "it ended with an unknown status" : "";
      const reasons = syncErrors(sync).join(", ") || unknown;
      throw new SpectralError(
        `${label}: ${describe(sync)}${reasons ? ` (${reasons})` : ""}. Sync ID: ${syncId}.`,
      );
    }
    return { joined: running !== undefined, sync };
  },
  resultSchema: {
    joined: "b",
    sync: responseShape("getReverseETLSyncStatus", "reverseETLSyncStatus"),
  },
  example: { joined: false, sync: example },
});
