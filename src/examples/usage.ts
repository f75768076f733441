import type { Models } from "../contract/models";
import { source } from "./resources";

/** The API calls of the workspace on one day. */
export const apiCalls: Models["APICallSnapshotV1"] = {
  apiCalls: "4200",
  timestamp: "2026-01-31T00:00:00.000Z",
};

/** The API calls of a source on one day. */
export const sourceApiCalls: Models["SourceAPICallSnapshotV1"] = {
  sourceId: source.id,
  ...apiCalls,
};

/** The tracked users of the workspace on one day; the period is in seconds since 1970. */
export const trackedUsers: Models["MtuSnapshotV1"] = {
  periodStart: 1767225600,
  periodEnd: 1769904000,
  anonymous: "120",
  anonymousIdentified: "30",
  identified: "80",
  neverIdentified: "90",
  timestamp: "2026-01-31T00:00:00.000Z",
};

/** The tracked users of a source on one day. */
export const sourceTrackedUsers: Models["UsersPerSourceSnapshotV1"] = {
  sourceId: source.id,
  ...trackedUsers,
};
