import type { Models } from "../contract/models";
import { destination, source } from "./resources";

/** A filter of a destination as Segment returns it. */
export const destinationFilter: Models["DestinationFilterV1"] = {
  id: "FdETKFDauL52CwGKc3ptUJ",
  sourceId: source.id,
  destinationId: destination.id,
  if: 'type = "track"',
  actions: [{ type: "DROP_PROPERTIES", fields: { properties: ["email"] } }],
  title: "Withhold email addresses",
  description: "Keeps email addresses out of the stream.",
  enabled: true,
  createdAt: "2026-01-31T08:00:00.000Z",
  updatedAt: "2026-01-31T08:00:00.000Z",
};
