import type { Models } from "../contract/models";
import { source } from "./resources";
import { space } from "./spaces";

/** A filter of a space as Segment returns it. */
export const spaceFilter: Models["Filter"] = {
  id: "v9kYBZjDBmivPzMvKL6PR6",
  workspaceId: source.workspaceId,
  integrationId: space.id,
  enabled: true,
  name: "Drop test events",
  description: "Keeps test events out of the profiles.",
  if: 'event = "Test"',
  drop: true,
  createdAt: "2026-01-31T08:00:00.000Z",
  updatedAt: "2026-01-31T08:00:00.000Z",
};
