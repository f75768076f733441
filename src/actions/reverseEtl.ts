import { deleted, pagination } from "../examples/resources";
import { reverseEtlModel, reverseEtlSync } from "../examples/reverseEtl";
import { flag, id, required, sql, text, wholeNumber, withChoices } from "../inputs/fields";
import { modelId, modelSubscriptionId, reverseEtlSourceId } from "../inputs/ids";
import { segmentAction } from "../kit/segmentAction";

export { runReverseETLSync } from "../composite/runReverseETLSync";

const syncId = required(
  id({
    label: "Sync ID",
    comments:
      "A sync of the model above. Create Reverse ETL Manual Sync and List Reverse ETL Sync Statuses from Model and Subscription ID return its ID.",
    example: "VhEnvd26Xnn4SJY3NZ4bH7",
  }),
);

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the model.",
  example: "Customers",
});

const description = text({
  label: "Description",
  comments: "A note on the purpose of the model.",
  example: "The customers with their plan.",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the model is synced to its enabled subscriptions.",
});

const query = sql({
  label: "Query",
  comments: "The SQL query that selects the rows of the model in the warehouse of the source.",
  example: "SELECT id, email, plan FROM customers",
});

const queryIdentifierColumn = text({
  label: "Query Identifier Column",
  comments: "A column of the query with a unique value for each row.",
  example: "id",
});

const reasonForCanceling = withChoices(
  wholeNumber(
    {
      label: "Reason for Canceling",
      comments: "The problem with the sync. If left empty, no reason is given.",
      example: "4",
    },
    0,
  ),
  {
    0: "Wrong Model",
    1: "Wrong Destination",
    2: "Wrong Keys",
    3: "Wrong Mapping",
    4: "Other",
  },
);

export const cancelReverseETLSyncForModel = segmentAction("cancelReverseETLSyncForModel", {
  description: "Cancel a sync of a reverse ETL model.",
  route: "POST /reverse-etl-models/{modelId}/syncs/{syncId}/cancel",
  inputs: { modelId, syncId, reasonForCanceling },
  example: { modelId: reverseEtlModel.id, syncId: reverseEtlSync.syncId, status: "CANCELED" },
});

export const createReverseETLManualSync = segmentAction("createReverseETLManualSync", {
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
  description: "Create a reverse ETL model from an SQL query on a source.",
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
  description: "Delete a reverse ETL model.",
  route: "DELETE /reverse-etl-models/{modelId}",
  inputs: { modelId },
  example: deleted,
});

export const getReverseETLSyncStatus = segmentAction("getReverseETLSyncStatus", {
  description: "Get the status of a sync of a reverse ETL model.",
  route: "GET /reverse-etl-models/{modelId}/syncs/{syncId}",
  inputs: { modelId, syncId },
  example: { reverseETLSyncStatus: reverseEtlSync },
});

export const getReverseEtlModel = segmentAction("getReverseEtlModel", {
  description: "Get a reverse ETL model by its ID.",
  route: "GET /reverse-etl-models/{modelId}",
  inputs: { modelId },
  example: { reverseEtlModel },
});

export const listReverseETLSyncStatusesFromModelAndSubscriptionId = segmentAction(
  "listReverseETLSyncStatusesFromModelAndSubscriptionId",
  {
    description: "List the syncs of a reverse ETL model to one subscription with their statuses.",
    route: "GET /reverse-etl-models/{modelId}/subscriptionId/{subscriptionId}/syncs",
    pages: "syncStatuses",
    inputs: { modelId, subscriptionId: modelSubscriptionId },
    example: { syncStatuses: [reverseEtlSync], pagination },
  },
);

export const listReverseEtlModels = segmentAction("listReverseEtlModels", {
  description: "List the reverse ETL models of the workspace.",
  route: "GET /reverse-etl-models",
  pages: "models",
  inputs: {},
  example: { models: [reverseEtlModel], pagination },
});

export const updateReverseEtlModel = segmentAction("updateReverseEtlModel", {
  description: "Update a reverse ETL model.",
  route: "PATCH /reverse-etl-models/{modelId}",
  inputs: { modelId, name, description, enabled, query, queryIdentifierColumn },
  example: { reverseEtlModel },
});
