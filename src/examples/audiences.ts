import type { Models } from "../contract/models";
import { destination, source, user } from "./resources";
import { space } from "./spaces";

/** A schedule of an audience as Segment returns it. */
export const audienceSchedule: Models["AudienceSchedule"] = {
  id: "sch_9LvPz3KmWtXc7RbN5QyHgF",
  strategy: "SPECIFIC_DAYS",
  config: { days: [1, 4], hours: [8], timezone: "Europe/Berlin" },
  nextExecution: "2026-02-02T07:00:00.000Z",
};

/** An audience as Segment returns it when it is created or updated. */
export const audience: Models["AudienceSummary"] = {
  id: "aud_4GmXr8TzNcQ6vWbJ2hYkLd",
  spaceId: space.id,
  name: "Frequent buyers",
  description: "Users with at least three orders.",
  key: "frequent_buyers",
  enabled: true,
  definition: { targetEntity: null, query: "event('Order Completed').count() >= 3" },
  status: "Live",
  createdBy: user.id,
  updatedBy: user.id,
  createdAt: "2026-01-31T08:00:00.000Z",
  updatedAt: "2026-01-31T08:00:00.000Z",
  audienceType: "USERS",
  options: {
    includeHistoricalData: true,
    filterByExternalIds: ["user_id", "email"],
    backfillEventDataDays: 30,
  },
};

/** An audience as Segment returns it when it is read, with its schedules. */
export const detailedAudience: Models["AudienceSummaryWithAudienceTypeAndLookback"] = {
  ...audience,
  options: { ...audience.options, filterByExternalIds: ["user_id", "email"] },
  computeCadence: { type: "BATCH" },
  size: { type: "USERS", count: 1250 },
  schedules: [audienceSchedule],
};

/** A preview of an audience as Segment returns it when it is ready. */
export const audiencePreview: Models["AudiencePreview"] = {
  id: "6WcTn2XzKbQ9mRfV8LyHsJ",
  audienceType: "USERS",
  definition: { query: "event('Order Completed').count() >= 3" },
  options: { filterByExternalIds: ["user_id", "email"], backfillEventDataDays: 30 },
  status: "COMPLETED",
  results: [{ id: "use_2QvKx7TzWnLc5RbY9MgHpD" }],
  size: { type: "USERS", count: 1250 },
};

/** A connection of an audience to a destination as Segment returns it. */
export const audienceConnection: Models["SimpleDestination"] = {
  id: "ii_8RzVm4KxTcNq2WbL6YhJgP",
  name: destination.name ?? undefined,
  sourceId: destination.sourceId,
  enabled: true,
  createdAt: "2026-01-31T08:00:00.000Z",
  updatedAt: "2026-01-31T08:00:00.000Z",
  settings: destination.settings,
  destinationId: destination.id,
  metadata: {
    id: destination.metadata.id,
    name: destination.metadata.name,
    slug: destination.metadata.slug,
  },
  idSyncConfiguration: [{ externalId: "email", strategy: "last", mapTo: "email" }],
  connectionSettings: { audienceName: audience.name },
};

/** An activation of an audience as Segment returns it. */
export const activation: Models["ActivationOutput"] = {
  id: "act_5YkWq9TzLnVc3RxB7MfHjG",
  enabled: true,
  workspaceId: source.workspaceId,
  spaceId: space.id,
  audienceId: audience.id,
  connectionId: audienceConnection.id,
  activationType: "Audience Entered",
  activationName: "Welcome frequent buyers",
  personalization: { profile: { properties: ["email", "city"] } },
  destinationMapping: {
    actionId: "uD9jEQ4DxJZzhzVqppM7UD",
    settings: { partitionKey: "frequent-buyers" },
  },
  performResync: false,
};
