import { deleted, pagination } from "../examples/resources";
import { profilesTable, profilesWarehouse } from "../examples/spaces";
import { flag, id, json, required, text } from "../inputs/fields";
import { spaceId } from "../inputs/ids";
import { segmentAction } from "../kit/segmentAction";
import { describeProfilesWarehouse } from "../settings/describe";
import {
  changedWarehouseSettings,
  warehouseMetadataId as metadataId,
  warehouseSettings as settings,
} from "../settings/warehouseInputs";

const warehouseId = required(
  id({
    label: "Warehouse ID",
    comments: "A profiles warehouse of the space above.",
    example: "gT4nWxQ8kVbRz2LcYm6JpD",
    dataSource: "selectProfilesWarehouse",
  }),
);

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the warehouse.",
  example: "Profiles",
});

const enabled = flag({
  label: "Enabled",
  comments: "When true, the warehouse receives profiles.",
});

const changedSettings = changedWarehouseSettings(describeProfilesWarehouse);

const schemaName = text({
  label: "Schema Name",
  comments:
    "The schema in the warehouse that profiles are written to. If left empty, a schema with the name of the space.",
  example: "production",
});

const changedSchemaName = text({
  label: "Schema Name",
  comments:
    "The schema in the warehouse that profiles are written to. If left empty, it is not changed.",
  example: "production",
});

const syncOverrides = json("updateSelectiveSyncForWarehouseAndSpace", "syncOverrides", {
  label: "Sync Overrides",
  comments:
    "The tables to turn on or off, as a list. Each entry has a collection and enabled; a property narrows it down to one property. Anything not listed is not changed.",
  example: '[{"collection": "profile_traits_updates", "property": "value", "enabled": false}]',
});

const enableEventTables = flag({
  label: "Enable Event Tables",
  comments: "When true, each event is written to a table of its own.",
});

export const createProfilesWarehouse = segmentAction("createProfilesWarehouse", {
  description: "Create a warehouse for the profiles of a space.",
  route: "POST /spaces/{spaceId}/profiles-warehouses",
  inputs: { spaceId, metadataId, name, enabled, settings, schemaName },
  example: { profilesWarehouse },
});

export const listProfilesWarehouseInSpace = segmentAction("listProfilesWarehouseInSpace", {
  description: "List the warehouses for the profiles of a space.",
  route: "GET /spaces/{spaceId}/profiles-warehouses",
  pages: "profilesWarehouses",
  inputs: { spaceId },
  example: { profilesWarehouses: [profilesWarehouse], pagination },
});

export const listSelectiveSyncsFromWarehouseAndSpace = segmentAction(
  "listSelectiveSyncsFromWarehouseAndSpace",
  {
    description: "List the tables of a profiles warehouse with their sync state.",
    route: "GET /spaces/{spaceId}/profiles-warehouses/{warehouseId}/selective-syncs",
    pages: "items",
    inputs: { spaceId, warehouseId },
    example: { items: [profilesTable], enableEventTables: false, pagination },
  },
);

export const removeProfilesWarehouseFromSpace = segmentAction("removeProfilesWarehouseFromSpace", {
  description: "Delete a profiles warehouse of a space from Segment.",
  route: "DELETE /spaces/{spaceId}/profiles-warehouses/{warehouseId}",
  inputs: { spaceId, warehouseId },
  example: deleted,
});

export const updateProfilesWarehouseForSpaceWarehouse = segmentAction(
  "updateProfilesWarehouseForSpaceWarehouse",
  {
    description: "Update a profiles warehouse of a space.",
    route: "PATCH /spaces/{spaceId}/profiles-warehouses/{warehouseId}",
    inputs: {
      spaceId,
      warehouseId,
      name,
      enabled,
      settings: changedSettings,
      schemaName: changedSchemaName,
    },
    example: { profilesWarehouse },
  },
);

export const updateSelectiveSyncForWarehouseAndSpace = segmentAction(
  "updateSelectiveSyncForWarehouseAndSpace",
  {
    description: "Turn the sync of tables or properties to a profiles warehouse on or off.",
    route: "PATCH /spaces/{spaceId}/profiles-warehouses/{warehouseId}/selective-syncs",
    inputs: { spaceId, warehouseId, syncOverrides, enableEventTables },
    example: { status: "UPDATED" },
  },
);
