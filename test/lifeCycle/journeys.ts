import type { Step } from "./step";

const WEBHOOKS = "614a3c7d791c91c41bae7599";
const SEND = "4ZvSLrQvGjRXJBUb3ygWpr";
const one = "/spaces/{space}/journeys/{journey}";
const time = "fromDate=2024-01-01T00:00:00Z";
const sending = [
  {
    destinationId: "{hook}",
    activations: [{ eventName: "Sent", actionDefinition: { actionId: SEND, mappings: {} } }],
  },
];
const key = (id: string) => ({ id, name: id });
const states = [
  { type: "EVENT_ENTRY", condition: "a", key: key("in"), transitions: [{ next: "wait" }] },
  { type: "SIMPLE_DELAY", duration: "1d", key: key("wait"), transitions: [{ next: "split" }] },
  {
    type: "RANDOM_SPLIT",
    key: key("split"),
    transitions: [
      { percentage: 30, next: "send" },
      { percentage: 70, next: "ask" },
    ],
  },
  {
    type: "CONDITION_SPLIT",
    key: key("ask"),
    transitions: [
      { type: "CONDITION", condition: "b", next: "send" },
      { type: "DEFAULT", next: "out" },
    ],
  },
  { type: "DESTINATION", destinations: sending, key: key("send"), transitions: [{ next: "out" }] },
  { type: "EXIT", key: key("out") },
];

/** Journeys and their versions. */
export const journeys: Step[] = [
  ["listSpaces", "GET", "/spaces", undefined, { space: "spaces.0.id" }],
  [
    "createSource",
    "POST",
    "/sources",
    { slug: "steps", enabled: true, metadataId: "IqDTy1TpoU" },
    "steps",
  ],
  [
    "createDestination",
    "POST",
    "/destinations",
    { sourceId: "{steps}", metadataId: WEBHOOKS, settings: {} },
    "hook",
  ],
  [
    "createJourney",
    "POST",
    "/spaces/{space}/journeys",
    {
      name: "Welcome",
      description: "All who come",
      definition: {
        initialState: "in",
        states,
        entryRules: { type: "ONCE" },
        exitRules: {
          enabled: true,
          rules: [
            {
              type: "EXIT_RULE",
              exitType: "EVENT_PERFORMED",
              condition: "c",
              enabled: true,
              concurrencyEnabled: false,
              key: key("leave"),
            },
          ],
          relatedDestinations: [{ type: "DESTINATION", destinations: sending, key: key("left") }],
        },
      },
    },
    { journey: "journey.containerId" },
  ],
  ["getJourney", "GET", one],
  [
    "updateDestinationsForJourney",
    "PATCH",
    `${one}/destinations`,
    {
      stateDestinations: [
        { stateId: "send", destinations: sending },
        { stateId: "left", destinations: [] },
      ],
    },
  ],
  ["updateStatusForJourney", "PATCH", `${one}/status`, { version: 1, action: "PUBLISH" }],
  ["getJourneyAnalytics", "GET", `${one}/analytics?version=1&${time}`],
  ["replaceStepsForJourney", "PUT", `${one}/steps`, { initialState: "in", states }],
  ["getJourney", "GET", one],
  ["removeJourneyFromSpace", "DELETE", `${one}?version=1`],
  ["removeJourneyFromSpace", "DELETE", `${one}?version=2`],
  ["deleteSource", "DELETE", "/sources/{steps}"],
];
