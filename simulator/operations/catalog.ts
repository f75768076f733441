import { catalog as all } from "../catalog";
import { listed } from "./crud";
import type { Handlers } from "./handler";
import { metadata } from "./views";

/** The catalog, the same in both regions. */
export const catalog: Handlers = {
  getSourcesCatalog: (request) => listed(request, "sourcesCatalog", all.sources),
  getDestinationsCatalog: (request) => listed(request, "destinationsCatalog", all.destinations),
  getWarehousesCatalog: (request) => listed(request, "warehousesCatalog", all.warehouses),
  getSourceMetadata: ({ params }) => ({
    sourceMetadata: metadata("sources", params.sourceMetadataId ?? ""),
  }),
  getDestinationMetadata: ({ params }) => ({
    destinationMetadata: metadata("destinations", params.destinationMetadataId ?? ""),
  }),
  getWarehouseMetadata: ({ params }) => ({
    warehouseMetadata: metadata("warehouses", params.warehouseMetadataId ?? ""),
  }),
};
