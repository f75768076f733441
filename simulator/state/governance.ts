import { AuditTrail } from "./audit";
import { Collection } from "./collection";
import type { Label, Permission, Settings } from "./workspace";

/** A credential as it is kept; its secrets are not masked. */
export interface Credential {
  id: string;
  name: string;
  settings: Settings;
  createdAt: string;
  updatedAt: string;
}

/** A group of users as it is kept. */
export interface UserGroup {
  id: string;
  name: string;
  /** Ids of users. */
  members: readonly string[];
  /** Addresses of those who have an invite. */
  invited: readonly string[];
  permissions: Permission[];
}

/** A deletion or suppression as it is kept; how far it is follows from its time. */
export interface Regulation {
  id: string;
  regulationType: string;
  subjectType: string;
  subjects: string[];
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Absent when it is for the whole workspace. */
  sourceId?: string;
}

/** A rule of a tracking plan; type, key and version tell it from others. */
export interface Rule {
  type: string;
  key?: string;
  version: number;
  jsonSchema: unknown;
  createdAt: string;
  updatedAt: string;
}

/** A tracking plan as it is kept. */
export interface TrackingPlan {
  id: string;
  name: string;
  slug: string;
  description: string;
  type: string;
  createdAt: string;
  updatedAt: string;
  rules: readonly Rule[];
}

/** What a source does with events its tracking plan does not foresee. */
export interface SchemaSettings {
  track: Record<string, unknown>;
  identify: Record<string, unknown>;
  group: Record<string, unknown>;
  /** Ids of sources. */
  forwardingViolationsTo?: string;
  forwardingBlockedEventsTo?: string;
}

/** The plugin that runs in the apps of a source. */
export interface LivePlugin {
  id: string;
  sourceId: string;
  createdAt: string;
  createdBy: string;
  downloadURL: string;
  version: number;
  code: string | null;
}

/** What a workspace holds about who may do what in it, and what its data has to be like. */
export class Governance {
  readonly audit: AuditTrail;
  readonly credentials = new Collection<Credential>();
  readonly groups = new Collection<UserGroup>();
  /** The id is made of key and value. */
  readonly labels = new Collection<Label & { id: string }>();
  readonly regulations = new Collection<Regulation>();
  readonly trackingPlans = new Collection<TrackingPlan>();
  /** The one plan a source has, by the source's id. */
  readonly planOfSource = new Map<string, string>();
  /** By the id of the source; those of other sources are the usual ones. */
  readonly schemaSettings = new Map<string, SchemaSettings>();
  /** The latest one, by the id of the source. */
  readonly livePlugins = new Map<string, LivePlugin>();

  constructor(seed: number) {
    this.audit = new AuditTrail(seed);
  }

  /** Removes what hangs on a source. Its regulations stay: they are a record. */
  removeSource(id: string): void {
    this.planOfSource.delete(id);
    this.schemaSettings.delete(id);
    this.livePlugins.delete(id);
    for (const [sourceId, settings] of this.schemaSettings) {
      const { forwardingViolationsTo: violations, forwardingBlockedEventsTo: blocked } = settings;
      const left = { ...settings };
      if (violations === id) delete left.forwardingViolationsTo;
      if (blocked === id) delete left.forwardingBlockedEventsTo;
      this.schemaSettings.set(sourceId, left);
    }
  }

  /** Takes a user out of all groups. */
  removeUser(id: string): void {
    for (const group of this.groups.all) {
      this.groups.put({ ...group, members: group.members.filter((member) => member !== id) });
    }
  }

  /** Takes an invite out of all groups. */
  removeInvite(email: string): void {
    for (const group of this.groups.all) {
      this.groups.put({ ...group, invited: group.invited.filter((one) => one !== email) });
    }
  }
}

/** Takes a resource that is gone out of what users or groups may do. */
export function withdraw<T extends { id: string; permissions: Permission[] }>(
  holders: Collection<T>,
  resourceId: string,
): void {
  for (const holder of holders.all) {
    const permissions = holder.permissions
      .map((one) => ({ ...one, resources: one.resources.filter(({ id }) => id !== resourceId) }))
      .filter(({ resources }) => resources.length > 0);
    holders.put({ ...holder, permissions });
  }
}
