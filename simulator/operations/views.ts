import { maskSecrets } from "../settings/catalogSettings";
import type { Destination } from "../state/destinations";
import type { Source } from "../state/sources";
import type { Warehouse } from "../state/warehouses";
import type { Workspace } from "../state/workspace";
import { findMetadata } from "./lookup";

/** The response form of a source. */
export function sourceView(source: Source, workspace: Workspace): unknown {
  const { metadataId, ...rest } = source;
  const entry = findMetadata("sources", metadataId);
  return {
    ...rest,
    workspaceId: workspace.id,
    metadata: entry,
    settings: maskSecrets(entry.options, source.settings),
  };
}

/** The response form of a destination. */
export function destinationView(destination: Destination): unknown {
  const { metadataId, ...rest } = destination;
  const entry = findMetadata("destinations", metadataId);
  return {
    ...rest,
    metadata: entry,
    settings: maskSecrets(entry.options, destination.settings),
  };
}

/** The response form of a warehouse, without its password. */
export function warehouseView(warehouse: Warehouse, workspace: Workspace): unknown {
  const { metadataId, ...rest } = warehouse;
  const entry = findMetadata("warehouses", metadataId);
  const { password: _, ...shown } = warehouse.settings;
  return {
    ...rest,
    workspaceId: workspace.id,
    metadata: entry,
    settings: maskSecrets(entry.options, shown),
  };
}
