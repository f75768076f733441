/** The connection every action and picklist authenticates with. */
export const connection = {
  type: "connection" as const,
  label: "Connection",
  required: true,
  comments: "The Segment connection to use.",
};
