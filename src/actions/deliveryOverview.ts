import { egressMetrics, ingressMetrics } from "../examples/deliveryOverview";
import { pagination } from "../examples/resources";
import {
  activationId,
  audienceId,
  DESTINATION_DIMENSIONS,
  DIMENSIONS,
  destinationConfigId,
  discardReason,
  groupBy,
  SOURCE_DIMENSIONS,
  sourceId,
  spaceId,
  subscriptionId,
} from "../inputs/deliveryCounts";
import { eventFilter } from "../inputs/eventFilter";
import { required } from "../inputs/fields";
import { endTime, granularity, startTime } from "../inputs/timeFrame";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

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
    description:
      "Count the events of a source over time that could not be delivered to a destination.",
    route: "GET /delivery-overview/failed-delivery",
    pages: "dataset",
    inputs: ofDestination,
    example: egress,
  },
);

export const getEgressSuccessMetricsFromDeliveryOverview = segmentAction(
  "getEgressSuccessMetricsFromDeliveryOverview",
  {
    description: "Count the events of a source over time that were delivered to a destination.",
    route: "GET /delivery-overview/successful-delivery",
    pages: "dataset",
    inputs: ofDestination,
    example: egress,
  },
);

export const getFilteredAtDestinationMetricsFromDeliveryOverview = segmentAction(
  "getFilteredAtDestinationMetricsFromDeliveryOverview",
  {
    description: "Count the events of a source over time that were filtered out at a destination.",
    route: "GET /delivery-overview/filtered-at-destination",
    pages: "dataset",
    inputs: ofDestination,
    example: ingress,
  },
);

export const getFilteredAtSourceMetricsFromDeliveryOverview = segmentAction(
  "getFilteredAtSourceMetricsFromDeliveryOverview",
  {
    description: "Count the events of a source over time that were filtered out at the source.",
    route: "GET /delivery-overview/filtered-at-source",
    pages: "dataset",
    inputs: ofSource,
    example: ingress,
  },
);

export const getIngressFailedMetricsFromDeliveryOverview = segmentAction(
  "getIngressFailedMetricsFromDeliveryOverview",
  {
    description: "Count the events of a source over time that Segment rejected.",
    route: "GET /delivery-overview/failed-on-ingest",
    pages: "dataset",
    inputs: ofSource,
    example: ingress,
  },
);

export const getIngressSuccessMetricsFromDeliveryOverview = segmentAction(
  "getIngressSuccessMetricsFromDeliveryOverview",
  {
    description: "Count the events of a source over time that Segment received.",
    route: "GET /delivery-overview/successfully-received",
    pages: "dataset",
    inputs: received,
    example: ingress,
  },
);
