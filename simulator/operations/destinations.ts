import type { DestinationMetadata } from "../catalog/types";
import { invalid } from "../contract/errors";
import { checkSettings, withDefaults } from "../settings/catalogSettings";
import type { Destination } from "../state/destinations";
import type { Settings } from "../state/settings";
import { crud } from "./crud";
import type { Handlers } from "./handler";
import { findMetadata, requireMetadata } from "./lookup";
import { destinationView } from "./views";

interface CreateDestination {
  sourceId: string;
  metadataId: string;
  enabled?: boolean;
  name?: string;
  settings: Settings;
}

interface UpdateDestination {
  name?: string | null;
  enabled?: boolean;
  settings?: Settings;
}

/** Destinations, each of one source. */
export const destinations: Handlers = crud<Destination>({
  operations: {
    list: "listDestinations",
    get: "getDestination",
    create: "createDestination",
    update: "updateDestination",
    remove: "deleteDestination",
  },
  label: "destination",
  param: "destinationId",
  item: "destination",
  items: "destinations",
  collection: (workspace) => workspace.destinations,
  view: destinationView,
  create({ body }, workspace) {
    const { sourceId, metadataId, enabled = true, name, settings } = body as CreateDestination;
    if (workspace.sources.get(sourceId) === undefined) {
      throw invalid("sourceId", `sourceId ${sourceId} is not a source of this workspace`);
    }
    const entry = requireMetadata("destinations", metadataId);
    const { options } = entry;
    checkSettings(options, settings, { complete: true });
    return {
      id: workspace.ids.next(),
      name: name ?? defaultName(entry),
      enabled,
      metadataId,
      sourceId,
      settings: withDefaults(options, settings),
    };
  },
  update(destination, { body }) {
    const { name, settings = {}, ...changes } = body as UpdateDestination;
    const entry = findMetadata("destinations", destination.metadataId);
    checkSettings(entry.options, settings, { complete: false, held: destination.settings });
    return {
      ...destination,
      ...changes,
      ...(name === undefined ? {} : { name: name ?? defaultName(entry) }),
      settings: { ...destination.settings, ...settings },
    };
  },
  removed: (destination, workspace) => workspace.removeDestination(destination.id),
});

/** The name of a new destination without one. Classic destinations, which have no actions, may have none. */
function defaultName({ actions }: DestinationMetadata): string | null {
  return actions.length === 0 ? null : "";
}
