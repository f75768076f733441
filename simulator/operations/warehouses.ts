import type { Option } from "../catalog/types";
import { notFound } from "../contract/errors";
import { checkSettings } from "../settings/catalogSettings";
import type { WriteCheck } from "../settings/declarations";
import type { Settings } from "../state/settings";
import type { Warehouse } from "../state/warehouses";
import type { Workspace } from "../state/workspace";
import { CREDENTIAL, checkCredential } from "./credentials";
import { crud } from "./crud";
import type { Handlers } from "./handler";
import { listData } from "./lists";
import { findSource, findWarehouse, requireMetadata } from "./lookup";
import { sourceView, warehouseView } from "./views";

interface CreateWarehouse {
  metadataId: string;
  name?: string;
  enabled?: boolean;
  settings: Settings;
  disconnectAllSources?: boolean;
}

interface UpdateWarehouse {
  name?: string | null;
  enabled?: boolean;
  settings: Settings;
}

/** The name, which every warehouse accepts as a setting although the catalog does not list it. */
const NAME: Option = { name: "name", type: "string", required: false };

const basics = crud<Warehouse>({
  operations: {
    list: "listWarehouses",
    get: "getWarehouse",
    create: "createWarehouse",
    update: "updateWarehouse",
    remove: "deleteWarehouse",
  },
  label: "warehouse",
  param: "warehouseId",
  item: "warehouse",
  items: "warehouses",
  collection: (workspace) => workspace.warehouses,
  view: warehouseView,
  create({ body }, workspace) {
    const { metadataId, name, enabled = true, settings } = body as CreateWarehouse;
    checkWarehouse(metadataId, settings, { complete: true }, workspace);
    return { id: workspace.ids.next(), metadataId, enabled, settings: withName(settings, name) };
  },
  created(warehouse, { body }, workspace) {
    if ((body as CreateWarehouse).disconnectAllSources === true) return;
    for (const source of workspace.sources.all) workspace.connect(source.id, warehouse.id);
  },
  update(warehouse, { body }, workspace) {
    const { name, enabled = warehouse.enabled, settings } = body as UpdateWarehouse;
    checkWarehouse(
      warehouse.metadataId,
      settings,
      { complete: false, held: warehouse.settings },
      workspace,
    );
    const merged = withName({ ...warehouse.settings, ...settings }, name);
    return { ...warehouse, enabled, settings: merged };
  },
  removed: (warehouse, workspace) => workspace.removeWarehouse(warehouse.id),
});

/** Warehouses and the sources that load into them. */
export const warehouses: Handlers = {
  ...basics,
  createValidationInWarehouse({ body }, workspace) {
    const { metadataId, settings } = body as { metadataId: string; settings: Settings };
    checkWarehouse(metadataId, settings, { complete: true }, workspace);
    return { status: "CONNECTED" };
  },
  getConnectionStateFromWarehouse({ params }, workspace) {
    const { enabled } = findWarehouse(params.warehouseId, workspace);
    return { connectionState: enabled ? "CONNECTED" : "FAILED" };
  },
  listConnectedSourcesFromWarehouse(request, workspace) {
    const { id } = findWarehouse(request.params.warehouseId, workspace);
    const connected = workspace.connections.all
      .filter(({ warehouseId }) => warehouseId === id)
      .flatMap(({ sourceId }) => workspace.sources.get(sourceId) ?? []);
    return listData(request, "sources", connected, (one) => sourceView(one, workspace));
  },
  addConnectionFromSourceToWarehouse({ params }, workspace) {
    const warehouse = findWarehouse(params.warehouseId, workspace);
    workspace.connect(findSource(params.sourceId, workspace).id, warehouse.id);
    return { status: "CONNECTED" };
  },
  removeSourceConnectionFromWarehouse({ params }, workspace) {
    const warehouse = findWarehouse(params.warehouseId, workspace);
    const source = findSource(params.sourceId, workspace);
    const connection = `${warehouse.id}/${source.id}`;
    if (!workspace.connections.delete(connection)) {
      throw notFound(`connection of warehouse ${warehouse.id} to source`, source.id);
    }
    return { status: "SUCCESS" };
  },
};

/**
 * Throws 422 for settings that the type of warehouse does not accept or, with `complete`, for missing
 * ones.
 */
export function checkWarehouse(
  metadataId: string,
  settings: Settings,
  check: WriteCheck,
  workspace: Workspace,
): void {
  const { options } = requireMetadata("warehouses", metadataId);
  checkSettings([NAME, ...CREDENTIAL, ...options], settings, check);
  checkCredential(settings, workspace);
}

/** Merges the name of a request into settings. Null removes the name. */
export function withName(settings: Settings, name: string | null | undefined): Settings {
  if (name === undefined) return settings;
  const { name: _, ...rest } = settings;
  return name === null ? rest : { ...rest, name };
}
