import { reverseEtlModel } from "../examples/reverseEtl";
import { withExample } from "../inputs/fields";
import { sourceId } from "../inputs/ids";
import { segmentAction } from "../kit/segmentAction";

const dbtSourceId = {
  ...withExample(sourceId, reverseEtlModel.sourceId),
  comments: "The source whose dbt models are synced.",
};

export const createDbtModelSyncTrigger = segmentAction("createDbtModelSyncTrigger", {
  description: "Start a sync of the dbt models of a source.",
  route: "POST /dbt-model-syncs/trigger",
  inputs: { sourceId: dbtSourceId },
  example: {
    dbtModelSyncTrigger: {
      id: "A6UgnjLa3iQoapCFDgwC1m",
      sourceId: reverseEtlModel.sourceId,
      status: "PENDING",
    },
  },
});
