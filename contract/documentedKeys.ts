/**
 * The actions that Prismatic's public documentation of a Segment component calls otherwise than
 * Segment calls their operation: key and operationId. Every other action goes by its operationId.
 */
export const DOCUMENTED_KEYS: Readonly<Record<string, string>> = {
  listDestinationCatalog: "getDestinationsCatalog",
  listSourcesCatalog: "getSourcesCatalog",
  listWarehousesCatalog: "getWarehousesCatalog",
  deleteDestinationSubscription: "removeSubscriptionFromDestination",
  getDestinationSubscription: "getSubscriptionFromDestination",
  listDestinationSubscriptions: "listSubscriptionsFromDestination",
  updateDestinationSubscription: "updateSubscriptionForDestination",
  createUserInvites: "createInvites",
  deleteUser: "deleteUsers",
};
