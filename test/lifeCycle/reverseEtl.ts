import type { Step } from "./step";

/** A model, a subscription to it, and a canceled sync. */
export const reverseEtl: Step[] = [
  [
    "createSource",
    "POST",
    "/sources",
    { slug: "queried", enabled: true, metadataId: "IqDTy1TpoU" },
    "queriedSource",
  ],
  [
    "createDestination",
    "POST",
    "/destinations",
    { sourceId: "{queriedSource}", metadataId: "614a3c7d791c91c41bae7599", settings: {} },
    "rowReceiver",
  ],
  [
    "createReverseEtlModel",
    "POST",
    "/reverse-etl-models",
    {
      sourceId: "{queriedSource}",
      name: "Customers",
      description: "All of them.",
      enabled: false,
      query: "select * from customers",
      queryIdentifierColumn: "id",
    },
    "model",
  ],
  ["updateReverseEtlModel", "PATCH", "/reverse-etl-models/{model}", { enabled: true }],
  ["getReverseEtlModel", "GET", "/reverse-etl-models/{model}"],
  ["listReverseEtlModels", "GET", "/reverse-etl-models"],
  [
    "createDestinationSubscription",
    "POST",
    "/destinations/{rowReceiver}/subscriptions",
    {
      name: "Send rows",
      actionId: "4ZvSLrQvGjRXJBUb3ygWpr",
      trigger: 'event = "new"',
      enabled: true,
      settings: { url: "https://a.example" },
      modelId: "{model}",
    },
    "rowSubscription",
  ],
  [
    "createReverseETLManualSync",
    "POST",
    "/reverse-etl-syncs",
    { sourceId: "{queriedSource}", modelId: "{model}", subscriptionId: "{rowSubscription}" },
    { sync: "reverseETLManualSync.syncId" },
  ],
  ["getReverseETLSyncStatus", "GET", "/reverse-etl-models/{model}/syncs/{sync}"],
  [
    "listReverseETLSyncStatusesFromModelAndSubscriptionId",
    "GET",
    "/reverse-etl-models/{model}/subscriptionId/{rowSubscription}/syncs?count=5",
  ],
  [
    "cancelReverseETLSyncForModel",
    "POST",
    "/reverse-etl-models/{model}/syncs/{sync}/cancel",
    { reasonForCanceling: 1 },
  ],
  ["deleteReverseEtlModel", "DELETE", "/reverse-etl-models/{model}"],
  ["deleteSource", "DELETE", "/sources/{queriedSource}"],
];
