/**
 * The actions whose key in Prismatic's public documentation of a Segment component differs from Segment's
 * operationId: key and operationId. The key of every other action is its operationId.
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
