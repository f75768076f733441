import type { Step } from "./step";

const day = "startTime=2024-01-01T00:00:00Z&endTime=2024-01-02T00:00:00Z&granularity=HOUR";
const ingress = `sourceId={sendingSource}&${day}&groupBy[0]=eventName&pagination[count]=2`;
const egress = `${ingress}&destinationConfigId={receiver}&filter[eventType][0]=track`;

/** Event volumes, delivery metrics and downloads. */
export const delivery: Step[] = [
  [
    "createSource",
    "POST",
    "/sources",
    { slug: "sending", enabled: true, metadataId: "IqDTy1TpoU" },
    "sendingSource",
  ],
  [
    "createDestination",
    "POST",
    "/destinations",
    { sourceId: "{sendingSource}", metadataId: "614a3c7d791c91c41bae7599", settings: {} },
    "receiver",
  ],
  [
    "getIngressSuccessMetricsFromDeliveryOverview",
    "GET",
    `/delivery-overview/successfully-received?${ingress}`,
  ],
  [
    "getIngressFailedMetricsFromDeliveryOverview",
    "GET",
    `/delivery-overview/failed-on-ingest?${ingress}&groupBy[1]=discardReason`,
  ],
  [
    "getFilteredAtSourceMetricsFromDeliveryOverview",
    "GET",
    `/delivery-overview/filtered-at-source?${ingress}`,
  ],
  [
    "getFilteredAtDestinationMetricsFromDeliveryOverview",
    "GET",
    `/delivery-overview/filtered-at-destination?${egress}`,
  ],
  [
    "getEgressFailedMetricsFromDeliveryOverview",
    "GET",
    `/delivery-overview/failed-delivery?${egress}`,
  ],
  [
    "getEgressSuccessMetricsFromDeliveryOverview",
    "GET",
    `/delivery-overview/successful-delivery?${egress}`,
  ],
  [
    "listDeliveryMetricsSummaryFromDestination",
    "GET",
    "/destinations/{receiver}/delivery-metrics?sourceId={sendingSource}",
  ],
  [
    "createDownload",
    "POST",
    "/customer-insights/download",
    { collectionId: "c", hour: "2025-05-07T23:00:00Z" },
  ],
  [
    "createDbtModelSyncTrigger",
    "POST",
    "/dbt-model-syncs/trigger",
    { sourceId: "{sendingSource}" },
  ],
  ["deleteSource", "DELETE", "/sources/{sendingSource}"],
];
