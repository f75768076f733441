import type { Models } from "../contract/models";

/** A tracking plan as Segment returns it. */
export const trackingPlan: Models["TrackingPlanV1"] = {
  id: "tp_kR7vNz3XqWm9TcY5LfJ8Bd",
  name: "Orders",
  slug: "orders",
  description: "The events that the shop sends about orders.",
  type: "LIVE",
  createdAt: "2026-01-31T08:00:00.000Z",
  updatedAt: "2026-01-31T08:00:00.000Z",
};

/** A rule of a tracking plan as Segment returns it. */
export const rule: Models["RuleV1"] = {
  type: "TRACK",
  key: "Order Completed",
  version: 1,
  jsonSchema: {
    type: "object",
    properties: {
      properties: {
        type: "object",
        properties: { total: { type: "number" } },
        required: ["total"],
      },
    },
  },
  createdAt: "2026-01-31T08:00:00.000Z",
  updatedAt: "2026-01-31T08:00:00.000Z",
};
