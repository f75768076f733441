import { connection } from "@prismatic-io/spectral";

/** The one connection: a Public API token and the workspace it belongs to. */
export const apiKey = connection({
  key: "apiKey",
  display: {
    label: "API Key",
    description: "Authenticate with a Public API token of the Segment workspace.",
    icons: { avatarPath: "icon.png" },
  },
  inputs: {
    apiKey: {
      label: "API Key",
      type: "password",
      required: true,
      comments:
        "A Public API token. A Workspace Owner creates it in Segment under Settings, Workspace settings, Access Management, Tokens, and sees it once. It needs Workspace Owner access, or Workspace Member access with the roles of the steps.",
    },
    subdomain: {
      label: "Subdomain",
      type: "string",
      required: true,
      placeholder: "my-workspace",
      example: "my-workspace",
      comments:
        "The workspace slug, as in app.segment.com/my-workspace. Errors name the workspace by it, and Test Connection compares it. It never changes the host of a request.",
    },
  },
});
