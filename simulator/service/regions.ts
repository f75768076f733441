/** A region. Each has its own host, tokens and workspace. */
export type RegionName = "us" | "eu";

/** The host and the workspace of each region. `offset` makes the ids of the regions differ. */
export const REGIONS = {
  us: { host: "api.segmentapis.com", slug: "acme-us", name: "Acme", offset: 0 },
  eu: { host: "eu1.api.segmentapis.com", slug: "acme-eu", name: "Acme Europe", offset: 1 },
};

/** Returns the region of a host name. */
export function regionOf(host: string): RegionName | undefined {
  if (host === REGIONS.us.host) return "us";
  return host === REGIONS.eu.host ? "eu" : undefined;
}

/** The two hosts of Segment's Public API. */
export const SEGMENT_HOSTS = [REGIONS.us.host, REGIONS.eu.host];
