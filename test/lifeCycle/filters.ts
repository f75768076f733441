import type { Step } from "./step";

const path = "/destination/{filteredDestination}/filters";
const drop = [{ type: "DROP_PROPERTIES", fields: { context: ["ip"] } }];

/** Filters of a destination, and those of a space, source or destination. */
export const filters: Step[] = [
  [
    "createSource",
    "POST",
    "/sources",
    { slug: "filtered", enabled: true, metadataId: "IqDTy1TpoU" },
    "filteredSource",
  ],
  [
    "createDestination",
    "POST",
    "/destinations",
    { sourceId: "{filteredSource}", metadataId: "614a3c7d791c91c41bae7599", settings: {} },
    "filteredDestination",
  ],
  [
    "createFilterForDestination",
    "POST",
    path,
    {
      sourceId: "{filteredSource}",
      if: "type = 'track'",
      actions: drop,
      title: "No addresses",
      description: "Drops them.",
      enabled: true,
    },
    "filter",
  ],
  [
    "updateFilterForDestination",
    "PATCH",
    `${path}/{filter}`,
    { description: null, enabled: false, actions: [{ type: "SAMPLE", percent: 0.5 }] },
  ],
  ["getFilterInDestination", "GET", `${path}/{filter}`],
  ["listFiltersFromDestination", "GET", path],
  [
    "previewDestinationFilter",
    "POST",
    "/destination/filters/preview",
    { filter: { if: "all", actions: drop }, payload: { type: "track", context: { ip: "::1" } } },
  ],
  [
    "previewDestinationFilter",
    "POST",
    "/destination/filters/preview",
    { filter: { if: "all", actions: [{ type: "DROP" }] }, payload: { type: "track" } },
  ],
  ["removeFilterFromDestination", "DELETE", `${path}/{filter}`],
  ["listSpaces", "GET", "/spaces", undefined, { filteredSpace: "spaces.0.id" }],
  [
    "createFilterForSpace",
    "POST",
    "/filters",
    { integrationId: "{filteredSpace}", name: "No tests", if: "properties.test = true" },
    "spaceFilter",
  ],
  [
    "updateFilterById",
    "PATCH",
    "/filters/{spaceFilter}",
    { integrationId: "{filteredSpace}", description: "Keeps tests out.", drop: true },
  ],
  ["getFilterById", "GET", "/filters/{spaceFilter}"],
  ["listFiltersForSpace", "GET", "/filters?integrationId={filteredSpace}&pagination[count]=1"],
  ["deleteFilterById", "DELETE", "/filters/{spaceFilter}"],
  ["deleteSource", "DELETE", "/sources/{filteredSource}"],
];
