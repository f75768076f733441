import type { EventType } from "../inputs/eventTypes";

/** An event as it is sent, without its write key. */
export interface TrackingEvent {
  type: EventType;
  /** Segment drops an event whose message ID it received in the last 24 hours or more. */
  messageId: string;
  /** The time of the event, in ISO 8601. */
  timestamp: string;
  context: Record<string, unknown>;
  integrations: Record<string, unknown>;
  userId?: string;
  anonymousId?: string;
  /** The fields of the type, such as `event` and `properties`. */
  [field: string]: unknown;
}

/** The limits of Segment's Tracking API. Sizes in bytes of UTF-8. */
export const TRACKING_LIMITS = {
  eventBytes: 32_768,
  /** Segment takes 500 kB. Its own libraries leave the same room. */
  bodyBytes: 475_000,
  eventsInBody: 2500,
  /** The values in properties and traits, at every level. */
  properties: 10_000,
  messageIdCharacters: 100,
} as const;

/** Names the sender in every event, as Segment's own libraries do. */
export const LIBRARY = { name: "prismatic-segment", version: "1.0.0" };
