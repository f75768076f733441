import { id, required } from "./fields";

/** The source an action works on. */
export const sourceId = required(
  id({
    label: "Source ID",
    comments: "The source to use.",
    example: "qQEHquLrjRDN9j1ByrChyn",
    dataSource: "sources",
  }),
);

/** The destination an action works on. */
export const destinationId = required(
  id({
    label: "Destination ID",
    comments: "The destination to use.",
    example: "5GFhvtz8fha42Cm4B9E6L8",
    dataSource: "destination",
  }),
);

/** The warehouse an action works on. */
export const warehouseId = required(
  id({
    label: "Warehouse ID",
    comments: "The warehouse to use.",
    example: "kjU72LCJexvrqL7G4TMHHN",
    dataSource: "warehouses",
  }),
);
