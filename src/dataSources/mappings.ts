import { id } from "../inputs/fields";
import { destinationId } from "../inputs/ids";
import { describeAction, describeSubscription } from "../settings/describeAction";
import type { TargetInputs } from "../settings/target";

/** The inputs of the form and of the field map of a subscription. */
export const mappingInputs = {
  destinationId,
  actionId: id({
    label: "Action ID",
    comments: "The action whose fields to show. Not needed if a subscription is chosen.",
    example: "uD9jEQ4DxJZzhzVqppM7UD",
    dataSource: "selectDestinationAction",
  }),
  subscriptionId: id({
    label: "Subscription ID",
    comments: "The subscription to fill the fields from. Leave empty for a new one.",
    example: "eoeXaMeAYcB2XvEApJDrQs",
    dataSource: "selectSubscription",
  }),
};

/** Reads the fields and values that those inputs select. */
export const mappingWays: TargetInputs<typeof mappingInputs> = {
  type: "actionId",
  existing: "subscriptionId",
  ofType: describeAction,
  ofExisting: describeSubscription,
};
