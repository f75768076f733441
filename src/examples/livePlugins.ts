import type { Models } from "../contract/models";
import { source, user } from "./resources";

/** A live plugin as Segment returns it. */
export const livePlugin: Models["LivePluginsAlpha"] = {
  id: "bW8sLq3XvN6yTk5JzRfC9D",
  sourceId: source.id,
  createdAt: "2026-01-31T08:00:00.000Z",
  createdBy: user.id,
  downloadURL: "https://example.com/live-plugins/1.js",
  version: 1,
  code: "class Currency extends LivePlugin {}",
};
