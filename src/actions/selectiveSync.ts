import { pagination } from "../examples/resources";
import { advancedSyncSchedule, selectiveSync, syncReport } from "../examples/selectiveSync";
import { flag, json, required, text } from "../inputs/fields";
import { sourceId, warehouseId } from "../inputs/ids";
import { at } from "../kit/at";
import { segmentAction } from "../kit/segmentAction";

const enabled = required(
  flag({
    label: "Enabled",
    comments: "When true, the warehouse syncs on this schedule.",
  }),
);

const times = json("replaceAdvancedSyncScheduleForWarehouse", "schedule.times", {
  label: "Times",
  comments:
    "The hours of the day for syncs, as a list: each entry has hourOfDay, from 0 to 23, and enabled. Set it together with Timezone.",
  example: '[{"hourOfDay": 8, "enabled": true}, {"hourOfDay": 20, "enabled": true}]',
});

const timezone = text({
  label: "Timezone",
  comments:
    "The time zone of the hours, by its name in the TZ database. Set it together with Times.",
  example: "Europe/Berlin",
});

const syncOverrides = required(
  json("updateSelectiveSyncForWarehouse", "syncOverrides", {
    label: "Sync Overrides",
    comments:
      "The sources, collections or properties to turn on or off, as a list. Each entry has a sourceId and enabled; a collection narrows it down to one collection, and a property to one property of that. Anything not listed is not changed.",
    example:
      '[{"sourceId": "qQEHquLrjRDN9j1ByrChyn", "collection": "orders", "property": "email", "enabled": false}]',
  }),
);

export const getAdvancedSyncScheduleFromWarehouse = segmentAction(
  "getAdvancedSyncScheduleFromWarehouse",
  {
    description: "Get the sync schedule of a warehouse.",
    route: "GET /warehouses/{warehouseId}/advanced-sync-schedule",
    inputs: { warehouseId },
    example: { enabled: true, schedule: advancedSyncSchedule },
  },
);

export const listSelectiveSyncsFromWarehouseAndSource = segmentAction(
  "listSelectiveSyncsFromWarehouseAndSource",
  {
    description: "List the collections of a source with their sync state in a warehouse.",
    route: "GET /warehouses/{warehouseId}/connected-sources/{sourceId}/selective-syncs",
    pages: "items",
    inputs: { warehouseId, sourceId },
    example: { items: [selectiveSync], pagination },
  },
);

export const listSyncsFromWarehouse = segmentAction("listSyncsFromWarehouse", {
  description: "List the reports of the syncs of a warehouse.",
  route: "GET /warehouses/{warehouseId}/syncs",
  pages: "reports",
  inputs: { warehouseId },
  example: { reports: [syncReport], pagination },
});

export const listSyncsFromWarehouseAndSource = segmentAction("listSyncsFromWarehouseAndSource", {
  description: "List the reports of the syncs of a source to a warehouse.",
  route: "GET /warehouses/{warehouseId}/connected-sources/{sourceId}/syncs",
  pages: "reports",
  inputs: { warehouseId, sourceId },
  example: { reports: [syncReport], pagination },
});

export const replaceAdvancedSyncScheduleForWarehouse = segmentAction(
  "replaceAdvancedSyncScheduleForWarehouse",
  {
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
  description: "Turn the sync of sources, collections or properties to a warehouse on or off.",
  route: "PATCH /warehouses/{warehouseId}/selective-sync",
  inputs: { warehouseId, syncOverrides },
  example: { status: "UPDATED", warnings: [] },
});
