import { POSTGRES, postgresSettings } from "../../simulator/harness/postgres";
import type { Step } from "./step";

/** The selective sync and the sync schedule of a warehouse. */
export const selectiveSync: Step[] = [
  [
    "createSource",
    "POST",
    "/sources",
    { slug: "loaded", enabled: true, metadataId: "IqDTy1TpoU" },
    "loadedSource",
  ],
  [
    "createWarehouse",
    "POST",
    "/warehouses",
    { metadataId: POSTGRES, settings: postgresSettings },
    "loadedWarehouse",
  ],
  [
    "getAdvancedSyncScheduleFromWarehouse",
    "GET",
    "/warehouses/{loadedWarehouse}/advanced-sync-schedule",
  ],
  [
    "replaceAdvancedSyncScheduleForWarehouse",
    "PUT",
    "/warehouses/{loadedWarehouse}/advanced-sync-schedule",
    {
      enabled: true,
      schedule: { times: [{ hourOfDay: 4, enabled: true }], timezone: "Europe/Berlin" },
    },
  ],
  [
    "getAdvancedSyncScheduleFromWarehouse",
    "GET",
    "/warehouses/{loadedWarehouse}/advanced-sync-schedule",
  ],
  [
    "updateSelectiveSyncForWarehouse",
    "PATCH",
    "/warehouses/{loadedWarehouse}/selective-sync",
    { syncOverrides: [{ sourceId: "{loadedSource}", collection: "pages", enabled: false }] },
  ],
  [
    "listSelectiveSyncsFromWarehouseAndSource",
    "GET",
    "/warehouses/{loadedWarehouse}/connected-sources/{loadedSource}/selective-syncs",
  ],
  [
    "listSyncsFromWarehouseAndSource",
    "GET",
    "/warehouses/{loadedWarehouse}/connected-sources/{loadedSource}/syncs?pagination[count]=5",
  ],
  ["listSyncsFromWarehouse", "GET", "/warehouses/{loadedWarehouse}/syncs?pagination[count]=50"],
  ["deleteWarehouse", "DELETE", "/warehouses/{loadedWarehouse}"],
  ["deleteSource", "DELETE", "/sources/{loadedSource}"],
];
