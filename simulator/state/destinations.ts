import type { Settings } from "./settings";

/** A stored destination. Its secrets are not masked. */
export interface Destination {
  id: string;
  /** Null for a classic destination that never had a name. */
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

/** The effect of a destination filter on an event. */
export interface FilterAction {
  type: "ALLOW_PROPERTIES" | "DROP" | "DROP_PROPERTIES" | "SAMPLE";
  fields?: Record<string, unknown>;
  percent?: number;
  path?: string;
}

/** A stored filter of one destination. */
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

/** A stored transformation: the request's fields, listed here or not, and an id. */
export interface Transformation {
  id: string;
  name: string;
  sourceId: string;
  destinationMetadataId?: string;
  enabled: boolean;
  if: string;
  newEventName?: string;
}
