import type { Models } from "../contract/models";
import { warehouse } from "./resources";

/** A space as Segment answers it. */
export const space: Models["Space"] = {
  id: "spa_7bKq2VxWm9RtYcH4LpZs8N",
  slug: "production",
  name: "Production",
};

/** A messaging subscription as Segment answers it once it is replaced. */
export const messagingSubscription: Models["MessageSubscriptionResponse"] = {
  key: "ada@example.com",
  type: "EMAIL",
  status: "SUBSCRIBED",
  groups: [{ id: "grp_3VdNw8KxTqLzRb5YcJm7Fh", name: "Newsletter", status: "SUBSCRIBED" }],
};

/** A messaging subscription as Segment answers a query for it. */
export const foundMessagingSubscription: Models["GetMessagingSubscriptionSuccessResponse"] = {
  key: "ada@example.com",
  type: "EMAIL",
  status: "SUBSCRIBED",
  groups: [
    {
      id: "grp_3VdNw8KxTqLzRb5YcJm7Fh",
      name: "Newsletter",
      status: "SUBSCRIBED",
      updatedAt: "2026-01-31T08:00:00.000Z",
    },
  ],
  updatedAt: "2026-01-31T08:00:00.000Z",
};

/** A warehouse that a space's profiles are written to; its password never comes back. */
export const profilesWarehouse: Models["ProfilesWarehouseAlpha"] = {
  id: "gT4nWxQ8kVbRz2LcYm6JpD",
  spaceId: space.id,
  workspaceId: warehouse.workspaceId,
  enabled: true,
  settings: { name: "Profiles", host: "db.example.com", port: "5432", database: "profiles" },
  metadata: warehouse.metadata,
  schemaName: "production",
};

/** What of a space's profiles is written to a warehouse: one table. */
export const profilesTable: Models["SpaceWarehouseSelectiveSyncItemAlpha"] = {
  collection: "profile_traits_updates",
  warehouseId: profilesWarehouse.id,
  enabled: true,
  properties: { segment_id: true, name: true, value: true },
};
