/** The types of functions, with their labels. */
export const RESOURCE_TYPES = {
  SOURCE: "Source",
  DESTINATION: "Destination",
  INSERT_DESTINATION: "Destination Insert",
  INSERT_SOURCE: "Source Insert",
  INSERT_TRANSFORMATION: "Transformation Insert",
} as const;

/** The types of insert functions, which run within a pipeline. */
export const INSERT_TYPES = [
  "INSERT_DESTINATION",
  "INSERT_SOURCE",
  "INSERT_TRANSFORMATION",
] as const;
