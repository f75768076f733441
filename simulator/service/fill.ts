import { catalog } from "../catalog";
import { withDefaults } from "../settings/catalogSettings";
import { makeVersion } from "../state/functions";
import type { Workspace } from "../state/workspace";

/** The number of objects to add, by kind. */
export interface FillCounts {
  sources?: number;
  destinations?: number;
  warehouses?: number;
  users?: number;
  functions?: number;
  transformations?: number;
}

/**
 * Adds enabled, numbered objects to a workspace without the API. Destinations and transformations are
 * spread over the sources; a source is added if there is none. Functions are destination functions.
 * Warehouses are Postgres and not connected.
 */
export function fillWorkspace(workspace: Workspace, what: FillCounts): void {
  const { ids } = workspace;
  for (const number of numbers(workspace.sources.all.length, what.sources)) {
    workspace.sources.put({
      id: ids.next(),
      slug: `source-${number}`,
      name: `Source ${number}`,
      metadataId: findEntry(catalog.sources, "javascript").id,
      enabled: true,
      writeKeys: [ids.next()],
      settings: {},
      labels: [],
    });
  }
  const hook = findEntry(catalog.destinations, "actions-webhook");
  for (const number of numbers(workspace.destinations.all.length, what.destinations)) {
    workspace.destinations.put({
      id: ids.next(),
      name: `Destination ${number}`,
      enabled: true,
      metadataId: hook.id,
      sourceId: pickSource(workspace, number),
      settings: withDefaults(hook.options, {}),
    });
  }
  for (const number of numbers(workspace.warehouses.all.length, what.warehouses)) {
    workspace.warehouses.put({
      id: ids.next(),
      metadataId: findEntry(catalog.warehouses, "postgres").id,
      enabled: true,
      settings: {
        name: `Warehouse ${number}`,
        host: `db-${number}.example.com`,
        port: "5432",
        database: "events",
        username: "segment",
        password: ids.next(),
      },
    });
  }
  for (const number of numbers(workspace.users.all.length, what.users)) {
    workspace.addUser(`User ${number}`);
  }
  for (const number of numbers(workspace.functions.all.length, what.functions)) {
    const id = `dfnc_${ids.next()}`;
    const createdAt = "2024-01-02T03:04:05.000Z";
    const author = workspace.users.all[0]?.id ?? "";
    const code = "async function onTrack(event) {}";
    workspace.functions.put({
      id,
      resourceType: "DESTINATION",
      createdAt,
      createdBy: author,
      settings: [],
      displayName: `Function ${number}`,
      description: "",
      logoUrl: "",
      previewWebhookUrl: "",
      batchMaxCount: 0,
      catalogId: ids.next(),
      versions: [makeVersion(id, 0, { code, author, createdAt })],
      deployments: [],
    });
  }
  for (const number of numbers(workspace.transformations.all.length, what.transformations)) {
    workspace.transformations.put({
      id: ids.next(),
      name: `Transformation ${number}`,
      sourceId: pickSource(workspace, number),
      enabled: true,
      if: 'event = "Order Completed"',
      newEventName: `Order ${number}`,
    });
  }
}

function numbers(there: number, more = 0): string[] {
  return Array.from({ length: more }, (_, index) => String(there + index + 1).padStart(4, "0"));
}

function findEntry<T extends { slug: string }>(entries: T[], slug: string): T {
  const found = entries.find((entry) => entry.slug === slug);
  if (found === undefined) throw new Error(`the catalog has no ${slug}`);
  return found;
}

function pickSource(workspace: Workspace, number: string): string {
  if (workspace.sources.all.length === 0) fillWorkspace(workspace, { sources: 1 });
  const all = workspace.sources.all;
  return all[Number(number) % all.length]?.id ?? "";
}
