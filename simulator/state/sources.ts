import type { Settings } from "./settings";

/** A label of a source. */
export interface Label {
  key: string;
  value: string;
  description?: string;
}

/** A stored source. Its secrets are not masked. */
export interface Source {
  id: string;
  slug: string;
  name: string;
  metadataId: string;
  enabled: boolean;
  writeKeys: string[];
  settings: Settings;
  labels: Label[];
}

/** The reaction of a source to events that its tracking plan does not list. */
export interface SchemaSettings {
  track: Record<string, unknown>;
  identify: Record<string, unknown>;
  group: Record<string, unknown>;
  /** Ids of sources. */
  forwardingViolationsTo?: string;
  forwardingBlockedEventsTo?: string;
}

/** The plugin that runs in the apps of a source. */
export interface LivePlugin {
  id: string;
  sourceId: string;
  createdAt: string;
  createdBy: string;
  downloadURL: string;
  version: number;
  code: string | null;
}

/**
 * Schema settings that do not forward to a deleted source. Settings that forward elsewhere are returned
 * unchanged.
 */
export function withoutForwardingTo(sourceId: string, settings: SchemaSettings): SchemaSettings {
  const { forwardingViolationsTo: violations, forwardingBlockedEventsTo: blocked } = settings;
  const left = { ...settings };
  if (violations === sourceId) delete left.forwardingViolationsTo;
  if (blocked === sourceId) delete left.forwardingBlockedEventsTo;
  return left;
}
