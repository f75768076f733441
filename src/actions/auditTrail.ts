import { auditEvent } from "../examples/auditTrail";
import { pagination } from "../examples/resources";
import { resourceId, resourceType } from "../inputs/auditedResource";
import { time } from "../inputs/fields";
import { segmentAction } from "../kit/segmentAction";

const startTime = time({
  label: "Start Time",
  comments:
    "Lists only events from this time on, in ISO 8601. If left empty, Segment chooses the time.",
  example: "2026-01-01T00:00:00.000Z",
});

const endTime = time({
  label: "End Time",
  comments: "Lists only events before this time, in ISO 8601. If left empty, now.",
  example: "2026-02-01T00:00:00.000Z",
});

export const listAuditEvents = segmentAction("listAuditEvents", {
  description: "List the changes in the workspace with the people who made them.",
  route: "GET /audit-events",
  pages: "events",
  inputs: { startTime, endTime, resourceId, resourceType },
  example: { events: [auditEvent], pagination },
});
