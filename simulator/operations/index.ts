import type { Handlers } from "../handler";
import { catalog } from "./catalog";
import { destinations } from "./destinations";
import { events } from "./events";
import { functions } from "./functions";
import { sources } from "./sources";
import { subscriptions } from "./subscriptions";
import { transformations } from "./transformations";
import { users } from "./users";
import { warehouses } from "./warehouses";
import { workspace } from "./workspace";

/** Every operation the simulator serves, by operationId. */
export const handlers: Handlers = {
  ...catalog,
  ...destinations,
  ...events,
  ...functions,
  ...sources,
  ...subscriptions,
  ...transformations,
  ...users,
  ...warehouses,
  ...workspace,
};
