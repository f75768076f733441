/** A stored model: a query whose rows Reverse ETL sends. */
export interface ReverseEtlModel {
  id: string;
  sourceId: string;
  name: string;
  description: string;
  enabled: boolean;
  query: string;
  queryIdentifierColumn: string;
}

/** A run of a model. Its progress is derived from the time. */
export interface ReverseEtlSync {
  id: string;
  modelId: string;
  sourceId: string;
  subscriptionId: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Milliseconds since 1970. */
  canceledAt?: number;
  fails: boolean;
  /** Milliseconds of the load phase; 20,000 by default. */
  loadingMs?: number;
  /** True if it is the subscription's first sync of the model. */
  first: boolean;
}
