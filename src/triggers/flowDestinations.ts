import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import type { Client } from "../client";
import type { Operations } from "../contract/operations";
import { isCallError } from "../http/errors";
import { WEBHOOK_SLUG } from "./webhookType";

/** A destination as Segment lists it. */
export type ListedDestination = Operations["listDestinations"]["data"]["destinations"][number];

const listAllDestinations = listAll("listDestinations", "GET /destinations", "destinations", [
  "id",
  "sourceId",
  "metadata.slug",
]);
const deleteDestination = callOperation(
  "deleteDestination",
  "DELETE /destinations/{destinationId}",
);

/** Returns all webhook destinations of the workspace, each once and in the order of their IDs. */
export async function listWebhooks(client: Client): Promise<ListedDestination[]> {
  const listed = await listAllDestinations(client, {});
  const webhooks = listed.filter(({ metadata }) => metadata.slug === WEBHOOK_SLUG);
  // A list that shifts while it is read can contain one twice.
  const distinct = [...new Map(webhooks.map((one) => [one.id, one])).values()];
  return distinct.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Returns true for a destination that was created for the flow with this marker. */
export const isMarked = ({ name }: ListedDestination, marker: string): boolean =>
  (name ?? "").includes(marker);

/** Deletes a destination. One that does not exist is deleted. */
export async function removeDestination(client: Client, destinationId: string): Promise<void> {
  try {
    await deleteDestination(client, { destinationId });
  } catch (error) {
    if (!isCallError(error) || error.status !== 404) throw error;
  }
}
