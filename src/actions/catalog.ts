import { destinationMetadata, sourceMetadata, warehouseMetadata } from "../examples/catalog";
import { pagination } from "../examples/resources";
import { id, required } from "../inputs/fields";
import { segmentAction } from "../kit/segmentAction";

const destinationMetadataId = required(
  id({
    label: "Destination Metadata ID",
    comments: "A destination type of Segment's catalog.",
    example: "57da359580412f644ff33fb9",
    dataSource: "selectDestinationMetadata",
  }),
);

const sourceMetadataId = required(
  id({
    label: "Source Metadata ID",
    comments: "A source type of Segment's catalog.",
    example: "UBrsG9RVzw",
    dataSource: "selectSourceMetadata",
  }),
);

const warehouseMetadataId = required(
  id({
    label: "Warehouse Metadata ID",
    comments: "A warehouse type of Segment's catalog.",
    example: "55d3d3aea3c",
    dataSource: "selectWarehouseMetadata",
  }),
);

export const getDestinationMetadata = segmentAction("getDestinationMetadata", {
  description: "Get a destination type of the catalog by its ID.",
  route: "GET /catalog/destinations/{destinationMetadataId}",
  inputs: { destinationMetadataId },
  example: { destinationMetadata },
});

export const getSourceMetadata = segmentAction("getSourceMetadata", {
  description: "Get a source type of the catalog by its ID.",
  route: "GET /catalog/sources/{sourceMetadataId}",
  inputs: { sourceMetadataId },
  example: { sourceMetadata },
});

export const getWarehouseMetadata = segmentAction("getWarehouseMetadata", {
  description: "Get a warehouse type of the catalog by its ID.",
  route: "GET /catalog/warehouses/{warehouseMetadataId}",
  inputs: { warehouseMetadataId },
  example: { warehouseMetadata },
});

export const listDestinationCatalog = segmentAction("getDestinationsCatalog", {
  label: "Get Destination Catalog",
  description: "List the destination types of the catalog.",
  route: "GET /catalog/destinations",
  pages: "destinationsCatalog",
  inputs: {},
  example: { destinationsCatalog: [destinationMetadata], pagination },
});

export const listSourcesCatalog = segmentAction("getSourcesCatalog", {
  description: "List the source types of the catalog.",
  route: "GET /catalog/sources",
  pages: "sourcesCatalog",
  inputs: {},
  example: { sourcesCatalog: [sourceMetadata], pagination },
});

export const listWarehousesCatalog = segmentAction("getWarehousesCatalog", {
  description: "List the warehouse types of the catalog.",
  route: "GET /catalog/warehouses",
  pages: "warehousesCatalog",
  inputs: {},
  example: { warehousesCatalog: [warehouseMetadata], pagination },
});
