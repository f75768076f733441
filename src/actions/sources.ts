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
  comments: "The slug the source goes by in Segment; unique in the workspace.",
  example: "ios-app",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the source accepts data.",
});

const metadataId = required(
  id({
    label: "Metadata ID",
    comments: "The source type, from the catalog.",
    example: "UBrsG9RVzw",
    dataSource: "selectSourceMetadata",
  }),
);

const settings = {
  comments:
    "The settings of the source: keys and values, or a whole object from an earlier step. Get Source Metadata lists those of a type under options; text becomes what they say.",
  example: "syncHistory: true",
  jsonExample: '{"syncHistory": true}',
  form: "Enter Source Settings",
};

const newSettings = describedSettings({ ...settings, describe: describeSourceType, writes: "all" });

const changedSettings = describedSettings({
  ...settings,
  comments:
    "The settings to change: keys and values, or a whole object from an earlier step. Those not named stay as they are; text becomes what the source's type says.",
  describe: describeSource,
  writes: "changes",
});

const disconnectAllWarehouses = flag({
  label: "Disconnect All Warehouses",
  comments: "When true, the new source is connected to none of the workspace's warehouses.",
});

const name = text({
  label: "Name",
  comments: "The name the source shows in Segment.",
  example: "iOS app",
});

const labels = required(
  json("addLabelsToSource", "labels", {
    label: "Labels",
    comments: "The labels, as a list: the key and value of each, which List Labels answers.",
    example: '[{"key": "environment", "value": "production"}]',
  }),
);

const allLabels = {
  ...labels,
  comments:
    "All labels the source is to have, as a list: the key and value of each, which List Labels answers. An empty list takes all labels away.",
};

const writeKey = required(
  id({
    label: "Write Key",
    comments: "The write key to remove. Get Source lists those of the source under writeKeys.",
    example: "3YdEudTwjouyC5WPjpbTik",
  }),
);

const track = json("updateSchemaSettingsInSource", "track", {
  label: "Track",
  comments:
    "What happens to track calls that break the tracking plan: allowUnplannedEvents, allowUnplannedEventProperties, allowEventOnViolations, allowPropertiesOnViolations and commonEventOnViolations (ALLOW, BLOCK or OMIT_PROPERTIES). What is left out stays as it is.",
  example: '{"allowUnplannedEvents": false, "commonEventOnViolations": "OMIT_PROPERTIES"}',
});

const identify = json("updateSchemaSettingsInSource", "identify", {
  label: "Identify",
  comments:
    "What happens to identify calls that break the tracking plan: allowUnplannedTraits, allowTraitsOnViolations and commonEventOnViolations (ALLOW, BLOCK or OMIT_TRAITS). What is left out stays as it is.",
  example: '{"allowUnplannedTraits": false, "commonEventOnViolations": "OMIT_TRAITS"}',
});

const group = json("updateSchemaSettingsInSource", "group", {
  label: "Group",
  comments:
    "What happens to group calls that break the tracking plan: allowUnplannedTraits, allowTraitsOnViolations and commonEventOnViolations (ALLOW, BLOCK or OMIT_TRAITS). What is left out stays as it is.",
  example: '{"allowUnplannedTraits": false, "commonEventOnViolations": "OMIT_TRAITS"}',
});

const forwardingViolationsTo = id({
  label: "Forwarding Violations To",
  comments:
    "The source that violations of the tracking plan are sent to; the choices are those of the workspace.",
  example: "wB5mZk8RtYv3QnXc7JfP2H",
  dataSource: "sources",
});

const forwardingBlockedEventsTo = id({
  label: "Forwarding Blocked Events To",
  comments: "The source that blocked events are sent to; the choices are those of the workspace.",
  example: "wB5mZk8RtYv3QnXc7JfP2H",
  dataSource: "sources",
});

export const addLabelsToSource = segmentAction("addLabelsToSource", {
  label: "Add Labels to Source",
  description: "Add labels to a source.",
  route: "POST /sources/{sourceId}/labels",
  inputs: { sourceId, labels },
  example: { labels: [label] },
});

export const createSource = segmentAction("createSource", {
  label: "Create Source",
  description: "Create a source from the catalog.",
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
  label: "Create Write Key for Source",
  description: "Create one more write key for a source, beside those it has.",
  route: "POST /sources/{sourceId}/writekey",
  inputs: { sourceId },
  example: { source: { ...source, writeKeys: [...source.writeKeys, "7hQx2KvTzNc5RbWm9YgJpD"] } },
});

export const deleteSource = segmentAction("deleteSource", {
  label: "Delete Source",
  description: "Delete a source.",
  route: "DELETE /sources/{sourceId}",
  inputs: { sourceId },
  example: deleted,
});

export const getSource = segmentAction("getSource", {
  label: "Get Source",
  description: "Get a source by its ID.",
  route: "GET /sources/{sourceId}",
  inputs: { sourceId },
  example: { source, trackingPlanId: null },
});

export const listConnectedDestinationsFromSource = segmentAction(
  "listConnectedDestinationsFromSource",
  {
    label: "List Connected Destinations from Source",
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
    label: "List Connected Warehouses from Source",
    description: "List the warehouses that are connected to a source.",
    route: "GET /sources/{sourceId}/connected-warehouses",
    pages: "warehouses",
    inputs: { sourceId },
    example: { warehouses: [warehouse], pagination },
  },
);

export const listSchemaSettingsInSource = segmentAction("listSchemaSettingsInSource", {
  label: "List Schema Settings in Source",
  description: "Get the schema settings of a source.",
  route: "GET /sources/{sourceId}/settings",
  inputs: { sourceId },
  example: { sourceId: source.id, settings: schemaSettings },
});

export const listSources = segmentAction("listSources", {
  label: "List Sources",
  description: "List the sources of the workspace.",
  route: "GET /sources",
  pages: "sources",
  inputs: {},
  example: { sources: [source], pagination },
});

export const removeWriteKeyFromSource = segmentAction("removeWriteKeyFromSource", {
  label: "Remove Write Key from Source",
  description: "Remove a write key from a source, so that nothing can be sent with it any longer.",
  route: "DELETE /sources/{sourceId}/writekey/{writeKey}",
  inputs: { sourceId, writeKey },
  example: deleted,
});

export const replaceLabelsInSource = segmentAction("replaceLabelsInSource", {
  label: "Replace Labels in Source",
  description: "Replace all labels of a source, taking away those not given.",
  route: "PUT /sources/{sourceId}/labels",
  inputs: { sourceId, labels: allLabels },
  example: { labels: [label] },
});

export const updateSchemaSettingsInSource = segmentAction("updateSchemaSettingsInSource", {
  label: "Update Schema Settings in Source",
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
  label: "Update Source",
  description: "Update a source.",
  route: "PATCH /sources/{sourceId}",
  inputs: { sourceId, name, enabled, slug, settings: changedSettings },
  example: { source },
});
