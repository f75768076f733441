import { pagination } from "../examples/resources";
import { advancedSyncSchedule, selectiveSync, syncReport } from "../examples/selectiveSync";
import { flag, json, required, text } from "../inputs/fields";
import { sourceId, warehouseId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const enabled = required(
  flag({
    label: "Enabled",
    comments: "When true, the warehouse syncs by this schedule.",
  }),
);

const times = json("replaceAdvancedSyncScheduleForWarehouse", "schedule.times", {
  label: "Times",
  comments:
    "The hours of the day to sync at, as a list: hourOfDay from 0 to 23, and enabled; goes together with Timezone.",
  example: '[{"hourOfDay": 8, "enabled": true}, {"hourOfDay": 20, "enabled": true}]',
});

const timezone = text({
  label: "Timezone",
  comments: "The time zone of the hours, as the TZ database names it; goes together with Times.",
  example: "Europe/Berlin",
});

const syncOverrides = required(
  json("updateSelectiveSyncForWarehouse", "syncOverrides", {
    label: "Sync Overrides",
    comments:
      "What is to sync or not, as a list: the sourceId, enabled, and optionally the one collection of it, and the one property of that, that is meant. What is not listed stays as it is.",
    example:
      '[{"sourceId": "qQEHquLrjRDN9j1ByrChyn", "collection": "orders", "property": "email", "enabled": false}]',
  }),
);

export const getAdvancedSyncScheduleFromWarehouse = segmentAction(
  "getAdvancedSyncScheduleFromWarehouse",
  {
    label: "Get Advanced Sync Schedule from Warehouse",
    description: "Get the sync schedule of a warehouse.",
    route: "GET /warehouses/{warehouseId}/advanced-sync-schedule",
    inputs: { warehouseId },
    example: { enabled: true, schedule: advancedSyncSchedule },
  },
);

export const listSelectiveSyncsFromWarehouseAndSource = segmentAction(
  "listSelectiveSyncsFromWarehouseAndSource",
  {
    label: "List Selective Syncs from Warehouse and Source",
    description: "List what a warehouse syncs of the collections of a source.",
    route: "GET /warehouses/{warehouseId}/connected-sources/{sourceId}/selective-syncs",
    pages: "items",
    inputs: { warehouseId, sourceId },
    example: { items: [selectiveSync], pagination },
  },
);

export const listSyncsFromWarehouse = segmentAction("listSyncsFromWarehouse", {
  label: "List Syncs from Warehouse",
  description: "List the reports of the syncs of a warehouse.",
  route: "GET /warehouses/{warehouseId}/syncs",
  pages: "reports",
  inputs: { warehouseId },
  example: { reports: [syncReport], pagination },
});

export const listSyncsFromWarehouseAndSource = segmentAction("listSyncsFromWarehouseAndSource", {
  label: "List Syncs from Warehouse and Source",
  description: "List the reports of the syncs of a source to a warehouse.",
  route: "GET /warehouses/{warehouseId}/connected-sources/{sourceId}/syncs",
  pages: "reports",
  inputs: { warehouseId, sourceId },
  example: { reports: [syncReport], pagination },
});

export const replaceAdvancedSyncScheduleForWarehouse = segmentAction(
  "replaceAdvancedSyncScheduleForWarehouse",
  {
    label: "Replace Advanced Sync Schedule for Warehouse",
    description: "Replace the whole sync schedule of a warehouse.",
    route: "PUT /warehouses/{warehouseId}/advanced-sync-schedule",
    inputs: {
      warehouseId,
      enabled,
      times: at("schedule.times", times),
      timezone: at("schedule.timezone", timezone),
    },
    example: { enabled: true, schedule: advancedSyncSchedule },
  },
);

export const updateSelectiveSyncForWarehouse = segmentAction("updateSelectiveSyncForWarehouse", {
  label: "Update Selective Sync for Warehouse",
  description: "Update what a warehouse syncs of its connected sources.",
  route: "PATCH /warehouses/{warehouseId}/selective-sync",
  inputs: { warehouseId, syncOverrides },
  example: { status: "UPDATED", warnings: [] },
});
