import { Collection } from "./collection";
import type { Settings } from "./settings";
import type { Warehouse } from "./warehouses";

/** Whose members an audience or a computed trait counts. */
export type AudienceType = "USERS" | "ACCOUNTS" | "LINKED";

/** Who made and who last changed something, and when. */
export interface Stamps {
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
}

/** What an audience or a computed trait is kept with. */
export interface Computation extends Stamps {
  id: string;
  spaceId: string;
  name: string;
  description?: string;
  /** Made of the first name; later names leave it as it is. */
  key: string;
  enabled: boolean;
}

/** What an audience looks at. */
export interface AudienceOptions {
  filterByExternalIds: string[];
  includeHistoricalData?: boolean;
  backfillEventDataDays?: number;
}

/** An audience as it is kept. */
export interface Audience extends Computation {
  audienceType: AudienceType;
  definition: { query: string; targetEntity?: string | null };
  options: AudienceOptions;
}

/** A computed trait as it is kept. */
export interface ComputedTrait extends Computation {
  definition: { query: string; type: "USERS" | "ACCOUNTS" };
  options: Record<string, unknown>;
}

/** A preview as it is kept: what it found is worked out when it is read. */
export interface AudiencePreview {
  id: string;
  audienceType: AudienceType;
  definition: Audience["definition"];
  options: AudienceOptions;
  startedAt: number;
}

/** When an audience is computed. */
export interface AudienceSchedule {
  id: string;
  audienceId: string;
  strategy: "PERIODIC" | "SPECIFIC_DAYS";
  config: { interval: string } | { days: number[]; hours: number[]; timezone: string } | null;
  since: number;
}

/** That an audience goes to a destination of the workspace. */
export interface DestinationConnection {
  id: string;
  audienceId: string;
  destinationId: string;
  createdAt: string;
  updatedAt: string;
  idSyncConfiguration: unknown[];
  connectionSettings?: unknown;
}

/** What a connection sends, as it is kept. */
export interface Activation {
  id: string;
  audienceId: string;
  connectionId: string;
  enabled: boolean;
  performResync: boolean;
  activationType: string;
  activationName: string;
  displayName?: string | null;
  personalization: { profile: { properties: string[] }; entities?: unknown[] };
  destinationMapping?: { actionId: string; settings?: Settings };
}

/** Whether someone wants messages at an address; the id is made of type and key. */
export interface MessagingSubscription {
  id: string;
  key: string;
  type: string;
  status: string;
  groups: { id: string; name: string; status: string; updatedAt: string }[];
  updatedAt: string;
}

/** A stored filter of a space, a source or a destination. */
export interface SpaceFilter {
  id: string;
  integrationId: string;
  enabled: boolean;
  name: string;
  description?: string;
  if: string;
  drop: boolean;
  createdAt: string;
  updatedAt: string;
}

/** A warehouse that profiles are written to. */
export interface ProfilesWarehouse extends Warehouse {
  spaceId: string;
  schemaName: string;
}

/** What a profiles warehouse, whose id it has, leaves out. */
export interface ProfilesSync {
  id: string;
  enableEventTables: boolean;
  /** Collections, and properties as `collection/property`. */
  off: string[];
}

/** A step of a journey, as far as the simulator reads it. */
export interface JourneyState {
  type: string;
  key: { id: string; name?: string };
  audienceId?: string;
  transitions?: { next: string; percentage?: number }[];
  destinations?: JourneyDestination[];
}

/** A destination that a step of a journey sends to, and what. */
export interface JourneyDestination {
  destinationId: string;
  activations: { id?: string; actionDefinition: { id?: string; actionId: string } }[];
}

/** What a version of a journey does. */
export interface JourneyDefinition {
  initialState: string;
  states: JourneyState[];
  entryRules: { type: string };
  exitRules: { rules: { audienceId?: string }[]; relatedDestinations?: JourneyState[] };
}

/** A version of a journey as it is kept. */
export interface JourneyVersion extends Stamps {
  id: string;
  version: number;
  status: "DRAFT" | "PUBLISHED" | "ENTRY_PAUSED" | "ARCHIVED";
  definition: JourneyDefinition;
  /** When people could first enter it. */
  openedAt?: number;
  /** Since when nobody enters it any more. */
  closedAt?: number;
}

/** A journey as it is kept. It has at least one version, the latest last. */
export interface Journey extends Stamps {
  id: string;
  name: string;
  description: string;
  /** How many versions it ever had. */
  count: number;
  versions: JourneyVersion[];
}

/** What one space of a workspace holds. */
export class Space {
  readonly audiences = new Collection<Audience>();
  readonly previews = new Collection<AudiencePreview>();
  readonly schedules = new Collection<AudienceSchedule>();
  readonly connections = new Collection<DestinationConnection>();
  readonly activations = new Collection<Activation>();
  readonly computedTraits = new Collection<ComputedTrait>();
  readonly messagingSubscriptions = new Collection<MessagingSubscription>();
  readonly profilesWarehouses = new Collection<ProfilesWarehouse>();
  readonly profilesSyncs = new Collection<ProfilesSync>();
  readonly journeys = new Collection<Journey>();

  constructor(
    readonly id: string,
    readonly slug: string,
    readonly name: string,
  ) {}

  /** Removes an audience and all that hangs on it. */
  removeAudience(id: string): void {
    this.audiences.delete(id);
    this.schedules.deleteWhere(({ audienceId }) => audienceId === id);
    this.connections.deleteWhere(({ audienceId }) => audienceId === id);
    this.activations.deleteWhere(({ audienceId }) => audienceId === id);
  }

  /** Removes a connection and its activations. */
  removeConnection(id: string): void {
    this.connections.delete(id);
    this.activations.deleteWhere(({ connectionId }) => connectionId === id);
  }

  /** Removes what leads to a destination that is gone. */
  disconnect(destination: string): void {
    for (const { id, destinationId } of this.connections.all) {
      if (destinationId === destination) this.removeConnection(id);
    }
  }
}
