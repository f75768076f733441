import type { Models } from "../contract/models";
import { destinationMetadata } from "./catalog";
import { source } from "./resources";

/** Counts over time of one event that Segment received. */
export const ingressMetrics: Models["DeliveryOverviewMetricsDataset"] = {
  eventName: "Order Completed",
  total: 42,
  series: [{ time: "2026-01-01T00:00:00.000Z", count: 42 }],
};

/** Counts over time of one event sent to a destination. */
export const egressMetrics: Models["DeliveryOverviewMetricsDataset"] = {
  eventName: "Order Completed",
  total: 42,
  totalRetryCount: 3,
  series: [{ time: "2026-01-01T00:00:00.000Z", count: 42, retryCount: 3 }],
};

/** Delivery counts for the events of a source at a destination. */
export const deliveryMetrics: Models["DeliveryMetricsSummaryBeta"] = {
  sourceId: source.id,
  destinationMetadataId: destinationMetadata.id,
  metrics: [
    {
      metricName: "successes",
      total: 42,
      breakdown: [
        { metricName: "successes_on_first_attempt", value: 40 },
        { metricName: "successes_after_retry", value: 2 },
      ],
    },
  ],
};
