import type { Models } from "../contract/models";
import { source } from "./resources";

/** A credential as Segment returns it. */
export const credential: Models["CredentialV1"] = {
  id: "tN6wQz4JhYvK8sRfXc3BmP",
  workspaceId: source.workspaceId,
  name: "Analytics database",
  settings: { username: "segment" },
  createdAt: "2026-01-31T08:00:00.000Z",
  updatedAt: "2026-01-31T08:00:00.000Z",
};
