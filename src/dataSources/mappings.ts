import { id } from "../inputs/fields";
import { destinationId } from "../inputs/ids";
import { describeAction, describeSubscription } from "../settings/describeAction";
import type { TargetInputs } from "../settings/target";

/** What chooses the mappings of a subscription, for the form and for the field map. */
export const mappingInputs = {
  destinationId,
  actionId: id({
    label: "Action ID",
    comments:
      "The action of the destination to show the fields of; not needed where a subscription is chosen.",
    example: "uD9jEQ4DxJZzhzVqppM7UD",
    dataSource: "selectDestinationAction",
  }),
  subscriptionId: id({
    label: "Subscription ID",
    comments: "The subscription to fill the fields from; leave empty for a new one.",
    example: "eoeXaMeAYcB2XvEApJDrQs",
    dataSource: "selectSubscription",
  }),
};

/** How those inputs choose. */
export const mappingWays: TargetInputs<typeof mappingInputs> = {
  type: "actionId",
  existing: "subscriptionId",
  ofType: describeAction,
  ofExisting: describeSubscription,
};
