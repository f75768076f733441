import { id, idList, required, textList, withChoices } from "./fields";
import { sourceId as workspaceSourceId } from "./ids";

/** The source whose deliveries are counted. */
export const sourceId = {
  ...workspaceSourceId,
  comments: "The source whose events are counted.",
};

/** The destination whose deliveries are counted. */
export const destinationConfigId = required(
  id({
    label: "Destination ID",
    comments: "The destination whose deliveries are counted.",
    example: "5GFhvtz8fha42Cm4B9E6L8",
    dataSource: "destination",
  }),
);

/** The dimensions of received events, each with its label. */
export const DIMENSIONS = {
  eventName: "Event Name",
  eventType: "Event Type",
  appVersion: "App Version",
};
/** The dimensions of the events that a source discarded. */
export const SOURCE_DIMENSIONS = { ...DIMENSIONS, discardReason: "Discard Reason" };
/** The dimensions of deliveries to a destination. */
export const DESTINATION_DIMENSIONS = {
  ...SOURCE_DIMENSIONS,
  subscriptionId: "Subscription ID",
  activationId: "Activation ID",
  audienceId: "Audience ID",
  spaceId: "Space ID",
};

/** The dimensions to count by. A value list may be typed, so the comment gives the names as well. */
export const groupBy = (dimensions: Readonly<Record<string, string>>) =>
  withChoices(
    textList({
      label: "Group By",
      comments: `The dimensions to count by: ${Object.keys(dimensions).join(", ")}. If left empty, all events are counted together.`,
      example: "eventName",
    }),
    dimensions,
  );

/** The reasons for which the counted events were discarded. */
export const discardReason = textList({
  label: "Discard Reason",
  comments:
    "Counts only events that were discarded for these reasons. A response grouped by discardReason shows their names. If left empty, counts all events.",
  example: "discarded",
});

const ALL = "If left empty, counts all deliveries.";

/** The subscriptions whose deliveries are counted. */
export const subscriptionId = idList({
  label: "Subscription IDs",
  comments: `Counts only deliveries by these subscriptions of the destination. List Destination Subscriptions returns their IDs. ${ALL}`,
  example: "eoeXaMeAYcB2XvEApJDrQs",
});

/** The activations whose deliveries are counted. */
export const activationId = idList({
  label: "Activation IDs",
  comments: `Counts only deliveries by these activations. List Activations from Audience returns their IDs. ${ALL}`,
  example: "act_5YkWq9TzLnVc3RxB7MfHjG",
});

/** The audiences whose deliveries are counted. */
export const audienceId = idList({
  label: "Audience IDs",
  comments: `Counts only deliveries for these audiences. List Audiences returns their IDs. ${ALL}`,
  example: "aud_4GmXr8TzNcQ6vWbJ2hYkLd",
});

/** The spaces whose deliveries are counted. */
export const spaceId = idList({
  label: "Space IDs",
  comments: `Counts only deliveries for these spaces. ${ALL}`,
  example: "spa_7bKq2VxWm9RtYcH4LpZs8N",
  dataSource: "selectSpace",
});
