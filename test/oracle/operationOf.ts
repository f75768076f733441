import { type Operation, operations } from "./contract";

/** The operations of the actions and picklists whose key is not the operationId. */
const RENAMED: Record<string, string> = {
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

/** The operation of the contract that an action calls. */
export function operationOf(action: string): Operation {
  const operation = operations.get(RENAMED[action] ?? action);
  if (!operation) throw new Error(`the contract has no operation for ${action}`);
  return operation;
}
