import { choice, namedId, required } from "./fields";

/** The entity whose properties an action reads. */
export const entitySlug = required(
  namedId({
    label: "Entity Slug",
    comments: "The entity whose properties to read. The choices are those of the space above.",
    example: "order",
    dataSource: "selectEntity",
  }),
);

/** The event of a space whose properties an action reads. */
export const eventName = required(
  namedId({
    label: "Event Name",
    comments:
      "The event whose properties to read. The choices are the events that the space above has received.",
    example: "Order Completed",
    dataSource: "selectSpaceEvent",
  }),
);

/** The collection whose traits an action reads. */
export const collection = choice(
  {
    label: "Collection",
    comments: "The traits to read: those of users or of accounts. If left empty, those of users.",
  },
  { users: "Users", accounts: "Accounts" },
);
