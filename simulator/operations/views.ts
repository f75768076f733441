import { catalog } from "../catalog";
import { invalid, notFound } from "../contract/errors";
import { maskSecrets } from "../settings/catalogSettings";
import type { Destination } from "../state/destinations";
import type { Source } from "../state/sources";
import type { Warehouse } from "../state/warehouses";
import type { Workspace } from "../state/workspace";

type Kind = keyof typeof catalog;

const byId = {
  sources: new Map(catalog.sources.map((entry) => [entry.id, entry])),
  destinations: new Map(catalog.destinations.map((entry) => [entry.id, entry])),
  warehouses: new Map(catalog.warehouses.map((entry) => [entry.id, entry])),
} satisfies Record<Kind, unknown>;

/** The catalog's entry for an id, which a stored object always has. */
export function metadata<K extends Kind>(kind: K, id: string): (typeof catalog)[K][number] {
  const entry = byId[kind].get(id);
  if (entry === undefined) throw notFound(`metadata of ${kind}`, id);
  return entry;
}

/** The catalog's entry for an id in a body. Throws 422 when there is none. */
export function chosenMetadata<K extends Kind>(
  kind: K,
  id: string,
  field = "metadataId",
): (typeof catalog)[K][number] {
  if (!byId[kind].has(id)) throw invalid(field, `${field} ${id} is not in the catalog of ${kind}`);
  return metadata(kind, id);
}

/** A source as answers show it. */
export function sourceView(source: Source, workspace: Workspace): unknown {
  const { metadataId, ...rest } = source;
  const entry = metadata("sources", metadataId);
  return {
    ...rest,
    workspaceId: workspace.id,
    metadata: entry,
    settings: maskSecrets(entry.options, source.settings),
  };
}

/** A destination as answers show it. */
export function destinationView(destination: Destination): unknown {
  const { metadataId, ...rest } = destination;
  const entry = metadata("destinations", metadataId);
  return {
    ...rest,
    metadata: entry,
    settings: maskSecrets(entry.options, destination.settings),
  };
}

/** A warehouse as answers show it: without its password. */
export function warehouseView(warehouse: Warehouse, workspace: Workspace): unknown {
  const { metadataId, ...rest } = warehouse;
  const entry = metadata("warehouses", metadataId);
  const { password: _, ...shown } = warehouse.settings;
  return {
    ...rest,
    workspaceId: workspace.id,
    metadata: entry,
    settings: maskSecrets(entry.options, shown),
  };
}

/** The source of a path. Throws 404. */
export function sourceAt(id: string | undefined, workspace: Workspace): Source {
  const source = workspace.sources.get(id ?? "");
  if (source === undefined) throw notFound("source", id ?? "");
  return source;
}

/** The destination of a path. Throws 404. */
export function destinationAt(id: string | undefined, workspace: Workspace): Destination {
  const destination = workspace.destinations.get(id ?? "");
  if (destination === undefined) throw notFound("destination", id ?? "");
  return destination;
}

/** The warehouse of a path. Throws 404. */
export function warehouseAt(id: string | undefined, workspace: Workspace): Warehouse {
  const warehouse = workspace.warehouses.get(id ?? "");
  if (warehouse === undefined) throw notFound("warehouse", id ?? "");
  return warehouse;
}
