import { knownDestinations, knownSources } from "./known";
import { madeUpDestinations, madeUpSources } from "./madeup";
import type { Catalog } from "./types";
import { warehouses } from "./warehouses";

/** The catalog of both regions: about as large as Segment's, never changed by a request. */
export const catalog: Catalog = {
  sources: [...knownSources, ...madeUpSources(180 - knownSources.length)],
  destinations: [...knownDestinations, ...madeUpDestinations(400 - knownDestinations.length)],
  warehouses,
};
