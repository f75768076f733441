import { id, keyValues, required } from "./fields";

/** The type of a warehouse, from the catalog. */
export const warehouseMetadataId = required(
  id({
    label: "Metadata ID",
    comments: "The warehouse type, from the catalog.",
    example: "55d3d3aea3c",
    dataSource: "selectWarehouseMetadata",
  }),
);

/** What the type of a warehouse asks for. */
export const warehouseSettings = required(
  keyValues({
    label: "Settings",
    comments:
      "The settings of the warehouse, such as its host: keys and values, or a whole object from an earlier step. Get Warehouse Metadata lists those of a type under options.",
    example: "host: db.example.com",
  }),
);
