import type { TrackingLog } from "../simulator";
import { catalog } from "../simulator/catalog";
import { functionView } from "../simulator/operations/functions";
import { transformationView } from "../simulator/operations/transformations";
import { destinationView, sourceView, warehouseView } from "../simulator/operations/views";
import type { Workspace } from "../simulator/state/workspace";

/** The kinds of target objects; the workspace has a stock of each. */
export type TargetName = "sources" | "destinations" | "warehouses" | "connections";

/** The expected request: the control sends it, and the component's requests are compared with it. */
export interface Intent {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: Record<string, unknown>;
}

/** The request of a kind that sends events. Repeating it does no harm: its events have IDs. */
export const EVENTS_PATH = "/v1/batch";
/** The longest time of a step that sends events, in milliseconds. */
export const EVENTS_MS = 840_000;

/** The values of one operation. */
export interface Aim {
  /** A text that is unique to this operation. */
  marker: string;
  /** The ID of its target; empty for a kind without one. */
  id: string;
  /** The ID of a source that is never deleted. */
  parentId: string;
  /** A write key of that source. */
  writeKey: string;
  /** The retry inputs of the raw request. */
  raw: Record<string, string>;
}

/** A kind of operation: its inputs, its request and its expected results. */
export interface Kind {
  /** The key of the component's action. */
  action: string;
  /** Its relative frequency. */
  share: number;
  target?: TargetName;
  /** True if it deletes its target. */
  ends?: true;
  /** The status without faults, for a kind whose object does not exist. */
  refused?: 404;
  /** True if it reads a complete list, page by page. */
  pages?: string;
  intent(aim: Aim): Intent;
  /** The action's inputs. */
  inputs(aim: Aim): Record<string, unknown>;
  /** The results that match a workspace; empty if the operation was not applied. */
  truths(workspace: Workspace, aim: Aim, tracking: TrackingLog): unknown[];
}

const idOf = (all: readonly { id: string; slug: string }[], slug: string): string => {
  const found = all.find((one) => one.slug === slug);
  if (!found) throw new Error(`the catalog has no ${slug}`);
  return found.id;
};
const JAVASCRIPT = idOf(catalog.sources, "javascript");
const POSTGRES = idOf(catalog.warehouses, "postgres");
/** The type of all destinations in the soak. */
export const WEBHOOK = idOf(catalog.destinations, "actions-webhook");

const postgres = {
  host: "db.example.com",
  port: "5432",
  database: "events",
  username: "segment",
  password: "correct horse",
};

const SHARED = "battery staple";

const deleted = { data: { status: "SUCCESS" } };
const goneOr = (found: unknown, ...truths: unknown[]) => (found === undefined ? truths : []);

/** Builds a result for each object that matches. */
function each<T>(items: readonly T[], matches: (item: T) => boolean, view: (item: T) => object) {
  return items.filter(matches).map((item) => ({ data: view(item) }));
}

const madeWarehouse = (workspace: Workspace, { marker }: Aim) =>
  each(
    workspace.warehouses.all,
    ({ settings }) => settings.name === marker,
    (warehouse) => ({ warehouse: warehouseView(warehouse, workspace) }),
  );

const theSource = (workspace: Workspace, id: string, matches: (name: string) => boolean) =>
  each(
    workspace.sources.all,
    (source) => source.id === id && matches(source.name),
    (source) => ({ source: sourceView(source, workspace) }),
  );

/** Sends settings without reading the catalog, so that each operation is one request. */
const unchecked = { settingsAsTheyAre: true };

const warehouseBody = (marker: string) => ({
  metadataId: POSTGRES,
  name: marker,
  settings: postgres,
  disconnectAllSources: true,
});

const sent = ({ method, path, body }: Intent, raw: Record<string, string>) => ({
  ...raw,
  method,
  url: path,
  ...(body ? { data: JSON.stringify(body) } : {}),
});

const rawPut = ({ id, marker }: Aim): Intent => ({
  method: "PUT",
  path: `/sources/${id}/labels`,
  body: { labels: [{ key: "soak", value: marker }] },
});
const rawPost = ({ marker }: Aim): Intent => ({
  method: "POST",
  path: "/warehouses",
  body: warehouseBody(marker),
});
const rawDelete = ({ id }: Aim): Intent => ({ method: "DELETE", path: `/warehouses/${id}` });

