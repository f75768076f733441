import { deleted, pagination, subscription } from "../examples/resources";
import { flag, id, json, required, text } from "../inputs/fields";
import { destinationId } from "../inputs/ids";
import { withConfigOfStrategy } from "../inputs/reverseEtlSchedule";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";
import { describeAction, describeSubscription } from "../settings/describeAction";
import { describedSettings } from "../settings/inputs";

const subscriptionId = required(
  id({
    label: "Subscription ID",
    comments: "A subscription of the destination above.",
    example: "eoeXaMeAYcB2XvEApJDrQs",
    dataSource: "selectSubscription",
  }),
);

const actionId = required(
  id({
    label: "Action ID",
    comments: "The action of the destination above that the subscription triggers.",
    example: "uD9jEQ4DxJZzhzVqppM7UD",
    dataSource: "selectDestinationAction",
  }),
);

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the subscription.",
  example: "Send every order",
});

const trigger = text({
  label: "Trigger",
  comments: "The condition in FQL. Events that meet it are sent.",
  example: 'type = "track"',
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, events that meet the trigger are sent.",
});

const settings = {
  comments:
    "The fields of the action and their values: keys and values, or an object from an earlier step. Get Destination Metadata returns the fields under actions. Text is converted to the type of its field; text such as $.userId is the path of a property of the event.",
  example: "partitionKey: $.userId",
  jsonExample: '{"partitionKey": {"@path": "$.userId"}}',
  form: "Enter Subscription Mappings",
  fieldMap: "subscriptionFieldMap",
};

const newSettings = describedSettings({
  ...settings,
  describe: describeAction,
  writes: "all",
  isDraft: ({ enabled }: { enabled?: boolean }) => enabled === false,
});
const changedSettings = describedSettings({
  ...settings,
  describe: describeSubscription,
  writes: "changes",
});

const modelOptions = {
  comments: "The model whose rows are sent, for reverse ETL only.",
  example: "61nigNi3wkT4JWV143SuZS",
  dataSource: "selectReverseEtlModel",
} as const;

const modelId = id({ label: "Model ID", ...modelOptions });
const reverseETLModelId = id({ label: "Reverse ETL Model ID", ...modelOptions });

const schedulePath = "input.reverseETLSchedule";
const scheduleJson = json("updateSubscriptionForDestination", schedulePath, {
  label: "Reverse ETL Schedule",
  comments:
    "The schedule of the syncs of the model: a strategy and its config. The config has interval for PERIODIC; days, hours and timezone for SPECIFIC_DAYS; spec and timezone for CRON; jobId and accountId for DBT_CLOUD. MANUAL needs none.",
  example: '{"strategy": "PERIODIC", "config": {"interval": "15m"}}',
});
const cleanSchedule = withConfigOfStrategy(scheduleJson.clean);
const reverseETLSchedule = {
  ...scheduleJson,
  clean: Object.assign((raw: unknown) => cleanSchedule(raw, scheduleJson.label), {
    expected: scheduleJson.clean.expected,
  }),
};

export const createDestinationSubscription = segmentAction("createDestinationSubscription", {
  description: "Create a subscription, which sends events to an action of a destination.",
  route: "POST /destinations/{destinationId}/subscriptions",
  inputs: {
    destinationId,
    name: required(name),
    actionId,
    trigger: required(trigger),
    enabled: required(enabled),
    settings: newSettings,
    modelId,
  },
  example: { destinationSubscription: subscription },
});

export const deleteDestinationSubscription = segmentAction("removeSubscriptionFromDestination", {
  label: "Delete Destination Subscription",
  description: "Delete a subscription of a destination.",
  route: "DELETE /destinations/{destinationId}/subscriptions/{subscriptionId}",
  inputs: { destinationId, subscriptionId },
  example: deleted,
});

export const getDestinationSubscription = segmentAction("getSubscriptionFromDestination", {
  label: "Get Destination Subscription",
  description: "Get a subscription of a destination by its ID.",
  route: "GET /destinations/{destinationId}/subscriptions/{subscriptionId}",
  inputs: { destinationId, subscriptionId },
  example: { subscription },
});

export const listDestinationSubscriptions = segmentAction("listSubscriptionsFromDestination", {
  label: "List Destination Subscriptions",
  description: "List the subscriptions of a destination.",
  route: "GET /destinations/{destinationId}/subscriptions",
  pages: "subscriptions",
  inputs: { destinationId },
  example: { subscriptions: [subscription], pagination },
});

export const updateDestinationSubscription = segmentAction("updateSubscriptionForDestination", {
  label: "Update Destination Subscription",
  description: "Update a subscription of a destination.",
  route: "PATCH /destinations/{destinationId}/subscriptions/{subscriptionId}",
  inputs: {
    destinationId,
    subscriptionId,
    name: at("input.name", name),
    trigger: at("input.trigger", trigger),
    enabled: at("input.enabled", enabled),
    settings: at("input.settings", changedSettings),
    reverseETLModelId: at("input.reverseETLModelId", reverseETLModelId),
    reverseETLSchedule: at("input.reverseETLSchedule", reverseETLSchedule),
  },
  example: { subscription },
});
