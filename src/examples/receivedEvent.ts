/** An event as Segment sends it to a webhook. */
export const receivedEvent = {
  type: "track",
  event: "Order Completed",
  messageId: "prismatic-3yNnEFXMhgRmrDbTwdJKmg",
  userId: "customer-42",
  properties: { order_id: "order-1", total: 42.5 },
  context: { library: { name: "prismatic-segment", version: "1.0.0" } },
  timestamp: "2026-03-04T05:06:07.890Z",
  receivedAt: "2026-03-04T05:06:08.123Z",
  version: 2,
};
