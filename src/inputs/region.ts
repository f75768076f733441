import { choice, required } from "./fields";

/**
 * The hosts of Segment's Public API, by the value of the Region input. These two constants are the
 * only places that ever receive the token.
 */
export const HOSTS = {
  api: "api.segmentapis.com",
  "eu1.api": "eu1.api.segmentapis.com",
} as const;

/** The value of the Region input. */
export type Region = keyof typeof HOSTS;

/** What each region is called. */
export const REGION_NAMES: Record<Region, string> = { api: "US", "eu1.api": "EU" };

/** Which of Segment's two regions the workspace is in. */
export const region = required(
  choice(
    {
      label: "Region",
      comments: "The region the workspace is in; an API key works in its own region only.",
      default: "api",
    },
    REGION_NAMES,
  ),
);
