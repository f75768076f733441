import { deleted, pagination, source } from "../examples/resources";
import { flag, id, keyValues, required, text } from "../inputs/fields";
import { sourceId } from "../inputs/ids";
import { segmentAction } from "../segmentAction";

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

const settings = keyValues({
  label: "Settings",
  comments:
    "The settings of the source type: keys and values, or a whole object from an earlier step. Get Source Metadata lists them under options.",
  example: "trackVersion: true",
});

const disconnectAllWarehouses = flag({
  label: "Disconnect All Warehouses",
  comments: "When true, the source is not connected to the workspace's warehouses.",
});

const name = text({
  label: "Name",
  comments: "The name the source shows in Segment.",
  example: "iOS app",
});

export const createSource = segmentAction("createSource", {
  label: "Create Source",
  description: "Create a source from the catalog.",
  route: "POST /sources",
  inputs: {
    slug: required(slug),
    enabled: { ...required(enabled), default: "true" },
    metadataId,
    settings,
    disconnectAllWarehouses,
  },
  example: { source },
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

export const listSources = segmentAction("listSources", {
  label: "List Sources",
  description: "List the sources of the workspace.",
  route: "GET /sources",
  pages: "sources",
  inputs: {},
  example: { sources: [source], pagination },
});

export const updateSource = segmentAction("updateSource", {
  label: "Update Source",
  description: "Update a source.",
  route: "PATCH /sources/{sourceId}",
  inputs: { sourceId, name, enabled, slug, settings },
  example: { source },
});
