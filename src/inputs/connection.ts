/** The connection that every action and data source authenticates with. */
export const connection = {
  type: "connection" as const,
  label: "Connection",
  required: true,
  comments: "The connection that holds the API token of the workspace.",
};
