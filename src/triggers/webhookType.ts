import { SpectralError } from "@prismatic-io/spectral";
import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import type { Client } from "../client";
import type { Models } from "../contract/models";
import { isCallError } from "../http/errors";

/** The slug of Webhooks (Actions), the destination type that sends events to an address. */
export const WEBHOOK_SLUG = "actions-webhook";

/** Its ID in Segment's catalog, which is tried first. */
const KNOWN_ID = "614a3c7d791c91c41bae7599";

const SEND = "send";

const getType = callOperation(
  "getDestinationMetadata",
  "GET /catalog/destinations/{destinationMetadataId}",
  ["destinationMetadata.id", "destinationMetadata.slug", "destinationMetadata.actions"],
);
const listTypes = listAll(
  "getDestinationsCatalog",
  "GET /catalog/destinations",
  "destinationsCatalog",
  ["id", "slug", "actions"],
);

type Type = Pick<Models["DestinationMetadataV1"], "id" | "slug" | "actions">;

/** The destination type that sends events to an address, and its action. */
export interface WebhookType {
  metadataId: string;
  actionId: string;
  /** The settings that make the action send events one by one, for the fields that it has. */
  unbatched: Record<string, unknown>;
}

const UNBATCHED: Record<string, unknown> = { enable_batching: false, batch_size: 0 };

function readType({ id, actions }: Type): WebhookType | undefined {
  const action =
    actions.find(({ slug }) => slug === SEND) ??
    actions.find(({ name }) => name?.toLowerCase() === SEND);
  if (!action) return undefined;
  const keys = new Set((action.fields ?? []).map(({ fieldKey }) => fieldKey));
  const unbatched = Object.entries(UNBATCHED).filter(([key]) => keys.has(key));
  return { metadataId: id, actionId: action.id, unbatched: Object.fromEntries(unbatched) };
}

/** Returns the type with the known ID; undefined if the catalog has none or another one with it. */
async function findKnownType(client: Client): Promise<Type | undefined> {
  try {
    const { destinationMetadata } = await getType(client, { destinationMetadataId: KNOWN_ID });
    return destinationMetadata.slug === WEBHOOK_SLUG ? destinationMetadata : undefined;
  } catch (error) {
    if (isCallError(error) && error.status === 404) return undefined;
    throw error;
  }
}

/**
 * Finds the destination type that sends events to an address.
 * @param label the trigger's label. The error begins with it.
 * @throws if the catalog does not have it, or it cannot send.
 */
export async function findWebhookType(client: Client, label: string): Promise<WebhookType> {
  const type =
    (await findKnownType(client)) ??
    (await listTypes(client, {})).find(({ slug }) => slug === WEBHOOK_SLUG);
  const read = type && readType(type);
  if (read) return read;
  const problem = type
    ? `its type ${WEBHOOK_SLUG} has no action ${SEND}`
    : `it has no type ${WEBHOOK_SLUG}`;
  throw new SpectralError(`${label}: Segment's catalog of destinations cannot be used: ${problem}`);
}
