import { invalid, notFound } from "../contract/errors";
import type { Settings } from "../state/settings";
import type { ProfilesSync, ProfilesWarehouse } from "../state/space";
import { seenEvents } from "../state/spaceSchema";
import type { Workspace } from "../state/workspace";
import { crud } from "./crud";
import type { ApiRequest, Handlers } from "./handler";
import { listData } from "./lists";
import { findSpace } from "./lookup";
import { warehouseView } from "./views";
import { checkWarehouse, withName } from "./warehouses";

interface UpdateWarehouse {
  name?: string;
  enabled?: boolean;
  settings: Settings;
  schemaName?: string;
}

interface UpdateSync {
  syncOverrides?: { collection: string; enabled: boolean; property?: string }[];
  enableEventTables?: boolean;
}

interface Table {
  collection: string;
  properties: string[];
}

/** The tables of every profiles warehouse. */
const TABLES: Table[] = [
  { collection: "id_graph_updates", properties: ["segment_id", "canonical_segment_id"] },
  {
    collection: "external_id_mapping_updates",
    properties: ["segment_id", "external_id_type", "external_id_value"],
  },
  { collection: "profile_traits_updates", properties: ["segment_id", "name", "value"] },
];

/** The event tables of a profiles warehouse, which are off by default. */
const EVENT_TABLES: Table[] = seenEvents
  .filter(({ type }) => type === "TRACK")
  .map(({ name, properties }) => ({
    collection: snakeCase(name),
    properties: ["segment_id", ...properties.map((property) => snakeCase(property.name))],
  }));

/** The profiles warehouses of a space and their selective sync. */
export const profilesSync: Handlers = {
  ...crud<ProfilesWarehouse>({
    operations: {
      list: "listProfilesWarehouseInSpace",
      create: "createProfilesWarehouse",
      update: "updateProfilesWarehouseForSpaceWarehouse",
      remove: "removeProfilesWarehouseFromSpace",
    },
    label: "profiles warehouse",
    param: "warehouseId",
    item: "profilesWarehouse",
    items: "profilesWarehouses",
    collection: (workspace, request) => findSpace(request, workspace).profilesWarehouses,
    view: warehouseView,
    create(request, workspace) {
      const { id: spaceId, slug } = findSpace(request, workspace);
      const body = request.body as UpdateWarehouse & { metadataId: string };
      const { metadataId, name, enabled = true, settings, schemaName = slug } = body;
      checkWarehouse(metadataId, settings, { complete: true }, workspace);
      const id = workspace.ids.next();
      return { id, spaceId, metadataId, enabled, settings: withName(settings, name), schemaName };
    },
    created({ id }, request, workspace) {
      findSpace(request, workspace).profilesSyncs.put({ id, enableEventTables: false, off: [] });
    },
    update(warehouse, { body }, workspace) {
      const { name, settings, ...changes } = body as UpdateWarehouse;
      checkWarehouse(
        warehouse.metadataId,
        settings,
        { complete: false, held: warehouse.settings },
        workspace,
      );
      const merged = withName({ ...warehouse.settings, ...settings }, name);
      return { ...warehouse, ...changes, settings: merged };
    },
    removed: ({ id }, workspace, request) => {
      findSpace(request, workspace).profilesSyncs.delete(id);
    },
  }),
  listSelectiveSyncsFromWarehouseAndSpace(request, workspace) {
    const sync = findProfilesSync(request, workspace);
    const { enableEventTables } = sync;
    const items = listData(request, "items", listTables(sync), (table) => tableView(table, sync));
    return { ...items, enableEventTables };
  },
  updateSelectiveSyncForWarehouseAndSpace(request, workspace) {
    const before = findProfilesSync(request, workspace);
    const { syncOverrides = [], enableEventTables = before.enableEventTables } =
      request.body as UpdateSync;
    const tables = listTables({ enableEventTables });
    const off = new Set(before.off);
    for (const [index, override] of syncOverrides.entries()) {
      const place = overrideKey(override, tables, `syncOverrides[${index}]`);
      if (override.enabled) off.delete(place);
      else off.add(place);
    }
    const after = { ...before, enableEventTables, off: [...off].sort() };
    findSpace(request, workspace).profilesSyncs.put(after);
    return { status: JSON.stringify(after) === JSON.stringify(before) ? "UNCHANGED" : "UPDATED" };
  },
};

function findProfilesSync(request: ApiRequest, workspace: Workspace): ProfilesSync {
  const id = request.params.warehouseId ?? "";
  const sync = findSpace(request, workspace).profilesSyncs.get(id);
  if (sync === undefined) throw notFound("profiles warehouse", id);
  return sync;
}

function listTables({ enableEventTables }: Pick<ProfilesSync, "enableEventTables">): Table[] {
  return enableEventTables ? [...TABLES, ...EVENT_TABLES] : TABLES;
}

function tableView({ collection, properties }: Table, { id, off }: ProfilesSync): unknown {
  return {
    collection,
    warehouseId: id,
    enabled: !off.includes(collection),
    properties: Object.fromEntries(
      properties.map((name) => [name, !off.includes(`${collection}/${name}`)]),
    ),
  };
}

/** Returns the stored key of an override. Throws 422 for an unknown table or property. */
function overrideKey(
  { collection, property }: { collection: string; property?: string },
  tables: Table[],
  field: string,
): string {
  const table = tables.find((one) => one.collection === collection);
  if (table === undefined) {
    throw invalid(`${field}.collection`, `${field}.collection ${collection} is not synced`);
  }
  if (property === undefined) return collection;
  if (!table.properties.includes(property)) {
    throw invalid(`${field}.property`, `${field}.property ${property} is not in ${collection}`);
  }
  return `${collection}/${property}`;
}

function snakeCase(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
}
