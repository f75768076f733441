import { destinationMetadata, sourceMetadata, warehouseMetadata } from "../examples/catalog";
import { picklist } from "../kit/picklist";

/** The destination types of the catalog. */
export const selectDestinationMetadata = picklist("getDestinationsCatalog", {
  label: "Select Destination Metadata",
  description: "Choose a destination type of the catalog.",
  route: "GET /catalog/destinations",
  items: "destinationsCatalog",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name, slug }) => [name, slug],
  example: { label: destinationMetadata.name, key: destinationMetadata.id },
});

/** The source types of the catalog. */
export const selectSourceMetadata = picklist("getSourcesCatalog", {
  label: "Select Source Metadata",
  description: "Choose a source type of the catalog.",
  route: "GET /catalog/sources",
  items: "sourcesCatalog",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name, slug }) => [name, slug],
  example: { label: sourceMetadata.name, key: sourceMetadata.id },
});

/** The warehouse types of the catalog. */
export const selectWarehouseMetadata = picklist("getWarehousesCatalog", {
  label: "Select Warehouse Metadata",
  description: "Choose a warehouse type of the catalog.",
  route: "GET /catalog/warehouses",
  items: "warehousesCatalog",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name, slug }) => [name, slug],
  example: { label: warehouseMetadata.name, key: warehouseMetadata.id },
});
