import type { Settings } from "./settings";

/** A stored warehouse. Its name, if it has one, is in its settings. */
export interface Warehouse {
  id: string;
  metadataId: string;
  enabled: boolean;
  settings: Settings;
}

/** The sync schedule of a warehouse. Its id is the warehouse's. */
export interface SyncSchedule {
  id: string;
  enabled: boolean;
  schedule?: { times: { hourOfDay: number; enabled: boolean }[]; timezone: string };
}

/** The selective sync choice for a source, a collection of it, or a property of that collection. */
export interface SyncOverride {
  id: string;
  warehouseId: string;
  sourceId: string;
  collection?: string;
  property?: string;
  enabled: boolean;
}