/** Three events as a step is given them, with their message IDs. */
const eventsOf = ({ marker }: Aim) =>
  [1, 2, 3].map((number) => ({
    type: "track",
    userId: "customer-42",
    event: "Order Completed",
    timestamp: "2026-01-31T08:00:00.000Z",
    messageId: `${marker}-${number}`,
    context: { library: { name: "soak", version: "1" } },
    integrations: {},
    properties: { number },
  }));

/** All kinds of operations. */
export const KINDS = {
  createSource: {
    action: "createSource",
    share: 4,
    intent: ({ marker }) => ({
      method: "POST",
      path: "/sources",
      body: { slug: marker, enabled: true, metadataId: JAVASCRIPT, disconnectAllWarehouses: true },
    }),
    inputs: ({ marker }) => ({
      slug: marker,
      enabled: "true",
      metadataId: JAVASCRIPT,
      disconnectAllWarehouses: "true",
    }),
    truths: (workspace, { marker }) =>
      each(
        workspace.sources.all,
        ({ slug }) => slug === marker,
        (source) => ({ source: sourceView(source, workspace) }),
      ),
  },
  createWarehouse: {
    action: "createWarehouse",
    share: 12,
    intent: rawPost,
    inputs: ({ marker }) => ({
      metadataId: POSTGRES,
      name: marker,
      settings: postgres,
      ...unchecked,
      disconnectAllSources: "true",
    }),
    truths: madeWarehouse,
  },
  createDestination: {
    action: "createDestination",
    share: 8,
    intent: ({ marker, parentId }) => ({
      method: "POST",
      path: "/destinations",
      body: {
        sourceId: parentId,
        metadataId: WEBHOOK,
        name: marker,
        enabled: false,
        settings: { sharedSecret: SHARED },
      },
    }),
    inputs: ({ marker, parentId }) => ({
      sourceId: parentId,
      metadataId: WEBHOOK,
      name: marker,
      enabled: "false",
      settings: { sharedSecret: SHARED },
      ...unchecked,
    }),
    truths: (workspace, { marker }) =>
      each(
        workspace.destinations.all,
        ({ name }) => name === marker,
        (destination) => ({ destination: destinationView(destination) }),
      ),
  },
  createTransformation: {
    action: "createTransformation",
    share: 6,
    intent: ({ marker, parentId }) => ({
      method: "POST",
      path: "/transformations",
      body: { name: marker, sourceId: parentId, enabled: true, if: "type = 'track'", drop: true },
    }),
    inputs: ({ marker, parentId }) => ({
      name: marker,
      sourceId: parentId,
      enabled: true,
      ifInput: "type = 'track'",
      drop: "true",
    }),
    truths: (workspace, { marker }) =>
      each(
        workspace.transformations.all,
        ({ name }) => name === marker,
        (transformation) => ({ transformation: transformationView(transformation, workspace) }),
      ),
  },
  createFunction: {
    action: "createFunction",
    share: 6,
    intent: ({ marker }) => ({
      method: "POST",
      path: "/functions",
      body: { resourceType: "SOURCE", displayName: marker, code: "// nothing" },
    }),
    inputs: ({ marker }) => ({
      resourceType: "SOURCE",
      displayName: marker,
      code: "// nothing",
    }),
    truths: (workspace, { marker }) =>
      each(
        workspace.functions.all,
        ({ displayName }) => displayName === marker,
        // Functions of the soak are never deployed, so they show no deployment time.
        (made) => ({ function: functionView(made, workspace, 0) }),
      ),
  },
  updateSource: {
    action: "updateSource",
    share: 10,
    target: "sources",
    intent: ({ id, marker }) => ({
      method: "PATCH",
      path: `/sources/${id}`,
      body: { name: marker },
    }),
    inputs: ({ id, marker }) => ({ sourceId: id, name: marker }),
    truths: (workspace, { id, marker }) => theSource(workspace, id, (name) => name === marker),
  },
  updateDestination: {
    action: "updateDestination",
    share: 6,
    target: "destinations",
    intent: ({ id, marker }) => ({
      method: "PATCH",
      path: `/destinations/${id}`,
      body: { name: marker, enabled: false },
    }),
    inputs: ({ id, marker }) => ({ destinationId: id, name: marker, enabled: "false" }),
    truths: (workspace, { id, marker }) =>
      each(
        workspace.destinations.all,
        (destination) => destination.id === id && destination.name === marker,
        (destination) => ({ destination: destinationView(destination) }),
      ),
  },
  deleteSource: {
    action: "deleteSource",
    share: 8,
    target: "sources",
    ends: true,
    intent: ({ id }) => ({ method: "DELETE", path: `/sources/${id}` }),
    inputs: ({ id }) => ({ sourceId: id }),
    truths: (workspace, { id }) => goneOr(workspace.sources.get(id), deleted),
  },
  deleteNothing: {
    action: "deleteSource",
    share: 3,
    refused: 404,
    intent: ({ marker }) => ({ method: "DELETE", path: `/sources/${marker}` }),
    inputs: ({ marker }) => ({ sourceId: marker }),
    truths: () => [deleted],
  },
  deleteWarehouse: {
    action: "deleteWarehouse",
    share: 4,
    target: "warehouses",
    ends: true,
    intent: rawDelete,
    inputs: ({ id }) => ({ warehouseId: id }),
    truths: (workspace, { id }) => goneOr(workspace.warehouses.get(id), deleted),
  },
  removeSourceConnectionFromWarehouse: {
    action: "removeSourceConnectionFromWarehouse",
    share: 4,
    target: "connections",
    ends: true,
    intent: ({ id, parentId }) => ({
      method: "DELETE",
      path: `/warehouses/${id}/connected-sources/${parentId}`,
    }),
    inputs: ({ id, parentId }) => ({ warehouseId: id, sourceId: parentId }),
    truths: (workspace, { id, parentId }) =>
      goneOr(workspace.connections.get(`${id}/${parentId}`), deleted),
  },
  getSource: {
    action: "getSource",
    share: 10,
    target: "sources",
    intent: ({ id }) => ({ method: "GET", path: `/sources/${id}` }),
    inputs: ({ id }) => ({ sourceId: id }),
    truths: (workspace, { id }) =>
      theSource(workspace, id, () => true).map(({ data }) => ({
        data: { ...data, trackingPlanId: null },
      })),
  },
  listSources: {
    action: "listSources",
    share: 24,
    pages: "sources",
    intent: () => ({ method: "GET", path: "/sources" }),
    inputs: () => ({ fetchAll: true }),
    truths: (workspace) => [workspace.sources.all.map((source) => sourceView(source, workspace))],
  },
  sendEvents: {
    action: "sendEvents",
    share: 14,
    intent: (aim) => ({
      method: "POST",
      path: EVENTS_PATH,
      body: { batch: eventsOf(aim), writeKey: aim.writeKey },
    }),
    inputs: (aim) => ({ events: eventsOf(aim), writeKey: aim.writeKey }),
    truths: (_workspace, aim, tracking) => {
      const messageIds = eventsOf(aim).map(({ messageId }) => messageId);
      const stored = tracking.events().filter(({ messageId }) => messageIds.includes(messageId));
      const isOnce = messageIds.every(
        (id) => stored.filter(({ messageId }) => messageId === id).length === 1,
      );
      const body = JSON.stringify({ batch: eventsOf(aim), writeKey: aim.writeKey });
      const sent = { accepted: 3, requests: 1, bytes: Buffer.byteLength(body), messageIds };
      return isOnce ? [{ data: { ...sent, skipped: [], violations: [], unplanned: 0 } }] : [];
    },
  },
  rawPut: {
    action: "rawRequest",
    share: 8,
    target: "sources",
    intent: rawPut,
    inputs: (aim) => sent(rawPut(aim), aim.raw),
    truths: (workspace, { id, marker }) => {
      const labels = workspace.sources.get(id)?.labels ?? [];
      return labels.some(({ value }) => value === marker) ? [{ data: { labels } }] : [];
    },
  },
  rawPost: {
    action: "rawRequest",
    share: 8,
    intent: rawPost,
    inputs: (aim) => sent(rawPost(aim), aim.raw),
    truths: madeWarehouse,
  },
  rawDelete: {
    action: "rawRequest",
    share: 4,
    target: "warehouses",
    ends: true,
    intent: rawDelete,
    inputs: (aim) => sent(rawDelete(aim), aim.raw),
    // Null if the response was lost.
    truths: (workspace, { id }) => goneOr(workspace.warehouses.get(id), deleted, null),
  },
} satisfies Record<string, Kind>;

/** The name of one of {@link KINDS}. */
export type KindName = keyof typeof KINDS;

/** Returns a kind by its name. */
export const kindOf = (name: KindName): Kind => KINDS[name];
