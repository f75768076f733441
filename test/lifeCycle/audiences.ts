import type { Step } from "./step";

const WEBHOOKS = "614a3c7d791c91c41bae7599";
const SEND = "4ZvSLrQvGjRXJBUb3ygWpr";
const all = "/spaces/{space}/audiences";
const one = `${all}/{audience}`;
const connections = `${one}/destination-connections`;
const idSyncConfiguration = [{ externalId: "email", strategy: "first", mapTo: "mail" }];
const hours = { days: [1, 5], hours: [9], timezone: "Europe/Berlin" };

/** Audiences with their previews, schedules, destinations and activations. */
export const audiences: Step[] = [
  ["listSpaces", "GET", "/spaces", undefined, { space: "spaces.0.id" }],
  [
    "createSource",
    "POST",
    "/sources",
    { slug: "profiles", enabled: true, metadataId: "IqDTy1TpoU" },
    "profiles",
  ],
  [
    "createDestination",
    "POST",
    "/destinations",
    { sourceId: "{profiles}", metadataId: WEBHOOKS, settings: { sharedSecret: "0123456789" } },
    "hook",
  ],
  [
    "createAudience",
    "POST",
    all,
    {
      name: "Big spenders",
      description: "They spend",
      audienceType: "USERS",
      definition: { query: "event('Order Completed').sum('total') > 1000" },
      options: { includeHistoricalData: true, backfillEventDataDays: 30 },
    },
    "audience",
  ],
  [
    "createAudience",
    "POST",
    all,
    {
      name: "Their accounts",
      audienceType: "LINKED",
      definition: { query: "big_spenders", targetEntity: "account" },
    },
    "linked",
  ],
  ["updateAudienceForSpace", "PATCH", one, { name: "Spenders", definition: { query: "a > 1" } }],
  ["getAudience", "GET", one],
  ["listAudiences", "GET", `${all}?search[type]=KEY&search[query]=big&include=schedules`],
  ["listAudienceConsumersFromSpaceAndAudience", "GET", `${one}/audience-references`],
  ["forceExecuteAudienceRun", "POST", `${one}/runs`],
  [
    "createAudiencePreview",
    "POST",
    `${all}/previews`,
    { audienceType: "USERS", definition: { query: "a" }, options: { filterByExternalIds: ["b"] } },
    "preview",
  ],
  ["getAudiencePreview", "GET", `${all}/previews/{preview}`],
  [
    "addAudienceScheduleToAudience",
    "POST",
    `${one}/schedules`,
    { strategy: "PERIODIC", config: { interval: "1d" } },
    "schedule",
  ],
  [
    "updateAudienceScheduleForAudience",
    "PATCH",
    `${one}/schedules/{schedule}`,
    { strategy: "SPECIFIC_DAYS", config: hours },
  ],
  ["getAudienceScheduleFromSpaceAndAudience", "GET", `${one}/schedules/{schedule}`],
  ["listAudienceSchedulesFromSpaceAndAudience", "GET", `${one}/schedules`],
  ["getAudience", "GET", `${one}?include=schedules`],
  ["removeAudienceScheduleFromAudience", "DELETE", `${one}/schedules/{schedule}`],
  [
    "listSupportedDestinationsFromAudience",
    "GET",
    "/spaces/{space}/audienceType/USERS/supported-destinations",
  ],
  [
    "addDestinationToAudience",
    "POST",
    connections,
    {
      destination: { id: "{hook}", type: "actions-webhook" },
      idSyncConfiguration,
      connectionSettings: { list: "a" },
    },
    "connection",
  ],
  [
    "updateDestinationForAudience",
    "PATCH",
    `${connections}/{hook}`,
    { connectionSettings: { list: "b" } },
  ],
  ["listDestinationsFromAudience", "GET", connections],
  [
    "addActivationToAudience",
    "POST",
    `${connections}/{connection}/activations`,
    {
      enabled: true,
      performResync: false,
      activationType: "Audience Entered",
      activationName: "Welcome",
      personalization: {
        profile: { properties: ["email"], mapping: { email: "mail" } },
        entities: [{ relationshipSlug: "user-accounts", properties: ["plan"] }],
      },
      destinationMapping: { actionId: SEND, settings: { url: "https://a.example" } },
    },
    "activation",
  ],
  [
    "updateActivationForAudience",
    "PATCH",
    `${one}/activations/{activation}`,
    { enabled: false, displayName: null },
  ],
  ["getActivationFromAudience", "GET", `${one}/activations/{activation}`],
  ["listActivationsFromAudience", "GET", `${one}/activations`],
  ["removeActivationFromAudience", "DELETE", `${one}/activations/{activation}`],
  ["removeDestinationFromAudience", "DELETE", `${connections}/{hook}`],
  ["removeAudienceFromSpace", "DELETE", one],
  ["removeAudienceFromSpace", "DELETE", `${all}/{linked}`],
  ["deleteSource", "DELETE", "/sources/{profiles}"],
];
