import { label } from "../examples/labels";
import { deleted, destination, pagination, source, warehouse } from "../examples/resources";
import { schemaSettings } from "../examples/schemaSettings";
import { flag, id, json, required, text } from "../inputs/fields";
import { sourceId } from "../inputs/ids";
import { segmentAction } from "../kit/segmentAction";
import { describeSource, describeSourceType } from "../settings/describe";
import { describedSettings } from "../settings/inputs";

export { upsertSource } from "../composite/upsertSource";

const slug = text({
  label: "Slug",
  comments: "The short name of the source, unique in the workspace.",
  example: "ios-app",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the source accepts data.",
});

const metadataId = required(
  id({
    label: "Metadata ID",
    comments: "A source type of Segment's catalog.",
    example: "UBrsG9RVzw",
    dataSource: "selectSourceMetadata",
  }),
);

const settings = {
  comments:
    "The settings of the source: keys and values, or an object from an earlier step. Get Source Metadata lists the settings of a type under options. Text is converted to the type given there.",
  example: "trackVersion: true",
  jsonExample: '{"trackVersion": true}',
  form: "Enter Source Settings",
};

const newSettings = describedSettings({ ...settings, describe: describeSourceType, writes: "all" });

const changedSettings = describedSettings({
  ...settings,
  comments:
    "The settings to change: keys and values, or an object from an earlier step. Other settings are not changed. Text is converted to the type that Segment's catalog gives for the setting.",
  describe: describeSource,
  writes: "changes",
});

const disconnectAllWarehouses = flag({
  label: "Disconnect All Warehouses",
  comments: "When true, the new source is not connected to any warehouse of the workspace.",
});

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the source.",
  example: "iOS app",
});

const labels = required(
  json("addLabelsToSource", "labels", {
    label: "Labels",
    comments:
      "Existing labels to add, as a list. Each has a key and a value, which List Labels returns.",
    example: '[{"key": "environment", "value": "production"}]',
  }),
);

const allLabels = {
  ...labels,
  comments:
    "All labels of the source, as a list. Each has a key and a value, which List Labels returns. An empty list removes all labels.",
};

const writeKey = required(
  id({
    label: "Write Key",
    comments: "A write key of the source above. Get Source returns the write keys under writeKeys.",
    example: "3YdEudTwjouyC5WPjpbTik",
  }),
);

const track = json("updateSchemaSettingsInSource", "track", {
  label: "Track Settings",
  comments:
    "The handling of track calls that violate the tracking plan: allowUnplannedEvents, allowUnplannedEventProperties, allowEventOnViolations, allowPropertiesOnViolations and commonEventOnViolations (ALLOW, BLOCK or OMIT_PROPERTIES). Anything left out is not changed.",
  example: '{"allowUnplannedEvents": false, "commonEventOnViolations": "OMIT_PROPERTIES"}',
});

const identify = json("updateSchemaSettingsInSource", "identify", {
  label: "Identify Settings",
  comments:
    "The handling of identify calls that violate the tracking plan: allowUnplannedTraits, allowTraitsOnViolations and commonEventOnViolations (ALLOW, BLOCK or OMIT_TRAITS). Anything left out is not changed.",
  example: '{"allowUnplannedTraits": false, "commonEventOnViolations": "OMIT_TRAITS"}',
});

const group = json("updateSchemaSettingsInSource", "group", {
  label: "Group Settings",
  comments:
    "The handling of group calls that violate the tracking plan: allowUnplannedTraits, allowTraitsOnViolations and commonEventOnViolations (ALLOW, BLOCK or OMIT_TRAITS). Anything left out is not changed.",
  example: '{"allowUnplannedTraits": false, "commonEventOnViolations": "OMIT_TRAITS"}',
});

const forwardingViolationsTo = id({
  label: "Forwarding Violations To",
  comments:
    "The source that receives violations of the tracking plan. If left empty, it is not changed.",
  example: "wB5mZk8RtYv3QnXc7JfP2H",
  dataSource: "sources",
});

