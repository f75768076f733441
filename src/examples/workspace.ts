import type { Models } from "../contract/models";
import { source } from "./resources";

/** A workspace as Segment returns it. */
export const workspace: Models["WorkspaceV1"] = {
  id: source.workspaceId,
  slug: "example",
  name: "Example",
};
