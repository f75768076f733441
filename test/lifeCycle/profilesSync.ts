import { POSTGRES } from "../../simulator/harness/postgres";
import type { Step } from "./step";

const warehouses = "/spaces/{space}/profiles-warehouses";
const settings = { host: "db", port: "5432", database: "d", username: "u", password: "p4ssw0rd" };

/** Profiles warehouses. */
export const profilesSync: Step[] = [
  ["listSpaces", "GET", "/spaces", undefined, { space: "spaces.0.id" }],
  [
    "createProfilesWarehouse",
    "POST",
    warehouses,
    { metadataId: POSTGRES, name: "Profiles", settings, schemaName: "people" },
    "profiles",
  ],
  ["listProfilesWarehouseInSpace", "GET", warehouses],
  [
    "updateProfilesWarehouseForSpaceWarehouse",
    "PATCH",
    `${warehouses}/{profiles}`,
    { enabled: false, settings: { port: "5433" } },
  ],
  [
    "updateSelectiveSyncForWarehouseAndSpace",
    "PATCH",
    `${warehouses}/{profiles}/selective-syncs`,
    {
      enableEventTables: true,
      syncOverrides: [{ collection: "order_completed", property: "total", enabled: false }],
    },
  ],
  [
    "listSelectiveSyncsFromWarehouseAndSpace",
    "GET",
    `${warehouses}/{profiles}/selective-syncs?pagination[count]=100`,
  ],
  ["removeProfilesWarehouseFromSpace", "DELETE", `${warehouses}/{profiles}`],
];
