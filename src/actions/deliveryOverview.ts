import { egressMetrics, ingressMetrics } from "../examples/deliveryOverview";
import { pagination } from "../examples/resources";
import { eventFilter } from "../inputs/eventFilter";
import { id, idList, required, textList, withChoices } from "../inputs/fields";
import { sourceId as workspaceSourceId } from "../inputs/ids";
import { endTime, granularity, startTime } from "../inputs/timeFrame";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const sourceId = {
  ...workspaceSourceId,
  comments: "The source whose events are counted.",
};

const destinationConfigId = required(
  id({
    label: "Destination ID",
    comments: "The destination whose deliveries are counted.",
    example: "5GFhvtz8fha42Cm4B9E6L8",
    dataSource: "destination",
  }),
);

const DIMENSIONS = { eventName: "Event Name", eventType: "Event Type", appVersion: "App Version" };
const SOURCE_DIMENSIONS = { ...DIMENSIONS, discardReason: "Discard Reason" };
const DESTINATION_DIMENSIONS = {
  ...SOURCE_DIMENSIONS,
  subscriptionId: "Subscription ID",
  activationId: "Activation ID",
  audienceId: "Audience ID",
  spaceId: "Space ID",
};

/** A value list may be typed, so the comment gives the names as well. */
const groupBy = (dimensions: Readonly<Record<string, string>>) =>
  withChoices(
    textList({
      label: "Group By",
      comments: `The dimensions to count by: ${Object.keys(dimensions).join(", ")}. If left empty, all events are counted together.`,
      example: "eventName",
    }),
    dimensions,
  );

const discardReason = textList({
  label: "Discard Reason",
  comments:
    "Counts only events that were discarded for these reasons. A response grouped by discardReason shows their names. If left empty, counts all events.",
  example: "discarded",
});

const subscriptionId = idList({
  label: "Subscription IDs",
  comments:
    "Counts only deliveries by these subscriptions of the destination. List Destination Subscriptions returns their IDs. If left empty, counts all deliveries.",
  example: "eoeXaMeAYcB2XvEApJDrQs",
});

const activationId = idList({
  label: "Activation IDs",
  comments:
    "Counts only deliveries by these activations. List Activations from Audience returns their IDs. If left empty, counts all deliveries.",
  example: "act_5YkWq9TzLnVc3RxB7MfHjG",
});

const audienceId = idList({
  label: "Audience IDs",
  comments:
    "Counts only deliveries for these audiences. List Audiences returns their IDs. If left empty, counts all deliveries.",
  example: "aud_4GmXr8TzNcQ6vWbJ2hYkLd",
});

const spaceId = idList({
  label: "Space IDs",
  comments: "Counts only deliveries for these spaces. If left empty, counts all deliveries.",
  example: "spa_7bKq2VxWm9RtYcH4LpZs8N",
  dataSource: "selectSpace",
});

const timeFrame = {
  granularity: required({
    ...granularity,
    comments:
      "The length of each interval that is counted. Minute allows 4 hours of the last 48 hours, Hour 14 days and Day 30 days of the last 30 days.",
  }),
  startTime: required(startTime),
  endTime: required(endTime),
};

const eventFilters = {
  eventName: at("filter.eventName", eventFilter.eventName),
  eventType: at("filter.eventType", eventFilter.eventType),
  appVersion: at("filter.appVersion", eventFilter.appVersion),
};

const discardFilter = { discardReason: at("filter.discardReason", discardReason) };

const received = {
  sourceId,
  ...timeFrame,
  groupBy: groupBy(DIMENSIONS),
  ...eventFilters,
};

const ofSource = {
  sourceId,
  ...timeFrame,
  groupBy: groupBy(SOURCE_DIMENSIONS),
  ...discardFilter,
  ...eventFilters,
};

const ofDestination = {
  sourceId,
  destinationConfigId,
  ...timeFrame,
  groupBy: groupBy(DESTINATION_DIMENSIONS),
  ...discardFilter,
  ...eventFilters,
  subscriptionId: at("filter.subscriptionId", subscriptionId),
  activationId: at("filter.activationId", activationId),
  audienceId: at("filter.audienceId", audienceId),
  spaceId: at("filter.spaceId", spaceId),
};

const ingress = { total: ingressMetrics.total, dataset: [ingressMetrics], pagination };
const egress = { total: egressMetrics.total, dataset: [egressMetrics], pagination };

export const getEgressFailedMetricsFromDeliveryOverview = segmentAction(
  "getEgressFailedMetricsFromDeliveryOverview",
  {
    label: "Get Egress Failed Metrics from Delivery Overview",
    description:
      "Get the number of events of a source over time that could not be delivered to a destination.",
    route: "GET /delivery-overview/failed-delivery",
    pages: "dataset",
    inputs: ofDestination,
    example: egress,
  },
);

export const getEgressSuccessMetricsFromDeliveryOverview = segmentAction(
  "getEgressSuccessMetricsFromDeliveryOverview",
  {
    label: "Get Egress Success Metrics from Delivery Overview",
    description:
      "Get the number of events of a source over time that were delivered to a destination.",
    route: "GET /delivery-overview/successful-delivery",
    pages: "dataset",
    inputs: ofDestination,
    example: egress,
  },
);

export const getFilteredAtDestinationMetricsFromDeliveryOverview = segmentAction(
  "getFilteredAtDestinationMetricsFromDeliveryOverview",
  {
    label: "Get Filtered At Destination Metrics from Delivery Overview",
    description:
      "Get the number of events of a source over time that were filtered out at a destination.",
    route: "GET /delivery-overview/filtered-at-destination",
    pages: "dataset",
    inputs: ofDestination,
    example: ingress,
  },
);

export const getFilteredAtSourceMetricsFromDeliveryOverview = segmentAction(
  "getFilteredAtSourceMetricsFromDeliveryOverview",
  {
    label: "Get Filtered At Source Metrics from Delivery Overview",
    description:
      "Get the number of events of a source over time that were filtered out at the source.",
    route: "GET /delivery-overview/filtered-at-source",
    pages: "dataset",
    inputs: ofSource,
    example: ingress,
  },
);

export const getIngressFailedMetricsFromDeliveryOverview = segmentAction(
  "getIngressFailedMetricsFromDeliveryOverview",
  {
    label: "Get Ingress Failed Metrics from Delivery Overview",
    description: "Get the number of events of a source over time that Segment rejected.",
    route: "GET /delivery-overview/failed-on-ingest",
    pages: "dataset",
    inputs: ofSource,
    example: ingress,
  },
);

export const getIngressSuccessMetricsFromDeliveryOverview = segmentAction(
  "getIngressSuccessMetricsFromDeliveryOverview",
  {
    label: "Get Ingress Success Metrics from Delivery Overview",
    description: "Get the number of events of a source over time that Segment received.",
    route: "GET /delivery-overview/successfully-received",
    pages: "dataset",
    inputs: received,
    example: ingress,
  },
);
