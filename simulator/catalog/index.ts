import { inventDestinations, inventSources } from "./invented";
import { knownDestinations, knownSources } from "./known";
import type { Catalog } from "./types";
import { warehouses } from "./warehouses";

/** The catalog of both regions. It is about as large as Segment's, and no request changes it. */
export const catalog: Catalog = {
  sources: [...knownSources, ...inventSources(180 - knownSources.length)],
  destinations: [...knownDestinations, ...inventDestinations(400 - knownDestinations.length)],
  warehouses,
};
