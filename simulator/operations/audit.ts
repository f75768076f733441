import { invalid } from "../contract/errors";
import type { Handlers } from "./handler";
import { listData } from "./lists";

interface AuditQuery {
  startTime?: string;
  endTime?: string;
  resourceId?: string;
  resourceType?: string;
}

/** The audit trail, newest first. `startTime` is inclusive, `endTime` exclusive. */
export const audit: Handlers = {
  listAuditEvents(request, workspace) {
    const { startTime, endTime, resourceId, resourceType } = request.query as AuditQuery;
    const start = parseTime("startTime", startTime) ?? Number.NEGATIVE_INFINITY;
    const end = parseTime("endTime", endTime) ?? Number.POSITIVE_INFINITY;
    const found = workspace.auditTrail.newestFirst.filter((event) => {
      const at = Date.parse(event.timestamp);
      return (
        at >= start &&
        at < end &&
        (resourceId === undefined || event.resourceId === resourceId) &&
        (resourceType === undefined || event.resourceType === resourceType)
      );
    });
    return listData(request, "events", found);
  },
};

function parseTime(field: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const parsed = Date.parse(text);
  if (Number.isNaN(parsed)) throw invalid(field, `${field} is not a time`);
  return parsed;
}
