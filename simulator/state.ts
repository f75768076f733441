import { Ids } from "./ids";

/** Settings of an object: free names, checked against the catalog. */
export type Settings = Record<string, unknown>;

/** A label of a source. */
export interface Label {
  key: string;
  value: string;
  description?: string;
}

/** A source as it is kept; its secrets are not masked. */
export interface Source {
  id: string;
  slug: string;
  name: string;
  metadataId: string;
  enabled: boolean;
  writeKeys: string[];
  settings: Settings;
  labels: Label[];
}

/** A destination as it is kept. */
export interface Destination {
  id: string;
  name: string;
  enabled: boolean;
  metadataId: string;
  sourceId: string;
  settings: Settings;
}

/** A mapping of an Actions destination. */
export interface Subscription {
  id: string;
  name: string;
  actionId: string;
  actionSlug: string;
  destinationId: string;
  enabled: boolean;
  settings: Settings;
  trigger: string;
  modelId?: string;
  reverseETLSchedule?: unknown;
}

/** A warehouse as it is kept; a name given for it is in its settings. */
export interface Warehouse {
  id: string;
  metadataId: string;
  enabled: boolean;
  settings: Settings;
}

/** A function as it is kept. */
export interface SegmentFunction {
  id: string;
  resourceType: string;
  createdAt: string;
  createdBy: string;
  code: string;
  deployedAt: string | null;
  settings: unknown[];
  displayName: string;
  description: string;
  logoUrl: string;
  previewWebhookUrl: string;
  batchMaxCount: number;
  catalogId: string;
  isLatestVersion: boolean;
}

/** A transformation as it is kept: as it was sent, with what is not listed here too, and its id. */
export interface Transformation {
  id: string;
  name: string;
  sourceId: string;
  destinationMetadataId?: string;
  enabled: boolean;
  if: string;
  newEventName?: string;
}

/** A member of the workspace. */
export interface User {
  id: string;
  name: string;
  email: string;
  permissions: { roleId: string; roleName: string; resources: { id: string; type: string }[] }[];
}

/** Objects by id, in the order they were made. */
export class Collection<T extends { id: string }> {
  private readonly items = new Map<string, T>();

  /** All of them, oldest first. */
  get all(): T[] {
    return [...this.items.values()];
  }

  get(id: string): T | undefined {
    return this.items.get(id);
  }

  /** Adds one, or replaces the one with its id in its place. */
  put(item: T): T {
    this.items.set(item.id, item);
    return item;
  }

  /** Says whether there was one. */
  delete(id: string): boolean {
    return this.items.delete(id);
  }

  /** Removes all that match, and returns them. */
  deleteWhere(matches: (item: T) => boolean): T[] {
    const gone = this.all.filter(matches);
    for (const item of gone) this.items.delete(item.id);
    return gone;
  }
}

/** What one workspace, the only one of its region, holds. */
export class Workspace {
  readonly ids: Ids;
  readonly id: string;
  readonly sources = new Collection<Source>();
  readonly destinations = new Collection<Destination>();
  readonly subscriptions = new Collection<Subscription>();
  readonly warehouses = new Collection<Warehouse>();
  /** Which sources load into which warehouses; the id is made of the two ids. */
  readonly connections = new Collection<{ id: string; sourceId: string; warehouseId: string }>();
  readonly functions = new Collection<SegmentFunction>();
  readonly transformations = new Collection<Transformation>();
  readonly users = new Collection<User>();
  /** E-mail addresses of those invited. */
  readonly invites = new Set<string>();

  /** Begins with three users and nothing else; the same seed gives the same ids. */
  constructor(
    readonly slug: string,
    readonly name: string,
    seed: number,
  ) {
    this.ids = new Ids(seed);
    this.id = this.ids.next();
    for (const name of ["Ada Owner", "Ben Builder", "Cleo Reader"]) this.addUser(name);
  }

  /** Adds a member whose address is made of the name. */
  addUser(name: string): User {
    const role = name.endsWith("Owner") ? "Workspace Owner" : "Workspace Member";
    return this.users.put({
      id: this.ids.next(),
      name,
      email: `${name.toLowerCase().replaceAll(" ", ".")}@example.com`,
      permissions: [
        {
          roleId:
            role === "Workspace Owner"
              ? "1WDUuRLxv84rrfCNUwvkrRtkxnS"
              : "1WDUuRLxv84rrfCNUwvkrRtkxnT",
          roleName: role,
          resources: [{ id: this.id, type: "WORKSPACE" }],
        },
      ],
    });
  }

  /** Connects a source to a warehouse; a second time changes nothing. */
  connect(sourceId: string, warehouseId: string): void {
    this.connections.put({ id: `${warehouseId}/${sourceId}`, sourceId, warehouseId });
  }

  /** Removes a source and all that hangs on it. */
  removeSource(id: string): void {
    this.sources.delete(id);
    for (const gone of this.destinations.deleteWhere(({ sourceId }) => sourceId === id)) {
      this.removeDestination(gone.id);
    }
    this.connections.deleteWhere(({ sourceId }) => sourceId === id);
    this.transformations.deleteWhere(({ sourceId }) => sourceId === id);
  }

  /** Removes a destination and its subscriptions. */
  removeDestination(id: string): void {
    this.destinations.delete(id);
    this.subscriptions.deleteWhere(({ destinationId }) => destinationId === id);
  }

  /** Removes a warehouse and its connections. */
  removeWarehouse(id: string): void {
    this.warehouses.delete(id);
    this.connections.deleteWhere(({ warehouseId }) => warehouseId === id);
  }
}
