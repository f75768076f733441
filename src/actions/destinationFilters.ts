import { destinationFilter } from "../examples/destinationFilters";
import { deleted, pagination } from "../examples/resources";
import { flag, id, json, required, text } from "../inputs/fields";
import { destinationId, sourceId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const filterId = required(
  id({
    label: "Filter ID",
    comments: "A filter of the destination above.",
    example: "FdETKFDauL52CwGKc3ptUJ",
    dataSource: "selectDestinationFilter",
  }),
);

const filteredSourceId = {
  ...sourceId,
  comments: "The source that the destination is connected to.",
};

const title = text({
  label: "Title",
  comments: "The name that Segment shows for the filter.",
  example: "Withhold email addresses",
});

const description = text({
  label: "Description",
  comments: "A note on the purpose of the filter.",
  example: "Keeps email addresses out of the stream.",
});

const ifInput = text({
  label: "If",
  comments:
    "The FQL condition for the events to filter. With an invalid condition, the destination receives no events: try it in Preview Destination Filter first.",
  example: 'type = "track"',
});

const previewedIf = {
  ...ifInput,
  comments: "The FQL condition to try. If it is invalid, the step fails with the reason.",
};

const enabled = flag({
  label: "Enabled",
  comments: "When true, the filter applies to events.",
});

const actionsOptions = {
  label: "Actions",
  comments:
    "The changes to events that meet the condition, as a list. DROP drops them. SAMPLE lets through the share given as percent (0 to 1), optionally chosen by the value at path. ALLOW_PROPERTIES and DROP_PROPERTIES keep or remove the keys in fields, by the object they are in, such as properties.",
  example: '[{"type": "DROP_PROPERTIES", "fields": {"properties": ["email"]}}]',
} as const;

const actions = json("createFilterForDestination", "actions", actionsOptions);
const previewedActions = json("previewDestinationFilter", "filter.actions", actionsOptions);

const payload = json("previewDestinationFilter", "payload", {
  label: "Payload",
  comments: "A sample event, as Segment receives it.",
  example: '{"type": "track", "properties": {"total": 42, "email": "ada@example.com"}}',
});

export const createFilterForDestination = segmentAction("createFilterForDestination", {
  description: "Create a filter for the events that a destination receives.",
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
  description: "Get a filter of a destination by its ID.",
  route: "GET /destination/{destinationId}/filters/{filterId}",
  inputs: { destinationId, filterId },
  example: { filter: destinationFilter },
});

export const listFiltersFromDestination = segmentAction("listFiltersFromDestination", {
  description: "List the filters of a destination.",
  route: "GET /destination/{destinationId}/filters",
  pages: "filters",
  inputs: { destinationId },
  example: { filters: [destinationFilter], pagination },
});

export const previewDestinationFilter = segmentAction("previewDestinationFilter", {
  description: "Apply a destination filter to a sample event without saving the filter.",
  route: "POST /destination/filters/preview",
  readOnly: true,
  inputs: {
    ifInput: at("filter.if", required(previewedIf)),
    actions: at("filter.actions", required(previewedActions)),
    payload: required(payload),
  },
  example: {
    inputPayload: { type: "track", properties: { total: 42, email: "ada@example.com" } },
    result: { type: "track", properties: { total: 42 } },
  },
});

export const removeFilterFromDestination = segmentAction("removeFilterFromDestination", {
  description: "Delete a filter of a destination.",
  route: "DELETE /destination/{destinationId}/filters/{filterId}",
  inputs: { destinationId, filterId },
  example: deleted,
});

export const updateFilterForDestination = segmentAction("updateFilterForDestination", {
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