const forwardingBlockedEventsTo = id({
  label: "Forwarding Blocked Events To",
  comments: "The source that receives blocked events. If left empty, it is not changed.",
  example: "wB5mZk8RtYv3QnXc7JfP2H",
  dataSource: "sources",
});

export const addLabelsToSource = segmentAction("addLabelsToSource", {
  description: "Add existing labels to a source.",
  route: "POST /sources/{sourceId}/labels",
  inputs: { sourceId, labels },
  example: { labels: [label] },
});

export const createSource = segmentAction("createSource", {
  description: "Create a source of a type from the catalog.",
  important: true,
  route: "POST /sources",
  inputs: {
    slug: required(slug),
    enabled: { ...required(enabled), default: "true" },
    metadataId,
    settings: newSettings,
    disconnectAllWarehouses,
  },
  example: { source },
});

export const createWriteKeyForSource = segmentAction("createWriteKeyForSource", {
  description: "Create a further write key for a source, next to its existing ones.",
  route: "POST /sources/{sourceId}/writekey",
  inputs: { sourceId },
  example: { source: { ...source, writeKeys: [...source.writeKeys, "7hQx2KvTzNc5RbWm9YgJpD"] } },
});

export const deleteSource = segmentAction("deleteSource", {
  description: "Delete a source.",
  route: "DELETE /sources/{sourceId}",
  inputs: { sourceId },
  example: deleted,
});

export const getSource = segmentAction("getSource", {
  description: "Get a source by its ID.",
  route: "GET /sources/{sourceId}",
  inputs: { sourceId },
  example: { source, trackingPlanId: null },
});

export const listConnectedDestinationsFromSource = segmentAction(
  "listConnectedDestinationsFromSource",
  {
    description: "List the destinations that are connected to a source.",
    route: "GET /sources/{sourceId}/connected-destinations",
    pages: "destinations",
    inputs: { sourceId },
    example: { destinations: [destination], pagination },
  },
);

export const listConnectedWarehousesFromSource = segmentAction(
  "listConnectedWarehousesFromSource",
  {
    description: "List the warehouses that are connected to a source.",
    route: "GET /sources/{sourceId}/connected-warehouses",
    pages: "warehouses",
    inputs: { sourceId },
    example: { warehouses: [warehouse], pagination },
  },
);

export const listSchemaSettingsInSource = segmentAction("listSchemaSettingsInSource", {
  description: "Get the schema settings of a source.",
  route: "GET /sources/{sourceId}/settings",
  inputs: { sourceId },
  example: { sourceId: source.id, settings: schemaSettings },
});

export const listSources = segmentAction("listSources", {
  description: "List the sources of the workspace.",
  important: true,
  route: "GET /sources",
  pages: "sources",
  inputs: {},
  example: { sources: [source], pagination },
});

export const removeWriteKeyFromSource = segmentAction("removeWriteKeyFromSource", {
  description: "Remove a write key from a source, which no longer accepts data sent with it.",
  route: "DELETE /sources/{sourceId}/writekey/{writeKey}",
  inputs: { sourceId, writeKey },
  example: deleted,
});

export const replaceLabelsInSource = segmentAction("replaceLabelsInSource", {
  description: "Replace all labels of a source, removing the others.",
  route: "PUT /sources/{sourceId}/labels",
  inputs: { sourceId, labels: allLabels },
  example: { labels: [label] },
});

export const updateSchemaSettingsInSource = segmentAction("updateSchemaSettingsInSource", {
  description: "Update the schema settings of a source.",
  route: "PATCH /sources/{sourceId}/settings",
  inputs: {
    sourceId,
    track,
    identify,
    group,
    forwardingViolationsTo,
    forwardingBlockedEventsTo,
  },
  example: { sourceId: source.id, settings: schemaSettings },
});

export const updateSource = segmentAction("updateSource", {
  description: "Update a source.",
  route: "PATCH /sources/{sourceId}",
  inputs: { sourceId, name, enabled, slug, settings: changedSettings },
  example: { source },
});
