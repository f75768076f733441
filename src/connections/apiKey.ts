import { connection } from "@prismatic-io/spectral";

/** The one connection: a Public API token and the workspace it belongs to. */
export const apiKey = connection({
  key: "apiKey",
  display: {
    label: "API Key",
    description:
      "Authenticate with a Public API token, which only a Workspace Owner of the workspace can create.",
    icons: { avatarPath: "icon.png" },
  },
  inputs: {
    apiKey: {
      label: "API Key",
      type: "password",
      required: true,
      comments:
        "A Public API token. Create it in Segment under Settings, Workspace settings, Access Management, Tokens, as Workspace Owner for all steps or as Workspace Member with the roles that the steps need. Segment shows it once.",
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
