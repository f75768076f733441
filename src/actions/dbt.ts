import { source } from "../examples/resources";
import { sourceId } from "../inputs/ids";
import { segmentAction } from "../segmentAction";

export const createDbtModelSyncTrigger = segmentAction("createDbtModelSyncTrigger", {
  label: "Create Dbt Model Sync Trigger",
  description: "Start a sync of the dbt models of a source.",
  route: "POST /dbt-model-syncs/trigger",
  inputs: { sourceId },
  example: {
    dbtModelSyncTrigger: { id: "A6UgnjLa3iQoapCFDgwC1m", sourceId: source.id, status: "PENDING" },
  },
});
