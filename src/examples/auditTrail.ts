import type { Models } from "../contract/models";
import { source, user } from "./resources";

/** An event of the audit trail. */
export const auditEvent: Models["AuditEventV1"] = {
  id: "h3Rk8TzWqP5nXcV2LmYb7J",
  timestamp: "2026-01-31T08:00:00.000Z",
  type: "Source Modified",
  actor: user.id,
  actorEmail: user.email,
  resourceId: source.id,
  resourceType: "SOURCE",
  resourceName: "iOS app",
};
