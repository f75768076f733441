import { catalog } from "../catalog";
import { invalid, notFound } from "../contract/errors";
import type { Destination } from "../state/destinations";
import type { Source } from "../state/sources";
import type { Audience, DestinationConnection, Space } from "../state/space";
import type { Warehouse } from "../state/warehouses";
import type { Workspace } from "../state/workspace";
import type { ApiRequest } from "./handler";

type Kind = keyof typeof catalog;

const byId = {
  sources: new Map(catalog.sources.map((entry) => [entry.id, entry])),
  destinations: new Map(catalog.destinations.map((entry) => [entry.id, entry])),
  warehouses: new Map(catalog.warehouses.map((entry) => [entry.id, entry])),
} satisfies Record<Kind, unknown>;

/** Returns the catalog entry of a stored object. */
export function findMetadata<K extends Kind>(kind: K, id: string): (typeof catalog)[K][number] {
  const entry = byId[kind].get(id);
  if (entry === undefined) throw notFound(`metadata of ${kind}`, id);
  return entry;
}

/** Returns the catalog entry for an id in a body. Throws 422 for an unknown id. */
export function requireMetadata<K extends Kind>(
  kind: K,
  id: string,
  field = "metadataId",
): (typeof catalog)[K][number] {
  if (!byId[kind].has(id)) throw invalid(field, `${field} ${id} is not in the catalog of ${kind}`);
  return findMetadata(kind, id);
}

/** Returns the source of a path. Throws 404. */
export function findSource(id: string | undefined, workspace: Workspace): Source {
  const source = workspace.sources.get(id ?? "");
  if (source === undefined) throw notFound("source", id ?? "");
  return source;
}

/** Returns the destination of a path. Throws 404. */
export function findDestination(id: string | undefined, workspace: Workspace): Destination {
  const destination = workspace.destinations.get(id ?? "");
  if (destination === undefined) throw notFound("destination", id ?? "");
  return destination;
}

/** Returns the warehouse of a path. Throws 404. */
export function findWarehouse(id: string | undefined, workspace: Workspace): Warehouse {
  const warehouse = workspace.warehouses.get(id ?? "");
  if (warehouse === undefined) throw notFound("warehouse", id ?? "");
  return warehouse;
}

/** Returns the space of a path. Throws 404. */
export function findSpace({ params }: ApiRequest, workspace: Workspace): Space {
  const id = params.spaceId ?? "";
  const space = workspace.spaces.get(id);
  if (space === undefined) throw notFound("space", id);
  return space;
}

/** Returns the audience of a path. `param` is the path parameter with its id. Throws 404. */
export function findAudience(request: ApiRequest, workspace: Workspace, param = "id"): Audience {
  const id = request.params[param] ?? "";
  const audience = findSpace(request, workspace).audiences.get(id);
  if (audience === undefined) throw notFound("audience", id);
  return audience;
}

/** Returns the connection of the path's audience whose `matches` field is `id`. Throws 404. */
export function findConnection(
  request: ApiRequest,
  workspace: Workspace,
  matches: keyof DestinationConnection & ("id" | "destinationId"),
  id = "",
): DestinationConnection {
  const audience = findAudience(request, workspace, "audienceId");
  const found = findSpace(request, workspace).connections.all.find(
    (connection) => connection.audienceId === audience.id && connection[matches] === id,
  );
  if (found === undefined) throw notFound(`connection of audience ${audience.id} with`, id);
  return found;
}
