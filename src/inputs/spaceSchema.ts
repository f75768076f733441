import { choice, namedId, required } from "./fields";

/** The entity whose properties an action reads. */
export const entitySlug = required(
  namedId({
    label: "Entity Slug",
    comments: "An entity of the space above.",
    example: "order",
    dataSource: "selectEntity",
  }),
);

/** The event of a space whose properties an action reads. */
export const eventName = required(
  namedId({
    label: "Event Name",
    comments: "An event that the space above has received.",
    example: "Order Completed",
    dataSource: "selectSpaceEvent",
  }),
);

/** The profiles whose traits an action reads. */
export const collection = choice(
  {
    label: "Collection",
    comments: "The profiles with the traits: users or accounts. If left empty, users.",
  },
  { users: "Users", accounts: "Accounts" },
);
