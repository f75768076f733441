/** A request of Raw Request by its inputs, and the result of the step. */
export const RAW_REQUEST_EXAMPLE = {
  inputs: {
    method: "POST",
    url: "/labels",
    data: '{"label": {"key": "team", "value": "shop", "description": "Run by the shop team"}}',
  },
  result: {
    data: {
      label: { key: "team", value: "shop", description: "Run by the shop team" },
    },
  },
} as const;

/** The lines of the example in the section of Raw Request. */
export function rawRequestExample(): string[] {
  const { inputs, result } = RAW_REQUEST_EXAMPLE;
  return [
    "For example, create a label. These are the inputs; the others keep their defaults:",
    "",
    "| Input | Value |",
    "|---|---|",
    `| URL | \`${inputs.url}\` |`,
    `| Method | \`${inputs.method}\` |`,
    `| Data | \`${inputs.data}\` |`,
    "",
    "The result of the step, in which a later step reads the value of the label as `results.data.label.value`:",
    "",
    "```json",
    JSON.stringify(result, null, 2),
    "```",
    "",
    "A step in a flow file: [raw-request.yml](../../flows/raw-request.yml), which also reads a list page by page.",
    "",
  ];
}
