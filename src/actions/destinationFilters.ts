import { destinationFilter } from "../examples/destinationFilters";
import { deleted, pagination } from "../examples/resources";
import { flag, id, json, required, text } from "../inputs/fields";
import { destinationId, sourceId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const filterId = required(
  id({
    label: "Filter ID",
    comments: "The filter to use; the choices are those of the destination above.",
    example: "FdETKFDauL52CwGKc3ptUJ",
    dataSource: "selectDestinationFilter",
  }),
);

const filteredSourceId = {
  ...sourceId,
  comments: "The source whose events are filtered: the one that the destination is connected to.",
};

const title = text({
  label: "Title",
  comments: "The name of the filter.",
  example: "Withhold email addresses",
});

const description = text({
  label: "Description",
  comments: "What the filter is for.",
  example: "Keeps email addresses out of the stream.",
});

const ifInput = text({
  label: "If",
  comments:
    "The FQL condition an event must meet to be filtered. Preview Destination Filter tries it: with an invalid one, events are not sent on at all.",
  example: 'type = "track"',
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the filter is applied to events.",
});

const actionsOptions = {
  label: "Actions",
  comments:
    "What is done with matching events, as a list: DROP drops them, SAMPLE lets the share given as percent (0 to 1) through, optionally chosen by the value at path, ALLOW_PROPERTIES and DROP_PROPERTIES keep or remove keys. The fields name these keys by the object they are in, such as properties.",
  example: '[{"type": "DROP_PROPERTIES", "fields": {"properties": ["email"]}}]',
} as const;

const actions = json("createFilterForDestination", "actions", actionsOptions);
const previewedActions = json("previewDestinationFilter", "filter.actions", actionsOptions);

const payload = json("previewDestinationFilter", "payload", {
  label: "Payload",
  comments: "The event to try the filter on, as Segment receives it.",
  example: '{"type": "track", "properties": {"total": 42, "email": "ada@example.com"}}',
});

export const createFilterForDestination = segmentAction("createFilterForDestination", {
  label: "Create Filter for Destination",
  description: "Create a filter of the events that a destination receives.",
  route: "POST /destination/{destinationId}/filters",
  inputs: {
    destinationId,
    sourceId: filteredSourceId,
    title: required(title),
    ifInput: at("if", required(ifInput)),
    actions: required(actions),
    enabled: required(enabled),
    description,
  },
  example: { filter: destinationFilter },
});

export const getFilterInDestination = segmentAction("getFilterInDestination", {
  label: "Get Filter in Destination",
  description: "Get a filter of a destination by its ID.",
  route: "GET /destination/{destinationId}/filters/{filterId}",
  inputs: { destinationId, filterId },
  example: { filter: destinationFilter },
});

export const listFiltersFromDestination = segmentAction("listFiltersFromDestination", {
  label: "List Filters from Destination",
  description: "List the filters of a destination.",
  route: "GET /destination/{destinationId}/filters",
  pages: "filters",
  inputs: { destinationId },
  example: { filters: [destinationFilter], pagination },
});

export const previewDestinationFilter = segmentAction("previewDestinationFilter", {
  label: "Preview Destination Filter",
  description: "Try a destination filter on one event without saving it.",
  route: "POST /destination/filters/preview",
  readOnly: true,
  inputs: {
    ifInput: at("filter.if", required(ifInput)),
    actions: at("filter.actions", required(previewedActions)),
    payload: required(payload),
  },
  example: {
    inputPayload: { type: "track", properties: { total: 42, email: "ada@example.com" } },
    result: { type: "track", properties: { total: 42 } },
  },
});

export const removeFilterFromDestination = segmentAction("removeFilterFromDestination", {
  label: "Remove Filter from Destination",
  description: "Delete a filter of a destination.",
  route: "DELETE /destination/{destinationId}/filters/{filterId}",
  inputs: { destinationId, filterId },
  example: deleted,
});

export const updateFilterForDestination = segmentAction("updateFilterForDestination", {
  label: "Update Filter for Destination",
  description: "Update a filter of a destination.",
  route: "PATCH /destination/{destinationId}/filters/{filterId}",
  inputs: {
    destinationId,
    filterId,
    title,
    description,
    ifInput: at("if", ifInput),
    actions,
    enabled,
  },
  example: { filter: destinationFilter },
});
