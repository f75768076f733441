import { egressMetrics, ingressMetrics } from "../examples/deliveryOverview";
import { pagination } from "../examples/resources";
import { id, idList, required, textList } from "../inputs/fields";
import { anyOf } from "../inputs/groups";
import { sourceId } from "../inputs/ids";
import { endTime, granularity, startTime } from "../inputs/timeFrame";
import { rearranged, segmentAction } from "../segmentAction";

const destinationConfigId = required(
  id({
    label: "Destination Config ID",
    comments: "The destination whose deliveries are counted.",
    example: "5GFhvtz8fha42Cm4B9E6L8",
    dataSource: "destination",
  }),
);

const groupBy = (dimensions: string) =>
  textList({
    label: "Group By",
    comments: `The dimensions to count by: ${dimensions}.`,
    example: "eventName",
  });

const discardReason = textList({
  label: "Discard Reason",
  comments: "Count events discarded for these reasons only.",
  example: "discarded",
});

const eventName = textList({
  label: "Event Name",
  comments: "Count events of these names only.",
  example: "Order Completed",
});

const eventType = textList({
  label: "Event Type",
  comments: "Count events of these types only.",
  example: "track",
});

const appVersion = textList({
  label: "App Version",
  comments: "Count events of these app versions only.",
  example: "2.1.0",
});

const subscriptionId = idList({
  label: "Subscription IDs",
  comments: "Count deliveries by these subscriptions of the destination only.",
  example: "eoeXaMeAYcB2XvEApJDrQs",
});

const activationId = idList({
  label: "Activation IDs",
  comments: "Count deliveries by these activations only.",
  example: "act_5YkWq9TzLnVc3RxB7MfHjG",
});

const audienceId = idList({
  label: "Audience IDs",
  comments: "Count deliveries for these audiences only.",
  example: "aud_4GmXr8TzNcQ6vWbJ2hYkLd",
});

const spaceId = idList({
  label: "Space IDs",
  comments: "Count deliveries for these spaces only.",
  example: "spa_7bKq2VxWm9RtYcH4LpZs8N",
  dataSource: "selectSpace",
});

const timeFrame = {
  granularity: required(granularity),
  startTime: required(startTime),
  endTime: required(endTime),
};

const receivedFilter = { eventName, eventType, appVersion };
const sourceFilter = { discardReason, ...receivedFilter };
const destinationFilter = {
  ...sourceFilter,
  subscriptionId,
  activationId,
  audienceId,
  spaceId,
};

const received = rearranged(
  {
    sourceId,
    ...timeFrame,
    groupBy: groupBy("eventName, eventType or appVersion"),
    ...receivedFilter,
  },
  ({ eventName, eventType, appVersion, ...args }) => ({
    ...args,
    filter: anyOf({ eventName, eventType, appVersion }),
  }),
);

const ofSource = rearranged(
  {
    sourceId,
    ...timeFrame,
    groupBy: groupBy("eventName, eventType, discardReason or appVersion"),
    ...sourceFilter,
  },
  ({ discardReason, eventName, eventType, appVersion, ...args }) => ({
    ...args,
    filter: anyOf({ discardReason, eventName, eventType, appVersion }),
  }),
);

const ofDestination = rearranged(
  {
    sourceId,
    destinationConfigId,
    ...timeFrame,
    groupBy: groupBy(
      "eventName, eventType, discardReason, appVersion, subscriptionId, activationId, audienceId or spaceId",
    ),
    ...destinationFilter,
  },
  ({
    discardReason,
    eventName,
    eventType,
    appVersion,
    subscriptionId,
    activationId,
    audienceId,
    spaceId,
    ...args
  }) => ({
    ...args,
    filter: anyOf({
      discardReason,
      eventName,
      eventType,
      appVersion,
      subscriptionId,
      activationId,
      audienceId,
      spaceId,
    }),
  }),
);

const ingress = { total: ingressMetrics.total, dataset: [ingressMetrics], pagination };
const egress = { total: egressMetrics.total, dataset: [egressMetrics], pagination };

export const getEgressFailedMetricsFromDeliveryOverview = segmentAction(
  "getEgressFailedMetricsFromDeliveryOverview",
  {
    label: "Get Egress Failed Metrics from Delivery Overview",
    description: "Count the events that could not be delivered to a destination over time.",
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
    description: "Count the events that were delivered to a destination over time.",
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
    description: "Count the events that were filtered out at a destination over time.",
    route: "GET /delivery-overview/filtered-at-destination",
    pages: "dataset",
    inputs: ofDestination,
    example: egress,
  },
);

export const getFilteredAtSourceMetricsFromDeliveryOverview = segmentAction(
  "getFilteredAtSourceMetricsFromDeliveryOverview",
  {
    label: "Get Filtered At Source Metrics from Delivery Overview",
    description: "Count the events that were filtered out at a source over time.",
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
    description: "Count the events of a source that Segment could not take in over time.",
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
    description: "Count the events of a source that Segment received over time.",
    route: "GET /delivery-overview/successfully-received",
    pages: "dataset",
    inputs: received,
    example: ingress,
  },
);
