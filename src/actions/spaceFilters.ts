import { spaceFilter } from "../examples/spaceFilters";
import { flag, id, required, text } from "../inputs/fields";
import { integrationId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const spaceFilterId = required(
  id({
    label: "Space Filter ID",
    comments: "A filter of any space of the workspace.",
    example: "v9kYBZjDBmivPzMvKL6PR6",
    dataSource: "selectSpaceFilter",
  }),
);

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the filter.",
  example: "Drop test events",
});

const description = text({
  label: "Description",
  comments: "A note on the purpose of the filter.",
  example: "Keeps test events out of the profiles.",
});

const ifInput = text({
  label: "If",
  comments: "The condition in FQL. The filter applies to events that meet it.",
  example: 'event = "Test"',
});

const drop = flag({
  label: "Drop",
  comments: "When true, events that meet the condition are dropped.",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the filter applies to the events of the space.",
});

export const createFilterForSpace = segmentAction("createFilterForSpace", {
  description: "Create a filter for the events that a space receives.",
  route: "POST /filters",
  inputs: {
    integrationId,
    name: required(name),
    ifInput: at("if", required(ifInput)),
    description,
    drop,
    enabled,
  },
  example: { filter: spaceFilter },
});

export const deleteFilterById = segmentAction("deleteFilterById", {
  description: "Delete a filter of a space.",
  route: "DELETE /filters/{spaceFilterId}",
  inputs: { spaceFilterId },
  example: { deleted: true },
});

export const getFilterById = segmentAction("getFilterById", {
  description: "Get a filter of a space by its ID.",
  route: "GET /filters/{spaceFilterId}",
  inputs: { spaceFilterId },
  example: { filter: spaceFilter },
});

export const listFiltersForSpace = segmentAction("listFiltersForSpace", {
  description: "List the filters of a space.",
  route: "GET /filters",
  pages: "filters",
  inputs: { integrationId },
  example: { filters: [spaceFilter], pagination: { current: 0, totalEntries: 1 } },
});

export const updateFilterById = segmentAction("updateFilterById", {
  description: "Update a filter of a space.",
  route: "PATCH /filters/{spaceFilterId}",
  inputs: {
    integrationId,
    spaceFilterId,
    name,
    description,
    ifInput: at("if", ifInput),
    drop,
    enabled,
  },
  example: { filter: spaceFilter },
});
