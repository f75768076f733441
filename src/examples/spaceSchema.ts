import type { Models } from "../contract/models";

/** A path to an entity of a space as Segment returns it. */
export const entityPath: Models["EntityPathAlpha"] = {
  id: "7LzTn4KxWqVc2RbM9YhJgD",
  entityName: "Order",
  pathName: "Account > Order",
  entitySlug: "order",
  relationshipSlugs: ["user-accounts", "account-orders"],
  childRelationshipSlugs: ["order-products"],
  parentRelationshipSlugPath: "user-accounts:account-orders",
};

/** A property of an entity as Segment returns it, with sample values. */
export const entityProperty: Models["EntityPropertyAlpha"] = {
  name: "total",
  primaryKey: false,
  dataType: "FLOAT",
  samples: ["19.90", "42.00"],
};

/** An event of a space as Segment returns it. */
export const seenEvent: Models["EventAlpha"] = {
  name: "Order Completed",
  type: "TRACK",
  lastSeenAt: "2026-01-31T08:00:00.000Z",
};

/** A property of an event as Segment returns it, with sample values. */
export const eventProperty: Models["EventPropertyAlpha"] = {
  name: "coupon",
  type: "PROPERTY",
  eventName: seenEvent.name,
  lastSeenAt: "2026-01-31T08:00:00.000Z",
  samples: ["SPRING", "WELCOME"],
};

/** A trait of a space as Segment returns it, with sample values. */
export const trait: Models["TraitAlpha"] = {
  trait: "city",
  type: "CUSTOM",
  lastSeenAt: "2026-01-31T08:00:00.000Z",
  samples: ["Berlin", "Lisbon"],
};
