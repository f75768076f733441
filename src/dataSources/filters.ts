import { listAll } from "../api/lists";
import { destinationFilter } from "../examples/destinationFilters";
import { spaceFilter } from "../examples/spaceFilters";
import { destinationId } from "../inputs/ids";
import { picklist, readIds } from "../kit/picklist";

const listSpaces = listAll("listSpaces", "GET /spaces", "spaces");

/** The filters of a destination. */
export const selectDestinationFilter = picklist("listFiltersFromDestination", {
  label: "Select Destination Filter",
  description: "Choose a filter of a destination.",
  route: "GET /destination/{destinationId}/filters",
  items: "filters",
  inputs: { destinationId },
  key: ({ id }) => id,
  names: ({ title }) => [title],
  example: { label: destinationFilter.title, key: destinationFilter.id },
});

/** The filters of every space, by name, else by condition. */
export const selectSpaceFilter = picklist("listFiltersForSpace", {
  label: "Select Space Filter",
  description: "Choose a filter of any space.",
  route: "GET /filters",
  items: "filters",
  inputs: {},
  each: async (client) =>
    readIds(await listSpaces(client, {})).map((integrationId) => ({ integrationId })),
  key: ({ id }) => id,
  names: (filter) => [filter.name, filter.if],
  example: { label: "Drop test events", key: spaceFilter.id },
});
