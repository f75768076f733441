import { Collection } from "./collection";
import type { Settings } from "./workspace";

/** What a destination filter does to an event. */
export interface FilterAction {
  type: "ALLOW_PROPERTIES" | "DROP" | "DROP_PROPERTIES" | "SAMPLE";
  fields?: Record<string, unknown>;
  percent?: number;
  path?: string;
}

/** A filter of one destination, as it is kept. */
export interface DestinationFilter {
  id: string;
  sourceId: string;
  destinationId: string;
  if: string;
  actions: FilterAction[];
  title: string;
  description?: string;
  enabled: boolean;
  createdAt: string;
  updatedAt: string;
}

/** A filter of a space, a source or a destination, as it is kept. */
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

/** That an insert function works on a source or a destination; its secrets are not masked. */
export interface InsertInstance {
  id: string;
  name: string;
  functionId: string;
  integrationId: string;
  enabled: boolean;
  settings: Settings;
  createdAt: string;
  updatedAt: string;
}

/** When a warehouse is loaded; its id is the warehouse's. */
export interface SyncSchedule {
  id: string;
  enabled: boolean;
  schedule?: { times: { hourOfDay: number; enabled: boolean }[]; timezone: string };
}

/** Whether a source, a collection of it, or a property of that is loaded into a warehouse. */
export interface SyncOverride {
  id: string;
  warehouseId: string;
  sourceId: string;
  collection?: string;
  property?: string;
  enabled: boolean;
}

/** A query whose rows Reverse ETL sends, as it is kept. */
export interface ReverseEtlModel {
  id: string;
  sourceId: string;
  name: string;
  description: string;
  enabled: boolean;
  query: string;
  queryIdentifierColumn: string;
}

/** A run of a model; how far it is follows from the time. */
export interface ReverseEtlSync {
  id: string;
  modelId: string;
  sourceId: string;
  subscriptionId: string;
  startedAt: number;
  canceledAt?: number;
  fails: boolean;
  /** Whether the subscription has never had rows of the model before. */
  first: boolean;
}

/** What acts on data between sources, destinations and warehouses. */
export class Pipeline {
  readonly destinationFilters = new Collection<DestinationFilter>();
  readonly spaceFilters = new Collection<SpaceFilter>();
  readonly insertInstances = new Collection<InsertInstance>();
  readonly schedules = new Collection<SyncSchedule>();
  readonly overrides = new Collection<SyncOverride>();
  readonly models = new Collection<ReverseEtlModel>();
  readonly syncs = new Collection<ReverseEtlSync>();

  /** Removes all that hangs on a source, destination, warehouse, function or model, by its id. */
  forget(id: string): void {
    this.destinationFilters.deleteWhere(({ destinationId }) => destinationId === id);
    this.spaceFilters.deleteWhere(({ integrationId }) => integrationId === id);
    this.insertInstances.deleteWhere((one) => one.functionId === id || one.integrationId === id);
    this.schedules.delete(id);
    this.overrides.deleteWhere((one) => one.warehouseId === id || one.sourceId === id);
    for (const model of this.models.deleteWhere(({ sourceId }) => sourceId === id)) {
      this.forget(model.id);
    }
    this.syncs.deleteWhere(({ modelId }) => modelId === id);
  }
}
