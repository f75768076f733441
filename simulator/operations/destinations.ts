import { invalid } from "../errors";
import type { Handlers } from "../handler";
import { checkSettings, withDefaults } from "../settings";
import type { Destination, Settings } from "../state";
import { crud } from "./crud";
import { chosenMetadata, destinationView, metadata } from "./views";

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
    const { sourceId, metadataId, enabled = true, name = "", settings } = body as CreateDestination;
    if (workspace.sources.get(sourceId) === undefined) {
      throw invalid("sourceId", `sourceId ${sourceId} is not a source of this workspace`);
    }
    const { options } = chosenMetadata("destinations", metadataId);
    checkSettings(options, settings, true);
    return {
      id: workspace.ids.next(),
      name,
      enabled,
      metadataId,
      sourceId,
      settings: withDefaults(options, settings),
    };
  },
  update(destination, { body }) {
    const { name, settings = {}, ...changes } = body as UpdateDestination;
    checkSettings(metadata("destinations", destination.metadataId).options, settings, false);
    return {
      ...destination,
      ...changes,
      ...(name === undefined ? {} : { name: name ?? "" }),
      settings: { ...destination.settings, ...settings },
    };
  },
  removed: (destination, workspace) => workspace.removeDestination(destination.id),
});
