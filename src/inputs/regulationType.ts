/** The types of a regulation of the whole workspace, with the label of each. */
export const WORKSPACE_REGULATION_TYPES = {
  DELETE_INTERNAL: "Delete in Segment",
  DELETE_ONLY: "Delete in Segment and Destinations",
  SUPPRESS_ONLY: "Suppress",
  SUPPRESS_WITH_DELETE: "Suppress, and Delete in Segment and Destinations",
  SUPPRESS_WITH_DELETE_INTERNAL: "Suppress, and Delete in Segment",
  UNSUPPRESS: "Unsuppress",
} as const;

/** The types of a regulation of one source, with the label of each. */
export const REGULATION_TYPES = {
  DELETE_ARCHIVE_ONLY: "Delete in Archives",
  ...WORKSPACE_REGULATION_TYPES,
} as const;
