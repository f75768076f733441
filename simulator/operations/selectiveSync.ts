import { invalid, notFound } from "../contract/errors";
import type { SyncOverride } from "../state/warehouses";
import type { Workspace } from "../state/workspace";
import { requireEntries } from "./checks";
import { addOverride, listCollections } from "./collections";
import type { ApiRequest, Handlers } from "./handler";
import { listData } from "./lists";
import { findSource, findWarehouse } from "./lookup";

type Wanted = Omit<SyncOverride, "id" | "warehouseId">;

/** Selective sync: the tables and columns of a source that a warehouse loads. */
export const selectiveSync: Handlers = {
  listSelectiveSyncsFromWarehouseAndSource(request, workspace) {
    const { warehouseId, sourceId } = findSyncConnection(request, workspace);
    const items = listCollections(findOverrides(warehouseId, sourceId, workspace));
    return listData(request, "items", items, (item) => ({ sourceId, warehouseId, ...item }));
  },
  updateSelectiveSyncForWarehouse({ params, body }, workspace) {
    const { id } = findWarehouse(params.warehouseId, workspace);
    const wanted = requireEntries(
      "syncOverrides",
      (body as { syncOverrides: Wanted[] }).syncOverrides,
    );
    for (const [index, one] of wanted.entries()) {
      checkOverride(one, `syncOverrides[${index}]`, id, workspace);
    }
    const warnings = wanted.flatMap(findWarnings);
    const known = wanted.filter((one) => findWarnings(one).length === 0);
    const changes = known.filter((one) => applyOverride(one, id, workspace));
    return { status: changes.length > 0 ? "UPDATED" : "UNCHANGED", warnings };
  },
};

/** Returns the source and the warehouse of a path. Throws 404 if they are not connected. */
export function findSyncConnection(
  { params }: ApiRequest,
  workspace: Workspace,
): { sourceId: string; warehouseId: string } {
  const warehouse = findWarehouse(params.warehouseId, workspace);
  const source = findSource(params.sourceId, workspace);
  const connection = workspace.connections.get(`${warehouse.id}/${source.id}`);
  if (connection !== undefined) return connection;
  throw notFound(`connection of warehouse ${warehouse.id} to source`, source.id);
}

function findOverrides(
  warehouseId: string,
  sourceId: string,
  workspace: Workspace,
): SyncOverride[] {
  return workspace.syncOverrides.all.filter(
    (one) => one.warehouseId === warehouseId && one.sourceId === sourceId,
  );
}

/** Returns true if the override changed anything. */
function applyOverride(wanted: Wanted, warehouseId: string, workspace: Workspace): boolean {
  const { sourceId, collection = "", property = "" } = wanted;
  const id = [warehouseId, sourceId, collection, property].join("/");
  const before = findOverrides(warehouseId, sourceId, workspace);
  const after = addOverride(before, { id, warehouseId, ...wanted });
  const { syncOverrides: overrides } = workspace;
  for (const removed of before) overrides.delete(removed.id);
  for (const kept of after) overrides.put(kept);
  return JSON.stringify(listCollections(before)) !== JSON.stringify(listCollections(after));
}

function checkOverride(
  { sourceId, collection, property }: Wanted,
  field: string,
  warehouseId: string,
  workspace: Workspace,
): void {
  if (workspace.connections.get(`${warehouseId}/${sourceId}`) === undefined) {
    throw invalid(
      `${field}.sourceId`,
      `${field}.sourceId ${sourceId} is not a source connected to warehouse ${warehouseId}`,
    );
  }
  if (property !== undefined && collection === undefined) {
    throw invalid(`${field}.collection`, `${field}.collection is required with property`);
  }
}

function findWarnings({ sourceId, collection, property }: Wanted): string[] {
  if (collection === undefined) return [];
  const found = listCollections([]).find((one) => one.collection === collection);
  if (found === undefined) return [`source ${sourceId} has no collection ${collection}`];
  if (property === undefined || Object.hasOwn(found.properties, property)) return [];
  return [`collection ${collection} of source ${sourceId} has no property ${property}`];
}
