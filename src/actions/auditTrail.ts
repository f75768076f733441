import { auditEvent } from "../examples/auditTrail";
import { pagination } from "../examples/resources";
import { id, text, time } from "../inputs/fields";
import { segmentAction } from "../kit/segmentAction";

const startTime = time({
  label: "Start Time",
  comments: "List events from this time on, in ISO 8601.",
  example: "2026-01-01T00:00:00.000Z",
});

const endTime = time({
  label: "End Time",
  comments: "List events before this time, in ISO 8601; leave empty for all until now.",
  example: "2026-02-01T00:00:00.000Z",
});

const resourceId = id({
  label: "Resource ID",
  comments: "List events about this resource only, by the ID of a source, a warehouse or the like.",
  example: "qQEHquLrjRDN9j1ByrChyn",
});

const resourceType = text({
  label: "Resource Type",
  comments:
    "List events about resources of this type only, as the events answer it under resourceType.",
  example: "SOURCE",
});

export const listAuditEvents = segmentAction("listAuditEvents", {
  label: "List Audit Events",
  description: "List what was done in the workspace, and by whom.",
  route: "GET /audit-events",
  pages: "events",
  inputs: { startTime, endTime, resourceId, resourceType },
  example: { events: [auditEvent], pagination },
});
