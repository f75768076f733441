import { choice, namedId, required } from "./fields";

/** The entity whose properties an action reads. */
export const entitySlug = required(
  namedId({
    label: "Entity Slug",
    comments: "The entity to use; the choices are those of the space above.",
    example: "order",
    dataSource: "selectEntity",
  }),
);

/** The event of a space whose properties an action reads. */
export const eventName = required(
  namedId({
    label: "Event Name",
    comments: "The event to use; the choices are those the space above has seen.",
    example: "Order Completed",
    dataSource: "selectSpaceEvent",
  }),
);

/** Whose traits an action reads. */
export const collection = choice(
  {
    label: "Collection",
    comments: "Whose traits to use: those of users, also if left empty, or those of accounts.",
  },
  { users: "Users", accounts: "Accounts" },
);
