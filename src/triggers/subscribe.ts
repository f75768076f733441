import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import type { StepContext } from "../api/step";
import type { Client } from "../client";
import { findChanges } from "../composite/difference";
import type { Operations } from "../contract/operations";
import { isCallError } from "../http/errors";
import { createOrFind } from "./createOrFind";

/** A subscription as Segment lists it. */
export type ListedSubscription =
  Operations["listSubscriptionsFromDestination"]["data"]["subscriptions"][number];

const listAllSubscriptions = listAll(
  "listSubscriptionsFromDestination",
  "GET /destinations/{destinationId}/subscriptions",
  "subscriptions",
  ["id", "actionId"],
);
const createSubscription = callOperation(
  "createDestinationSubscription",
  "POST /destinations/{destinationId}/subscriptions",
  ["destinationSubscription.id"],
);
const updateSubscription = callOperation(
  "updateSubscriptionForDestination",
  "PATCH /destinations/{destinationId}/subscriptions/{subscriptionId}",
  ["subscription.id"],
);
const deleteSubscription = callOperation(
  "removeSubscriptionFromDestination",
  "DELETE /destinations/{destinationId}/subscriptions/{subscriptionId}",
);

/** The wanted state of a subscription. */
export interface WantedSubscription {
  name: string;
  actionId: string;
  trigger: string;
  enabled: true;
  settings: Record<string, unknown>;
}

/** Returns the subscriptions of a destination, in the order of their IDs. */
export async function listSubscriptions(
  client: Client,
  destinationId: string,
): Promise<ListedSubscription[]> {
  const listed = await listAllSubscriptions(client, { destinationId });
  const distinct = [...new Map(listed.map((one) => [one.id, one])).values()];
  return distinct.sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function removeSubscription(client: Client, destinationId: string, subscriptionId: string) {
  try {
    await deleteSubscription(client, { destinationId, subscriptionId });
  } catch (error) {
    if (!isCallError(error) || error.status !== 404) throw error;
  }
}

/**
 * Brings the subscriptions of a destination to exactly one, as wanted. It writes only what differs,
 * since Segment accepts 5 writes of subscriptions a minute.
 * @param listed the existing subscriptions of the destination.
 */
export async function subscribe(
  { client, log }: Pick<StepContext, "client" | "log">,
  destinationId: string,
  wanted: WantedSubscription,
  listed: readonly ListedSubscription[],
): Promise<void> {
  const own = listed.find(({ actionId }) => actionId === wanted.actionId);
  for (const { id } of listed.filter((one) => one !== own)) {
    await removeSubscription(client, destinationId, id);
    log(`removed the subscription ${id} of the destination ${destinationId}`);
  }
  if (!own) {
    const created = await createOrFind(
      async () =>
        (await createSubscription(client, { destinationId, ...wanted })).destinationSubscription,
      async () =>
        (await listSubscriptions(client, destinationId)).find(
          ({ actionId }) => actionId === wanted.actionId,
        ),
    );
    log(`created the subscription ${created.id} of the destination ${destinationId}`);
    return;
  }
  const { actionId: _, settings, ...rest } = wanted;
  const changes = findChanges(own as object as Record<string, unknown>, { ...rest, settings });
  if (Object.keys(changes).length === 0) return;
  // Settings are sent whole, so that nothing depends on how Segment merges them.
  const input = { ...changes, ...(changes.settings ? { settings } : {}) };
  await updateSubscription(client, { destinationId, subscriptionId: own.id, input });
  log(
    `updated the subscription ${own.id} of the destination ${destinationId}: ${Object.keys(changes).toSorted().join(", ")}`,
  );
}
