import { id } from "./fields";

/** The source an action works on. */
export const sourceId = id({
  label: "Source ID",
  comments: "The source to use.",
  required: true,
  example: "qQEHquLrjRDN9j1ByrChyn",
  dataSource: "sources",
});

/** The destination an action works on. */
export const destinationId = id({
  label: "Destination ID",
  comments: "The destination to use.",
  required: true,
  example: "5GFhvtz8fha42Cm4B9E6L8",
  dataSource: "destination",
});

/** The warehouse an action works on. */
export const warehouseId = id({
  label: "Warehouse ID",
  comments: "The warehouse to use.",
  required: true,
  example: "kjU72LCJexvrqL7G4TMHHN",
  dataSource: "warehouses",
});
