import { egressMetrics, ingressMetrics } from "../examples/deliveryOverview";
import { pagination } from "../examples/resources";
import { eventFilter } from "../inputs/eventFilter";
import { id, idList, required, textList } from "../inputs/fields";
import { sourceId as workspaceSourceId } from "../inputs/ids";
import { endTime, granularity, startTime } from "../inputs/timeFrame";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const sourceId = {
  ...workspaceSourceId,
  comments: "The source whose events are counted; the choices are those of the workspace.",
};

const destinationConfigId = required(
  id({
    label: "Destination Config ID",
    comments:
      "The destination whose deliveries are counted; the choices are those of the workspace.",
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
  comments:
    "Count events discarded for these reasons only, as an answer grouped by discardReason names them.",
  example: "discarded",
});

const subscriptionId = idList({
  label: "Subscription IDs",
  comments:
    "Count deliveries by these subscriptions of the destination only. List Destination Subscriptions answers their IDs.",
  example: "eoeXaMeAYcB2XvEApJDrQs",
});

const activationId = idList({
  label: "Activation IDs",
  comments:
    "Count deliveries by these activations only. List Activations from Audience answers their IDs.",
  example: "act_5YkWq9TzLnVc3RxB7MfHjG",
});

const audienceId = idList({
  label: "Audience IDs",
  comments: "Count deliveries for these audiences only. List Audiences answers their IDs.",
  example: "aud_4GmXr8TzNcQ6vWbJ2hYkLd",
});

const spaceId = idList({
  label: "Space IDs",
  comments: "Count deliveries for these spaces only; the choices are those of the workspace.",
  example: "spa_7bKq2VxWm9RtYcH4LpZs8N",
  dataSource: "selectSpace",
});

const timeFrame = {
  granularity: required({
    ...granularity,
    comments:
      "How long each count of the time frame spans. Minute allows 4 hours of the last 48 hours, Hour 14 days and Day 30 days of the last 30 days.",
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
  groupBy: groupBy("eventName, eventType or appVersion"),
  ...eventFilters,
};

const ofSource = {
  sourceId,
  ...timeFrame,
  groupBy: groupBy("eventName, eventType, discardReason or appVersion"),
  ...discardFilter,
  ...eventFilters,
};

const ofDestination = {
  sourceId,
  destinationConfigId,
  ...timeFrame,
  groupBy: groupBy(
    "eventName, eventType, discardReason, appVersion, subscriptionId, activationId, audienceId or spaceId",
  ),
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
      "Count over time the events of a source that could not be delivered to a destination.",
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
    description: "Count over time the events of a source that were delivered to a destination.",
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
    description: "Count over time the events of a source that were filtered out at a destination.",
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
    description: "Count over time the events of a source that were filtered out at the source.",
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
    description: "Count over time the events of a source that Segment could not take in.",
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
    description: "Count over time the events of a source that Segment received.",
    route: "GET /delivery-overview/successfully-received",
    pages: "dataset",
    inputs: received,
    example: ingress,
  },
);
