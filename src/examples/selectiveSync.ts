import type { Models } from "../contract/models";
import { source, warehouse } from "./resources";

/** The sync schedule of a warehouse, as Segment returns it. */
export const advancedSyncSchedule: Models["AdvancedWarehouseSyncScheduleV1Output"] = {
  times: [
    { hourOfDay: 8, enabled: true },
    { hourOfDay: 20, enabled: true },
  ],
  timezone: "Europe/Berlin",
};

/** A collection with its sync state in a warehouse, as Segment returns it. */
export const selectiveSync: Models["WarehouseSelectiveSyncItemV1"] = {
  sourceId: source.id,
  collection: "orders",
  warehouseId: warehouse.id,
  enabled: true,
  properties: { total: { enabled: true }, email: { enabled: false } },
};

/** The report of a sync as Segment returns it. */
export const syncReport: Models["SyncV1"] = {
  sourceId: source.id,
  start: "2026-01-31T08:00:00.000Z",
  end: "2026-01-31T08:01:30.000Z",
  status: "SUCCESS",
  duration: 90,
  humanDuration: "1m30s",
  count: 42,
  notices: [
    {
      level: "INFO",
      message: "42 rows were synced.",
      createdAt: "2026-01-31T08:01:30.000Z",
    },
  ],
};
