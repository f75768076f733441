import { deleted, pagination } from "../examples/resources";
import { reverseEtlModel, reverseEtlSync } from "../examples/reverseEtl";
import { flag, id, required, sql, text, wholeNumber } from "../inputs/fields";
import { modelId, modelSubscriptionId, reverseEtlSourceId } from "../inputs/ids";
import { segmentAction } from "../kit/segmentAction";

export { runReverseETLSync } from "../composite/runReverseETLSync";

const syncId = required(
  id({
    label: "Sync ID",
    comments:
      "The sync to use. Create Reverse ETL Manual Sync and List Reverse ETL Sync Statuses from Model and Subscription ID answer its ID.",
    example: "VhEnvd26Xnn4SJY3NZ4bH7",
  }),
);

const name = text({
  label: "Name",
  comments: "The name of the model.",
  example: "Customers",
});

const description = text({
  label: "Description",
  comments: "What the model is for.",
  example: "The customers with their plan.",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the model is synced; when false, none of its subscriptions is.",
});

const query = sql({
  label: "Query",
  comments: "The SQL that selects the rows of the model in the warehouse of the source.",
  example: "SELECT id, email, plan FROM customers",
});

const queryIdentifierColumn = text({
  label: "Query Identifier Column",
  comments: "The column of the query whose value is unique to each row.",
  example: "id",
});

const reasonForCanceling = wholeNumber(
  {
    label: "Reason for Canceling",
    comments:
      "Why the sync is canceled: 0 for a wrong model, 1 for a wrong destination, 2 for wrong keys, 3 for a wrong mapping, 4 for another reason.",
    example: "4",
  },
  0,
);

export const cancelReverseETLSyncForModel = segmentAction("cancelReverseETLSyncForModel", {
  label: "Cancel Reverse ETL Sync for Model",
  description: "Cancel a sync of a reverse ETL model.",
  route: "POST /reverse-etl-models/{modelId}/syncs/{syncId}/cancel",
  inputs: { modelId, syncId, reasonForCanceling },
  example: { modelId: reverseEtlModel.id, syncId: reverseEtlSync.syncId, status: "CANCELED" },
});

export const createReverseETLManualSync = segmentAction("createReverseETLManualSync", {
  label: "Create Reverse ETL Manual Sync",
  description: "Start a sync of a reverse ETL model to one subscription.",
  route: "POST /reverse-etl-syncs",
  inputs: { sourceId: reverseEtlSourceId, modelId, subscriptionId: modelSubscriptionId },
  example: {
    reverseETLManualSync: {
      startedAt: reverseEtlSync.startedAt,
      syncId: reverseEtlSync.syncId,
    },
  },
});

export const createReverseEtlModel = segmentAction("createReverseEtlModel", {
  label: "Create Reverse ETL Model",
  description: "Create a reverse ETL model of a source by an SQL query.",
  route: "POST /reverse-etl-models",
  inputs: {
    sourceId: reverseEtlSourceId,
    name: required(name),
    description: required(description),
    enabled: required(enabled),
    query: required(query),
    queryIdentifierColumn: required(queryIdentifierColumn),
  },
  example: { reverseEtlModel },
});

export const deleteReverseEtlModel = segmentAction("deleteReverseEtlModel", {
  label: "Delete Reverse ETL Model",
  description: "Delete a reverse ETL model.",
  route: "DELETE /reverse-etl-models/{modelId}",
  inputs: { modelId },
  example: deleted,
});

export const getReverseETLSyncStatus = segmentAction("getReverseETLSyncStatus", {
  label: "Get Reverse ETL Sync Status",
  description: "Get the status of a sync of a reverse ETL model.",
  route: "GET /reverse-etl-models/{modelId}/syncs/{syncId}",
  inputs: { modelId, syncId },
  example: { reverseETLSyncStatus: reverseEtlSync },
});

export const getReverseEtlModel = segmentAction("getReverseEtlModel", {
  label: "Get Reverse ETL Model",
  description: "Get a reverse ETL model by its ID.",
  route: "GET /reverse-etl-models/{modelId}",
  inputs: { modelId },
  example: { reverseEtlModel },
});

export const listReverseETLSyncStatusesFromModelAndSubscriptionId = segmentAction(
  "listReverseETLSyncStatusesFromModelAndSubscriptionId",
  {
    label: "List Reverse ETL Sync Statuses from Model and Subscription ID",
    description: "List the statuses of the syncs of a reverse ETL model to one subscription.",
    route: "GET /reverse-etl-models/{modelId}/subscriptionId/{subscriptionId}/syncs",
    pages: "syncStatuses",
    inputs: { modelId, subscriptionId: modelSubscriptionId },
    example: { syncStatuses: [reverseEtlSync], pagination },
  },
);

export const listReverseEtlModels = segmentAction("listReverseEtlModels", {
  label: "List Reverse ETL Models",
  description: "List the reverse ETL models of the workspace.",
  route: "GET /reverse-etl-models",
  pages: "models",
  inputs: {},
  example: { models: [reverseEtlModel], pagination },
});

export const updateReverseEtlModel = segmentAction("updateReverseEtlModel", {
  label: "Update Reverse ETL Model",
  description: "Update a reverse ETL model.",
  route: "PATCH /reverse-etl-models/{modelId}",
  inputs: { modelId, name, description, enabled, query, queryIdentifierColumn },
  example: { reverseEtlModel },
});
