import { POSTGRES, postgresSettings as postgres } from "../../simulator/harness/postgres";
import type { Step } from "./step";

const AMPLITUDE = "54521fd525e721e32a72ee91";
const WEBHOOKS = "614a3c7d791c91c41bae7599";
const SEND = "4ZvSLrQvGjRXJBUb3ygWpr";
const day = "startTime=2024-01-01T00:00:00Z&endTime=2024-01-02T00:00:00Z";
const trigger = 'type = "track"';

/** A source and everything connected to it. */
export const connections: Step[] = [
  [
    "createSource",
    "POST",
    "/sources",
    { slug: "shop", enabled: true, metadataId: "IqDTy1TpoU" },
    "source",
  ],
  ["updateSource", "PATCH", "/sources/{source}", { name: "Shop", enabled: false }],
  ["updateSource", "PATCH", "/sources/{source}", { enabled: true }],
  [
    "replaceLabelsInSource",
    "PUT",
    "/sources/{source}/labels",
    { labels: [{ key: "environment", value: "test" }] },
  ],
  ["getSource", "GET", "/sources/{source}"],
  ["listSources", "GET", "/sources"],
  [
    "createDestination",
    "POST",
    "/destinations",
    { sourceId: "{source}", metadataId: AMPLITUDE, settings: { apiKey: "key" } },
    "amplitude",
  ],
  [
    "createDestination",
    "POST",
    "/destinations",
    {
      sourceId: "{source}",
      metadataId: WEBHOOKS,
      name: "Hook",
      settings: { sharedSecret: "0123456789" },
    },
    "hook",
  ],
  ["updateDestination", "PATCH", "/destinations/{hook}", { name: null, enabled: false }],
  ["getDestination", "GET", "/destinations/{hook}"],
  ["listDestinations", "GET", "/destinations"],
  ["listConnectedDestinationsFromSource", "GET", "/sources/{source}/connected-destinations"],
  [
    "createDestinationSubscription",
    "POST",
    "/destinations/{hook}/subscriptions",
    {
      name: "Send",
      actionId: SEND,
      trigger,
      enabled: true,
      settings: { url: "https://a.example" },
      modelId: "m",
    },
    "subscription",
  ],
  [
    "updateSubscriptionForDestination",
    "PATCH",
    "/destinations/{hook}/subscriptions/{subscription}",
    {
      input: {
        enabled: false,
        reverseETLSchedule: { strategy: "PERIODIC", config: { interval: "1h" } },
      },
    },
  ],
  ["getSubscriptionFromDestination", "GET", "/destinations/{hook}/subscriptions/{subscription}"],
  ["listSubscriptionsFromDestination", "GET", "/destinations/{hook}/subscriptions"],
  [
    "createValidationInWarehouse",
    "POST",
    "/warehouses/validation",
    { metadataId: POSTGRES, settings: postgres },
  ],
  [
    "createWarehouse",
    "POST",
    "/warehouses",
    { metadataId: POSTGRES, name: "Main", settings: postgres, disconnectAllSources: true },
    "warehouse",
  ],
  [
    "updateWarehouse",
    "PATCH",
    "/warehouses/{warehouse}",
    { name: "Other", settings: { port: "5433" } },
  ],
  ["getWarehouse", "GET", "/warehouses/{warehouse}"],
  ["listWarehouses", "GET", "/warehouses"],
  ["getConnectionStateFromWarehouse", "GET", "/warehouses/{warehouse}/connection-state"],
  [
    "addConnectionFromSourceToWarehouse",
    "POST",
    "/warehouses/{warehouse}/connected-sources/{source}",
  ],
  ["listConnectedSourcesFromWarehouse", "GET", "/warehouses/{warehouse}/connected-sources"],
  ["listConnectedWarehousesFromSource", "GET", "/sources/{source}/connected-warehouses"],
  [
    "removeSourceConnectionFromWarehouse",
    "DELETE",
    "/warehouses/{warehouse}/connected-sources/{source}",
  ],
  [
    "createTransformation",
    "POST",
    "/transformations",
    {
      name: "T",
      sourceId: "{source}",
      enabled: true,
      if: "event = 'a'",
      drop: true,
      hashPropertiesConfiguration: { algorithm: "sha256", paths: ["properties.a"] },
    },
    "transformation",
  ],
  [
    "updateTransformation",
    "PATCH",
    "/transformations/{transformation}",
    { newEventName: "b", destinationMetadataId: AMPLITUDE },
  ],
  ["getTransformation", "GET", "/transformations/{transformation}"],
  ["listTransformations", "GET", "/transformations"],
  [
    "getEventsVolumeFromWorkspace",
    "GET",
    `/events/volume?granularity=HOUR&${day}&groupBy[0]=source&groupBy[1]=eventName&pagination[count]=2`,
  ],
  ["deleteTransformation", "DELETE", "/transformations/{transformation}"],
  [
    "removeSubscriptionFromDestination",
    "DELETE",
    "/destinations/{hook}/subscriptions/{subscription}",
  ],
  ["deleteDestination", "DELETE", "/destinations/{hook}"],
  ["deleteWarehouse", "DELETE", "/warehouses/{warehouse}"],
  ["deleteSource", "DELETE", "/sources/{source}"],
];
