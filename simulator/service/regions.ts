/** A region. Each has its own hosts, tokens and workspace. */
export type RegionName = "us" | "eu";

/** The Public API, or the tracking API that receives events. */
export type ServiceName = "api" | "tracking";

/** A host of Segment: the service of a region. */
export interface Endpoint {
  region: RegionName;
  service: ServiceName;
}

/** The hosts and the workspace of each region. `offset` makes the ids of the regions differ. */
export const REGIONS = {
  us: {
    host: "api.segmentapis.com",
    trackingHost: "api.segment.io",
    slug: "acme-us",
    name: "Acme",
    offset: 0,
  },
  eu: {
    host: "eu1.api.segmentapis.com",
    trackingHost: "events.eu1.segmentapis.com",
    slug: "acme-eu",
    name: "Acme Europe",
    offset: 1,
  },
};

/** The host of each region that receives events. */
export const TRACKING_HOSTS = {
  us: REGIONS.us.trackingHost,
  eu: REGIONS.eu.trackingHost,
} as const;

const ENDPOINTS = new Map<string, Endpoint>(
  (["us", "eu"] as const).flatMap((region): [string, Endpoint][] => [
    [REGIONS[region].host, { region, service: "api" }],
    [REGIONS[region].trackingHost, { region, service: "tracking" }],
  ]),
);

/** Returns the service and the region of a host name. */
export function endpointOf(host: string): Endpoint | undefined {
  return ENDPOINTS.get(host);
}

/** The hosts of Segment's Public API and those that receive events. */
export const SEGMENT_HOSTS = [...ENDPOINTS.keys()];
