import type { Step } from "./step";

/** The workspace and the catalog. */
export const workspace: Step[] = [
  ["getWorkspace", "GET", "/"],
  ["echo", "GET", "/echo?message=hello"],
  ["getSourcesCatalog", "GET", "/catalog/sources?pagination[count]=200"],
  ["getDestinationsCatalog", "GET", "/catalog/destinations?pagination[count]=500"],
  ["getWarehousesCatalog", "GET", "/catalog/warehouses"],
  ["getSourceMetadata", "GET", "/catalog/sources/1bow82lmk"],
  ["getDestinationMetadata", "GET", "/catalog/destinations/614a3c7d791c91c41bae7599"],
  ["getWarehouseMetadata", "GET", "/catalog/warehouses/55d3d3aea3c"],
];
