import { invalid } from "../contract/errors";
import { checkSettings } from "../settings/catalogSettings";
import type { Settings } from "../state/settings";
import type { Label, Source } from "../state/sources";
import type { Workspace } from "../state/workspace";
import { CREDENTIAL, checkCredential } from "./credentials";
import { crud } from "./crud";
import type { Handlers } from "./handler";
import { withLabels } from "./labels";
import { listData } from "./lists";
import { findMetadata, findSource, requireMetadata } from "./lookup";
import { destinationView, sourceView, warehouseView } from "./views";

interface CreateSource {
  slug: string;
  enabled: boolean;
  metadataId: string;
  settings?: Settings;
  disconnectAllWarehouses?: boolean;
}

interface UpdateSource {
  name?: string;
  enabled?: boolean;
  slug?: string;
  settings?: Settings;
}

const basics = crud<Source>({
  operations: {
    list: "listSources",
    get: "getSource",
    create: "createSource",
    update: "updateSource",
    remove: "deleteSource",
  },
  label: "source",
  param: "sourceId",
  item: "source",
  items: "sources",
  collection: (workspace) => workspace.sources,
  view: sourceView,
  create({ body }, workspace) {
    const { slug, enabled, metadataId, settings = {} } = body as CreateSource;
    const entry = requireMetadata("sources", metadataId);
    checkSlug(slug, workspace);
    checkSettings([...CREDENTIAL, ...entry.options], settings, { complete: false });
    checkCredential(settings, workspace);
    const id = workspace.ids.next();
    const writeKey = workspace.ids.next();
    const writeKeys = entry.isCloudEventSource ? [] : [writeKey];
    return { id, slug, name: slug, metadataId, enabled, writeKeys, settings, labels: [] };
  },
  created(source, { body }, workspace) {
    if ((body as CreateSource).disconnectAllWarehouses === true) return;
    for (const warehouse of workspace.warehouses.all) workspace.connect(source.id, warehouse.id);
  },
  update(source, { body }, workspace) {
    const { settings = {}, ...changes } = body as UpdateSource;
    if (changes.slug !== undefined && changes.slug !== source.slug) {
      checkSlug(changes.slug, workspace);
    }
    const { options } = findMetadata("sources", source.metadataId);
    checkSettings([...CREDENTIAL, ...options], settings, {
      complete: false,
      held: source.settings,
    });
    checkCredential(settings, workspace);
    return { ...source, ...changes, settings: { ...source.settings, ...settings } };
  },
  removed: (source, workspace) => workspace.removeSource(source.id),
});

/** Sources and their connections. */
export const sources: Handlers = {
  ...basics,
  getSource: (request, workspace) => ({
    source: sourceView(findSource(request.params.sourceId, workspace), workspace),
    trackingPlanId: workspace.planOfSource.get(request.params.sourceId ?? "") ?? null,
  }),
  addLabelsToSource({ params, body }, workspace) {
    const source = findSource(params.sourceId, workspace);
    const labels = withLabels(source.labels, (body as { labels: Label[] }).labels);
    workspace.sources.put({ ...source, labels });
    return { labels };
  },
  replaceLabelsInSource({ params, body }, workspace) {
    const { labels } = body as { labels: Label[] };
    workspace.sources.put({ ...findSource(params.sourceId, workspace), labels });
    return { labels };
  },
  listConnectedDestinationsFromSource(request, workspace) {
    const { id } = findSource(request.params.sourceId, workspace);
    const connected = workspace.destinations.all.filter(({ sourceId }) => sourceId === id);
    return listData(request, "destinations", connected, destinationView);
  },
  listConnectedWarehousesFromSource(request, workspace) {
    const { id } = findSource(request.params.sourceId, workspace);
    const connected = workspace.connections.all
      .filter(({ sourceId }) => sourceId === id)
      .flatMap(({ warehouseId }) => workspace.warehouses.get(warehouseId) ?? []);
    return listData(request, "warehouses", connected, (one) => warehouseView(one, workspace));
  },
};

function checkSlug(slug: string, workspace: Workspace): void {
  if (slug.trim() === "") throw invalid("slug", "slug is required");
  if (workspace.sources.all.some((source) => source.slug === slug)) {
    throw invalid("slug", "slug is already taken");
  }
}
