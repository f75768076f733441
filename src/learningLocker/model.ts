/** A waypoint of a journey: statements that a person must have, a number of times. */
export interface Waypoint {
  _id?: string;
  description?: string;
  /** An inactive waypoint is not processed. */
  isActive?: boolean;
  /** A Mongo query over stored statements, as JSON text or as an object. */
  conditions: string | object;
  /** The number of statements that must match. */
  count?: number;
  /** The place among the waypoints; the first one is 0 or 1. */
  order?: number;
}

/** A reaction of Learning Locker to a completed journey. */
export interface Outcome {
  _id?: string;
  description?: string;
  isActive?: boolean;
  /** `callback`; Learning Locker supports no other. */
  type?: string;
  /** The URL that receives a POST. */
  callback?: string;
  tripCount?: number;
}

/**
 * A journey of Learning Locker, as its HTTP interface documents and returns it. Learning Locker's
 * documentation: HTTP interfaces, Journeys.
 */
export interface LearningLockerJourney {
  _id?: string;
  organisation?: string;
  owner?: string;
  version?: number;
  createdAt?: string;
  updatedAt?: string;
  /** The name of the journey. */
  description: string;
  isActive?: boolean;
  /** The IDs of the stores whose statements count. */
  sources?: string[];
  waypoints: Waypoint[];
  outcomes?: Outcome[];
  isSequential?: boolean;
  isRepeatable?: boolean;
  trackBy?: string;
  recalculateStatus?: { inProgress?: boolean; totalCount?: number; remainingCount?: number };
  isPublic?: boolean;
  sendCompletedStatement?: boolean;
  /** The Mongo index of the queries. */
  queryHint?: string;
}

/** A document that has still to be checked: any field can have any value. */
export type Unchecked<Model> = { readonly [Name in keyof Model]?: unknown };
