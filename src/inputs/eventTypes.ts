/** The types of Segment's events, by the name of each in the designer. */
export const EVENT_TYPE_LABELS = {
  track: "Track",
  identify: "Identify",
  page: "Page",
  screen: "Screen",
  group: "Group",
  alias: "Alias",
} as const;

/** A type of Segment's events. */
export type EventType = keyof typeof EVENT_TYPE_LABELS;

/** The types of Segment's events. */
export const EVENT_TYPES = Object.keys(EVENT_TYPE_LABELS) as readonly EventType[];
