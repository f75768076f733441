import { type Credential, removeResource, type User, type UserGroup } from "./access";
import { AuditTrail } from "./auditTrail";
import { Collection } from "./collection";
import type { Destination, DestinationFilter, Subscription, Transformation } from "./destinations";
import type { InsertFunctionInstance, SegmentFunction } from "./functions";
import { Ids } from "./ids";
import { MinuteCounts } from "./minuteCounts";
import type { Regulation } from "./regulations";
import type { ReverseEtlModel, ReverseEtlSync } from "./reverseEtl";
import { MEMBER, OWNER } from "./roles";
import {
  type Label,
  type LivePlugin,
  type SchemaSettings,
  type Source,
  withoutForwardingTo,
} from "./sources";
import { Space, type SpaceFilter } from "./space";
import type { TrackingPlan } from "./trackingPlans";
import type { SyncOverride, SyncSchedule, Warehouse } from "./warehouses";

/** The state of one workspace, the only one of its region. */
export class Workspace {
  readonly ids: Ids;
  readonly id: string;
  readonly sources = new Collection<Source>();
  readonly destinations = new Collection<Destination>();
  readonly subscriptions = new Collection<Subscription>();
  readonly warehouses = new Collection<Warehouse>();
  /** The sources that load into each warehouse. The id joins the two ids. */
  readonly connections = new Collection<{ id: string; sourceId: string; warehouseId: string }>();
  readonly functions = new Collection<SegmentFunction>();
  readonly transformations = new Collection<Transformation>();
  readonly users = new Collection<User>();
  /** Email addresses of invited users. */
  readonly invites = new Set<string>();
  readonly spaces = new Collection<Space>();
  readonly destinationFilters = new Collection<DestinationFilter>();
  readonly spaceFilters = new Collection<SpaceFilter>();
  readonly insertFunctionInstances = new Collection<InsertFunctionInstance>();
  readonly syncSchedules = new Collection<SyncSchedule>();
  readonly syncOverrides = new Collection<SyncOverride>();
  readonly reverseEtlModels = new Collection<ReverseEtlModel>();
  readonly reverseEtlSyncs = new Collection<ReverseEtlSync>();
  readonly credentials = new Collection<Credential>();
  readonly userGroups = new Collection<UserGroup>();
  /** The id joins key and value. */
  readonly labels = new Collection<Label & { id: string }>();
  readonly regulations = new Collection<Regulation>();
  readonly trackingPlans = new Collection<TrackingPlan>();
  /** The tracking plan of a source, by the source's id. */
  readonly planOfSource = new Map<string, string>();
  /** By the source's id. Other sources have the defaults. */
  readonly schemaSettings = new Map<string, SchemaSettings>();
  /** The latest one of a source, by the source's id. */
  readonly livePlugins = new Map<string, LivePlugin>();
  /** The events that sources received. The events themselves are elsewhere. */
  readonly receivedEvents = new MinuteCounts();
  /** The events that webhook destinations received or not, by the minute in which Segment received them. */
  readonly deliveryCounts = {
    delivered: new MinuteCounts(),
    failed: new MinuteCounts(),
    filtered: new MinuteCounts(),
  };
  readonly auditTrail: AuditTrail;

  /** Starts with three users, two spaces and nothing else. The same seed gives the same ids. */
  constructor(
    readonly slug: string,
    readonly name: string,
    seed: number,
  ) {
    this.ids = new Ids(seed);
    this.id = this.ids.next();
    this.auditTrail = new AuditTrail(seed + 0xad17);
    for (const name of ["Ada Owner", "Ben Builder", "Cleo Reader"]) this.addUser(name);
    this.addSpaces(new Ids(seed + 0x5bace));
  }

  /** Adds a member with an email address derived from the name. */
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

  /** Spaces have ids of their own: the workspace's ids do not depend on them. */
  private addSpaces(ids: Ids): void {
    for (const name of ["Customers", "Sandbox"]) {
      this.spaces.put(new Space(`spa_${ids.next()}`, name.toLowerCase(), name));
    }
  }

  /** Connects a source to a warehouse. Does nothing if they are connected. */
  connect(sourceId: string, warehouseId: string): void {
    this.connections.put({ id: `${warehouseId}/${sourceId}`, sourceId, warehouseId });
  }

  /** Removes a source and everything that depends on it. Its regulations stay: they are a record. */
  removeSource(id: string): void {
    this.sources.delete(id);
    for (const removed of this.destinations.deleteWhere(({ sourceId }) => sourceId === id)) {
      this.removeDestination(removed.id);
    }
    this.connections.deleteWhere(({ sourceId }) => sourceId === id);
    this.transformations.deleteWhere(({ sourceId }) => sourceId === id);
    this.planOfSource.delete(id);
    this.schemaSettings.delete(id);
    this.livePlugins.delete(id);
    for (const [sourceId, settings] of this.schemaSettings) {
      this.schemaSettings.set(sourceId, withoutForwardingTo(id, settings));
    }
    this.removeDependents(id);
    this.removeFromPermissions(id);
  }

  /** Removes a destination and everything that depends on it. */
  removeDestination(id: string): void {
    this.destinations.delete(id);
    this.subscriptions.deleteWhere(({ destinationId }) => destinationId === id);
    for (const space of this.spaces.all) space.disconnect(id);
    this.removeDependents(id);
  }

  /** Removes a warehouse and everything that depends on it. */
  removeWarehouse(id: string): void {
    this.warehouses.delete(id);
    this.connections.deleteWhere(({ warehouseId }) => warehouseId === id);
    this.removeDependents(id);
    this.removeFromPermissions(id);
  }

  /** Removes the filters, insert function instances, schedules, models and syncs of the object with this id. */
  removeDependents(id: string): void {
    this.destinationFilters.deleteWhere(({ destinationId }) => destinationId === id);
    this.spaceFilters.deleteWhere(({ integrationId }) => integrationId === id);
    this.insertFunctionInstances.deleteWhere(
      (one) => one.functionId === id || one.integrationId === id,
    );
    this.syncSchedules.delete(id);
    this.syncOverrides.deleteWhere((one) => one.warehouseId === id || one.sourceId === id);
    for (const model of this.reverseEtlModels.deleteWhere(({ sourceId }) => sourceId === id)) {
      this.removeDependents(model.id);
    }
    this.reverseEtlSyncs.deleteWhere(({ modelId }) => modelId === id);
  }

  /** Removes a deleted resource from the permissions of users and groups. */
  removeFromPermissions(id: string): void {
    removeResource(this.users, id);
    removeResource(this.userGroups, id);
  }

  /** Removes a user from all groups. */
  removeGroupMember(id: string): void {
    for (const group of this.userGroups.all) {
      this.userGroups.put({ ...group, members: group.members.filter((member) => member !== id) });
    }
  }

  /** Removes an invited user from all groups. */
  removeGroupInvite(email: string): void {
    for (const group of this.userGroups.all) {
      this.userGroups.put({ ...group, invited: group.invited.filter((one) => one !== email) });
    }
  }
}
