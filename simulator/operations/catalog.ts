import { catalog as all } from "../catalog";
import type { Handlers } from "./handler";
import { listData } from "./lists";
import { findMetadata } from "./lookup";

/** The catalog, which both regions share. */
export const catalog: Handlers = {
  getSourcesCatalog: (request) => listData(request, "sourcesCatalog", all.sources),
  getDestinationsCatalog: (request) => listData(request, "destinationsCatalog", all.destinations),
  getWarehousesCatalog: (request) => listData(request, "warehousesCatalog", all.warehouses),
  getSourceMetadata: ({ params }) => ({
    sourceMetadata: findMetadata("sources", params.sourceMetadataId ?? ""),
  }),
  getDestinationMetadata: ({ params }) => ({
    destinationMetadata: findMetadata("destinations", params.destinationMetadataId ?? ""),
  }),
  getWarehouseMetadata: ({ params }) => ({
    warehouseMetadata: findMetadata("warehouses", params.warehouseMetadataId ?? ""),
  }),
};
