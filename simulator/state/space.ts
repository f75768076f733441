import { Collection } from "./collection";
import type { Settings } from "./settings";
import type { Warehouse } from "./warehouses";

/** The members that an audience or a computed trait counts. */
export type AudienceType = "USERS" | "ACCOUNTS" | "LINKED";

/** The authors and times of the creation and the last change. */
export interface Stamps {
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
}

/** The common fields of stored audiences and computed traits. */
export interface Computation extends Stamps {
  id: string;
  spaceId: string;
  name: string;
  description?: string;
  /** Derived from the first name. A new name does not change it. */
  key: string;
  enabled: boolean;
}

/** The data that an audience evaluates. */
export interface AudienceOptions {
  filterByExternalIds: string[];
  includeHistoricalData?: boolean;
  backfillEventDataDays?: number;
}

/** A stored audience. */
export interface Audience extends Computation {
  audienceType: AudienceType;
  definition: { query: string; targetEntity?: string | null };
  options: AudienceOptions;
}

/** A stored computed trait. */
export interface ComputedTrait extends Computation {
  definition: { query: string; type: "USERS" | "ACCOUNTS" };
  options: Record<string, unknown>;
}

/** A stored preview. Its results are derived when it is read. */
export interface AudiencePreview {
  id: string;
  audienceType: AudienceType;
  definition: Audience["definition"];
  options: AudienceOptions;
  startedAt: number;
}

/** The schedule of an audience's runs. */
export interface AudienceSchedule {
  id: string;
  audienceId: string;
  strategy: "PERIODIC" | "SPECIFIC_DAYS";
  config: { interval: string } | { days: number[]; hours: number[]; timezone: string } | null;
  since: number;
}

/** The connection of an audience to a destination of the workspace. */
export interface DestinationConnection {
  id: string;
  audienceId: string;
  destinationId: string;
  createdAt: string;
  updatedAt: string;
  idSyncConfiguration: unknown[];
  connectionSettings?: unknown;
}

/** A stored activation: the data that a connection sends. */
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

/** The choice of a person for messages to an address. The id joins type and key. */
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

/** The selective sync of a profiles warehouse. Its id is the warehouse's. */
export interface ProfilesSync {
  id: string;
  enableEventTables: boolean;
  /** Deselected collections, and properties as `collection/property`. */
  off: string[];
}

/** The parts of a journey step that the simulator reads. */
export interface JourneyState {
  type: string;
  key: { id: string; name?: string };
  audienceId?: string;
  transitions?: { next: string; percentage?: number }[];
  destinations?: JourneyDestination[];
}

/** A destination of a journey step and its activations. */
export interface JourneyDestination {
  destinationId: string;
  activations: { id?: string; actionDefinition: { id?: string; actionId: string } }[];
}

/** The steps and rules of a journey version. */
export interface JourneyDefinition {
  initialState: string;
  states: JourneyState[];
  entryRules: { type: string };
  exitRules: { rules: { audienceId?: string }[]; relatedDestinations?: JourneyState[] };
}

/** A journey definition with its states by their IDs. Segment describes none of its parts further. */
export interface KeyedJourneyDefinition {
  initial: string;
  states: Record<string, Record<string, unknown>>;
  entryRules?: Record<string, unknown>;
  exitRules?: Record<string, unknown>;
}

/** A stored version of a journey. */
export interface JourneyVersion extends Stamps {
  id: string;
  version: number;
  status: "DRAFT" | "PUBLISHED" | "ENTRY_PAUSED" | "ARCHIVED";
  definition: JourneyDefinition | KeyedJourneyDefinition;
  /** When the version opened for entry, in milliseconds since 1970. */
  openedAt?: number;
  /** When the version closed for entry, in milliseconds since 1970. */
  closedAt?: number;
}

/** A stored journey. It has at least one version, newest last. */
export interface Journey extends Stamps {
  id: string;
  name: string;
  description: string;
  /** The number of versions it ever had. */
  count: number;
  versions: JourneyVersion[];
}

/** The state of one space. */
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

  /** Removes an audience and everything that depends on it. */
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

  /** Removes the connections to a deleted destination. */
  disconnect(destination: string): void {
    for (const { id, destinationId } of this.connections.all) {
      if (destinationId === destination) this.removeConnection(id);
    }
  }
}
