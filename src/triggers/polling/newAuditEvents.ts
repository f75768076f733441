import { listAll } from "../../api/lists";
import { readTime } from "../../composite/time";
import { auditEvent } from "../../examples/auditTrail";
import { resourceId, resourceType } from "../../inputs/auditedResource";
import { textList } from "../../inputs/fields";
import { pollTrigger } from "./pollTrigger";

const listEvents = listAll("listAuditEvents", "GET /audit-events", "events", [
  "id",
  "timestamp",
  "type",
]);

const MINUTE_MS = 60_000;

const eventTypes = textList({
  label: "Event Types",
  comments:
    "Only events of these types start the flow, written as in type of a listed event. If left empty, events of all types do.",
  example: "Source Created",
});

const isoTime = (time: number): string => new Date(time).toISOString();

/** Compares types in any case. */
const plain = (type: string): string => type.trim().toLowerCase();

/**
 * Starts the flow for new entries of the audit trail. Neither their order nor the time for which they
 * are kept is documented, so that a poll reads every page of its range, up to one fixed end.
 */
export const newAuditEvents = pollTrigger({
  label: "New Audit Events",
  description: "Start the flow for changes in the workspace, such as a new source.",
  inputs: { eventTypes, resourceId, resourceType },
  overlapMs: 5 * MINUTE_MS,
  async read({ client }, { resourceId, resourceType }, { since, from, now }) {
    // The clock may have been set back.
    const end = Math.max(now, since + MINUTE_MS);
    return {
      items: await listEvents(client, {
        startTime: isoTime(from),
        endTime: isoTime(end),
        resourceId,
        resourceType,
      }),
    };
  },
  identity: ({ id }) => id,
  time: ({ timestamp }) => readTime(timestamp),
  keep: ({ type }, { eventTypes = [] }) =>
    eventTypes.length === 0 || eventTypes.some((wanted) => plain(wanted) === plain(type)),
  example: [auditEvent],
});
