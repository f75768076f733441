import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import { subscription } from "../examples/resources";
import { reverseEtlModel } from "../examples/reverseEtl";
import { modelId } from "../inputs/ids";
import { picklist, readIds } from "../kit/picklist";

const getModel = callOperation("getReverseEtlModel", "GET /reverse-etl-models/{modelId}");
const listDestinations = listAll("listDestinations", "GET /destinations", "destinations");

/** The reverse ETL models of the workspace. */
export const selectReverseEtlModel = picklist("listReverseEtlModels", {
  label: "Select Reverse ETL Model",
  description: "Choose a reverse ETL model of the workspace.",
  route: "GET /reverse-etl-models",
  items: "models",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name }) => [name],
  example: { label: reverseEtlModel.name, key: reverseEtlModel.id },
});

/** The subscriptions of a model, at the destinations of its source. */
export const selectReverseEtlSubscription = picklist("listSubscriptionsFromDestination", {
  label: "Select Reverse ETL Subscription",
  description: "Choose a subscription of a reverse ETL model.",
  route: "GET /destinations/{destinationId}/subscriptions",
  items: "subscriptions",
  inputs: {},
  among: { inputs: { modelId }, holds: (item, given) => item.modelId === given.modelId },
  each: async (client, given) => {
    const { reverseEtlModel } = await getModel(client, { modelId: given.modelId as string });
    const destinations = await listDestinations(client, {});
    const receivers = destinations.filter((one) => one?.sourceId === reverseEtlModel.sourceId);
    return readIds(receivers).map((destinationId) => ({ destinationId }));
  },
  key: ({ id }) => id,
  names: ({ name, actionSlug }) => [name, actionSlug],
  example: { label: subscription.name, key: subscription.id },
});
