import type { Models } from "../contract/models";
import { warehouse } from "./resources";

/** A space as Segment returns it. */
export const space: Models["Space"] = {
  id: "spa_7bKq2VxWm9RtYcH4LpZs8N",
  slug: "production",
  name: "Production",
};

/** A messaging subscription as Segment returns it after a change. */
export const messagingSubscription: Models["MessageSubscriptionResponse"] = {
  key: "ada@example.com",
  type: "EMAIL",
  status: "SUBSCRIBED",
  groups: [{ id: "grp_3VdNw8KxTqLzRb5YcJm7Fh", name: "Newsletter", status: "SUBSCRIBED" }],
};

/** A messaging subscription as Segment returns it from a query. */
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

/** A warehouse for the profiles of a space. Segment never returns its password. */
export const profilesWarehouse: Models["ProfilesWarehouseAlpha"] = {
  id: "gT4nWxQ8kVbRz2LcYm6JpD",
  spaceId: space.id,
  workspaceId: warehouse.workspaceId,
  enabled: true,
  settings: { name: "Profiles", host: "db.example.com", port: "5432", database: "profiles" },
  metadata: warehouse.metadata,
  schemaName: "production",
};

/** A table of a profiles warehouse with its sync state. */
export const profilesTable: Models["SpaceWarehouseSelectiveSyncItemAlpha"] = {
  collection: "profile_traits_updates",
  warehouseId: profilesWarehouse.id,
  enabled: true,
  properties: { segment_id: true, name: true, value: true },
};
