import { invalid } from "../contract/errors";
import { maskSecrets } from "../settings/catalogSettings";
import type { DestinationConnection } from "../state/space";
import type { Workspace } from "../state/workspace";
import { requireText } from "./checks";
import type { Handlers } from "./handler";
import { listData } from "./lists";
import { findAudience, findConnection, findDestination, findMetadata, findSpace } from "./lookup";

type Configuration = Partial<
  Pick<DestinationConnection, "idSyncConfiguration" | "connectionSettings">
>;

const DEFAULT_ID_SYNC = [
  { externalId: "email", strategy: "last" },
  { externalId: "user_id", strategy: "last" },
];

/** The workspace's destinations that an audience is connected to. Each is connected once. */
export const audienceConnections: Handlers = {
  addDestinationToAudience(request, workspace) {
    const audience = findAudience(request, workspace, "audienceId");
    const { destination, ...configuration } = request.body as Configuration & {
      destination: { id: string; type: string };
    };
    const { connections } = findSpace(request, workspace);
    checkDestination(destination, workspace);
    if (connections.all.some((one) => connects(one, audience.id, destination.id))) {
      throw invalid(
        "destination.id",
        `audience ${audience.id} is already connected to ${destination.id}`,
      );
    }
    const at = new Date(request.now).toISOString();
    const { id } = connections.put({
      idSyncConfiguration: DEFAULT_ID_SYNC,
      ...configuration,
      id: `ii_${workspace.ids.next()}`,
      audienceId: audience.id,
      destinationId: destination.id,
      createdAt: at,
      updatedAt: at,
    });
    return { connection: { id }, idSyncConfiguration: DEFAULT_ID_SYNC, ...configuration };
  },
  listDestinationsFromAudience(request, workspace) {
    const { id } = findAudience(request, workspace, "audienceId");
    const all = findSpace(request, workspace).connections.all.filter(
      (one) => one.audienceId === id,
    );
    return listData(request, "connections", all, (one) => connectionView(one, workspace));
  },
  updateDestinationForAudience(request, workspace) {
    const { destinationId } = request.params;
    const found = findConnection(request, workspace, "destinationId", destinationId);
    const updatedAt = new Date(request.now).toISOString();
    const configuration = request.body as Configuration;
    const { idSyncConfiguration, connectionSettings } = findSpace(
      request,
      workspace,
    ).connections.put({ ...found, ...configuration, updatedAt });
    return { destination: { id: destinationId }, idSyncConfiguration, connectionSettings };
  },
  removeDestinationFromAudience(request, workspace) {
    const { destinationId } = request.params;
    const { id } = findConnection(request, workspace, "destinationId", destinationId);
    findSpace(request, workspace).removeConnection(id);
    return { status: "SUCCESS" };
  },
};

function connects(
  connection: DestinationConnection,
  audience: string,
  destination: string,
): boolean {
  return connection.audienceId === audience && connection.destinationId === destination;
}

function checkDestination({ id, type }: { id: string; type: string }, workspace: Workspace): void {
  requireText("destination.type", type);
  if (workspace.destinations.get(id) === undefined) {
    throw invalid("destination.id", `destination.id ${id} is not a destination of this workspace`);
  }
}

function connectionView(
  { audienceId: _, ...connection }: DestinationConnection,
  workspace: Workspace,
): unknown {
  const destination = findDestination(connection.destinationId, workspace);
  const { id, name, slug, options } = findMetadata("destinations", destination.metadataId);
  return {
    ...connection,
    name: destination.name,
    sourceId: destination.sourceId,
    enabled: destination.enabled,
    settings: maskSecrets(options, destination.settings),
    metadata: { id, name, slug },
  };
}
