/**
 * The hosts of Segment's Public API, by the value of the Region input. The token is sent to these two
 * hosts and to no other.
 */
export const HOSTS = {
  api: "api.segmentapis.com",
  "eu1.api": "eu1.api.segmentapis.com",
} as const;

/**
 * The hosts of Segment's Tracking API, by region. The write key of a source is sent to these two hosts
 * and to no other.
 */
export const TRACKING_HOSTS: Record<Region, string> = {
  api: "api.segment.io",
  "eu1.api": "events.eu1.segmentapis.com",
};

/** The region of a workspace: the value of the Region input. */
export type Region = keyof typeof HOSTS;

/** The name of each region, as users see it. */
export const REGION_NAMES: Record<Region, string> = { api: "US", "eu1.api": "EU" };
