/** The types of regulations of a whole workspace, with their labels. */
export const WORKSPACE_REGULATION_TYPES = {
  DELETE_INTERNAL: "Delete in Segment",
  DELETE_ONLY: "Delete",
  SUPPRESS_ONLY: "Suppress",
  SUPPRESS_WITH_DELETE: "Suppress and Delete",
  SUPPRESS_WITH_DELETE_INTERNAL: "Suppress, and Delete in Segment",
  UNSUPPRESS: "Unsuppress",
} as const;

/** The types of regulations of one source or of a whole workspace, with their labels. */
export const REGULATION_TYPES = {
  DELETE_ARCHIVE_ONLY: "Delete in Archives",
  ...WORKSPACE_REGULATION_TYPES,
} as const;
