import type { Step } from "./step";

const space = "/spaces/{space}";
const subscriptions = [
  {
    key: "ada@example.com",
    type: "EMAIL",
    status: "SUBSCRIBED",
    groups: [{ name: "News", status: "UNSUBSCRIBED" }],
  },
  { key: "ada", type: "SMS", status: "SUBSCRIBED" },
];
const definition = { type: "USERS", query: "event('Order Completed').count()" };

/** Spaces, their schema, computed traits and messaging subscriptions. */
export const spaces: Step[] = [
  ["listSpaces", "GET", "/spaces", undefined, { space: "spaces.0.id" }],
  ["getSpace", "GET", space],
  [
    "replaceMessagingSubscriptionsInSpaces",
    "PUT",
    `${space}/messaging-subscriptions`,
    { subscriptions },
  ],
  [
    "batchQueryMessagingSubscriptionsForSpace",
    "POST",
    `${space}/messaging-subscriptions/batch`,
    {
      subscriptions: [
        { key: "ada@example.com", type: "EMAIL" },
        { key: "+15550100200", type: "SMS" },
      ],
    },
  ],
  [
    "createComputedTrait",
    "POST",
    `${space}/computed-traits`,
    { name: "Orders", definition, description: "All", options: { includeHistoricalData: true } },
    "trait",
  ],
  ["getComputedTrait", "GET", `${space}/computed-traits/{trait}`],
  ["listComputedTraits", "GET", `${space}/computed-traits`],
  [
    "updateComputedTraitForSpace",
    "PATCH",
    `${space}/computed-traits/{trait}`,
    { enabled: false, definition: { type: "ACCOUNTS", query: "traits" } },
  ],
  ["removeComputedTraitFromSpace", "DELETE", `${space}/computed-traits/{trait}`],
  ["listEntityPaths", "GET", `${space}/entity-paths?search=or`],
  [
    "listPropertiesFromEntity",
    "GET",
    `${space}/entities/order/properties?includeSampleValues=true&samplesCount=3`,
  ],
  [
    "listSampleValuesFromEntityProperty",
    "GET",
    `${space}/entities/order/properties/total/sample-values`,
  ],
  ["listEvents", "GET", `${space}/events?sortBy=name&sortDir=asc`],
  [
    "listPropertiesFromEvent",
    "GET",
    `${space}/events/Order%20Completed/properties?includeSampleValues=true`,
  ],
  [
    "listSampleValuesFromEventProperty",
    "GET",
    `${space}/events/Order%20Completed/properties/total/sample-values?propertyType=PROPERTY`,
  ],
  ["listTraits", "GET", `${space}/traits?collection=users&includeSampleValues=true`],
  ["listSampleValuesFromTrait", "GET", `${space}/traits/email/sample-values`],
];
