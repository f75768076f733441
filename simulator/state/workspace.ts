import { Collection } from "./collection";
import type { Deployment, FunctionVersion } from "./functionVersions";
import { Governance, withdraw } from "./governance";
import { Ids } from "./ids";
import { Pipeline } from "./pipeline";
import { MEMBER, OWNER } from "./roles";
import { Space } from "./space";

export { Collection };

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
  /** Null for a classic destination that was never given one. */
  name: string | null;
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

/** A setting that a function declares. */
export interface FunctionSetting {
  name: string;
  label: string;
  description: string;
  type: "ARRAY" | "BOOLEAN" | "STRING" | "TEXT_MAP";
  required: boolean;
  sensitive: boolean;
}

/** A function as it is kept. */
export interface SegmentFunction {
  id: string;
  resourceType: string;
  createdAt: string;
  createdBy: string;
  settings: FunctionSetting[];
  displayName: string;
  description: string;
  logoUrl: string;
  previewWebhookUrl: string;
  batchMaxCount: number;
  catalogId: string;
  /** Never empty, the newest last. */
  versions: FunctionVersion[];
  /** In the order in which they come into force. */
  deployments: Deployment[];
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

/** What a user or a group may do: a role, on some resources. */
export interface Permission {
  roleId: string;
  roleName: string;
  resources: { id: string; type: string; labels?: Label[] }[];
}

/** A member of the workspace. */
export interface User {
  id: string;
  name: string;
  email: string;
  permissions: Permission[];
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
  readonly spaces = new Collection<Space>();
  readonly pipeline = new Pipeline();
  readonly governance: Governance;

  /** Begins with three users, two spaces and nothing else; the same seed gives the same ids. */
  constructor(
    readonly slug: string,
    readonly name: string,
    seed: number,
  ) {
    this.ids = new Ids(seed);
    this.id = this.ids.next();
    this.governance = new Governance(seed + 0xad17);
    for (const name of ["Ada Owner", "Ben Builder", "Cleo Reader"]) this.addUser(name);
    this.addSpaces(new Ids(seed + 0x5bace));
  }

  /** Adds a member whose address is made of the name. */
  addUser(name: string): User {
    const role = name.endsWith("Owner") ? OWNER : MEMBER;
    return this.users.put({
      id: this.ids.next(),
      name,
      email: `${name.toLowerCase().replaceAll(" ", ".")}@example.com`,
      permissions: [
        {
          roleId: role.id,
          roleName: role.name,
          resources: [{ id: this.id, type: "WORKSPACE" }],
        },
      ],
    });
  }

  /** Their ids are a stream of their own: those of the workspace stay what they are without spaces. */
  private addSpaces(ids: Ids): void {
    for (const name of ["Customers", "Sandbox"]) {
      this.spaces.put(new Space(`spa_${ids.next()}`, name.toLowerCase(), name));
    }
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
    this.pipeline.forget(id);
    this.governance.removeSource(id);
    this.withdraw(id);
  }

  /** Removes a destination and its subscriptions. */
  removeDestination(id: string): void {
    this.destinations.delete(id);
    this.subscriptions.deleteWhere(({ destinationId }) => destinationId === id);
    for (const space of this.spaces.all) space.disconnect(id);
    this.pipeline.forget(id);
  }

  /** Removes a warehouse and its connections. */
  removeWarehouse(id: string): void {
    this.warehouses.delete(id);
    this.connections.deleteWhere(({ warehouseId }) => warehouseId === id);
    this.pipeline.forget(id);
    this.withdraw(id);
  }

  /** Takes a resource that is gone out of what users and groups may do. */
  withdraw(id: string): void {
    withdraw(this.users, id);
    withdraw(this.governance.groups, id);
  }
}
