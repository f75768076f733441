import { connection } from "@prismatic-io/spectral";

/** The one connection: a Public API token and the workspace it belongs to. */
export const apiKey = connection({
  key: "apiKey",
  display: {
    label: "API Key",
    description:
      "Authenticate with a Public API token of the Segment workspace, which only a Workspace Owner can create.",
    icons: { avatarPath: "icon.png" },
  },
  inputs: {
    apiKey: {
      label: "API Key",
      type: "password",
      required: true,
      comments:
        "A Workspace Owner creates the token in Segment: Settings > Workspace settings > Access Management > Tokens. Segment shows it once. Give it the roles of the steps that run: Workspace Member for least access, Workspace Owner for all.",
    },
    subdomain: {
      label: "Subdomain",
      type: "string",
      required: true,
      placeholder: "my-workspace",
      example: "my-workspace",
      comments:
        "The workspace slug, as in app.segment.com/my-workspace. Errors name the workspace by it, and Test Connection compares it with the API key's workspace. It never changes the host of a request.",
    },
  },
});
