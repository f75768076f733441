import type { Models } from "../contract/models";
import { user } from "./resources";
import { space } from "./spaces";

/** A computed trait as Segment returns it. */
export const computedTrait: Models["ComputedTraitSummary"] = {
  id: "ctr_3XvNz8KqWmTc6RbL4YhJpF",
  spaceId: space.id,
  name: "Order count",
  description: "The number of orders of a user.",
  key: "order_count",
  enabled: true,
  definition: { type: "USERS", query: "event('Order Completed').count()" },
  status: "Live",
  createdBy: user.id,
  updatedBy: user.id,
  createdAt: "2026-01-31T08:00:00.000Z",
  updatedAt: "2026-01-31T08:00:00.000Z",
  options: {
    includeHistoricalData: true,
    includeAnonymousUsers: false,
    backfillDurationDays: 30,
  },
};
