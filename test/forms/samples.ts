import type { FormResult } from "./form";

const pointer = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");

/**
 * A form with a control for each property, one below the other, with its description shown.
 * @param options further options of the controls, by the names of their properties.
 */
export function formOf(
  properties: Record<string, object>,
  {
    options = {},
    data = {},
    ...schema
  }: { options?: Record<string, object>; data?: unknown; required?: string[]; title?: string } = {},
): FormResult {
  const elements = Object.keys(properties).map((name) => ({
    type: "Control",
    scope: `#/properties/${pointer(name)}`,
    options: { showUnfocusedDescription: true, ...options[name] },
  }));
  return {
    schema: { type: "object", properties, ...schema },
    uiSchema: { type: "VerticalLayout", elements },
    data,
  };
}

/** A table of the keys and values of a map of texts. */
export const textMap = (title: string): object => ({
  type: "array",
  title,
  items: {
    type: "object",
    properties: {
      key: { type: "string", title: "Key" },
      value: { type: "string", title: "Value" },
    },
    required: ["key"],
  },
});

/** The choices of a dropdown, titles by values. */
export const choices = (titles: Record<string, string>): object => ({
  type: "string",
  oneOf: Object.entries(titles).map(([value, title]) => ({ const: value, title })),
});

/** One control of every kind. */
export const EVERY_KIND: FormResult = formOf(
  {
    endpoint: { type: "string", title: "Endpoint (https://…)*", description: "Where it is sent." },
    apiKey: { type: "string", title: "API Key", format: "password", description: "Kept secret." },
    template: { type: "string", title: "Template", description: "As many lines as it takes." },
    batch: { type: "boolean", title: "Batch Events", description: "Sends many at once." },
    debug: { type: "boolean", title: "Debug", description: "Writes a line for each." },
    rate: { type: "number", title: "Sample Rate", description: "From 0 to 1." },
    size: { type: "integer", title: "Batch Size", description: "Events in a batch." },
    region: {
      title: "Region",
      description: "Where data stays.",
      ...choices({ us: "US", eu: "EU" }),
    },
    events: { type: "array", title: "Events", description: "By name.", items: { type: "string" } },
    headers: { description: "Sent along.", ...textMap("Headers") },
  },
  {
    title: "Settings of Lantern CRM",
    required: ["endpoint", "apiKey", "region"],
    options: { apiKey: { format: "password" }, template: { multi: true }, batch: { toggle: true } },
  },
);

/** A form whose data is a list: each row has a text, a choice and two checkboxes. */
export const ROWS: FormResult = {
  schema: {
    type: "array",
    title: "Rules",
    description: "One for each event.",
    items: {
      type: "object",
      properties: {
        event: { type: "string", title: "Event" },
        type: { title: "Type", ...choices({ track: "Track", page: "Page" }) },
        enabled: { type: "boolean", title: "Enabled", default: true },
        strict: { type: "boolean", title: "Strict" },
      },
      required: ["event"],
    },
  },
  uiSchema: { type: "Control", scope: "#" },
  data: [{ event: "Order Completed", type: "page", strict: true }],
};
