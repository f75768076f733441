import type { Models } from "../contract/models";

/** A reverse ETL model as Segment returns it. */
export const reverseEtlModel: Models["ReverseEtlModel"] = {
  id: "61nigNi3wkT4JWV143SuZS",
  sourceId: "rB5kWz8NqTc3LxVm7YhJpG",
  name: "Customers",
  description: "The customers with their plan.",
  enabled: true,
  query: "SELECT id, email, plan FROM customers",
  queryIdentifierColumn: "id",
};

/** The state of a reverse ETL sync as Segment returns it. */
export const reverseEtlSync: Models["ReverseETLSyncStatus"] = {
  syncId: "VhEnvd26Xnn4SJY3NZ4bH7",
  modelId: reverseEtlModel.id,
  sourceId: reverseEtlModel.sourceId,
  syncStatus: "SUCCESS",
  duration: "00:01:30",
  startedAt: "2026-01-31T08:00:00.000Z",
  finishedAt: "2026-01-31T08:01:30.000Z",
  extractPhase: {
    addedCount: "40",
    updatedCount: "2",
    deletedCount: "0",
    extractCount: "42",
    errorCode: "",
    startedAt: "2026-01-31T08:00:00.000Z",
    finishedAt: "2026-01-31T08:01:00.000Z",
  },
  loadPhase: {
    deliverSuccessCount: "42",
    deliverFailureCount: "0",
    errorCode: "",
    startedAt: "2026-01-31T08:01:00.000Z",
    finishedAt: "2026-01-31T08:01:30.000Z",
  },
};
