import { connection } from "@prismatic-io/spectral";

/** The one connection: a Public API token and the workspace it belongs to. */
export const apiKey = connection({
  key: "apiKey",
  display: {
    label: "API Key",
    description: "Authenticate with a Public API token of the Segment workspace.",
  },
  inputs: {
    apiKey: {
      label: "API Key",
      type: "password",
      required: true,
      comments: "A Public API token, created in Segment under Settings, Access Management, Tokens.",
    },
    subdomain: {
      label: "Subdomain",
      type: "string",
      required: true,
      placeholder: "my-workspace",
      example: "my-workspace",
      comments:
        "The workspace slug, as in app.segment.com/my-workspace. It names the workspace in errors if Segment refuses the API key, and never changes the host of a request.",
    },
  },
});
