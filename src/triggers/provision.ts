import { callOperation } from "../api/callOperation";
import type { StepContext } from "../api/step";
import type { Client } from "../client";
import { findChanges } from "../composite/difference";
import { isCallError, withProgress } from "../http/errors";
import { isMasked } from "../settings/masked";
import { isRecord, ownValue } from "../values/record";
import { createOrFind } from "./createOrFind";
import {
  isMarked,
  type ListedDestination,
  listWebhooks,
  removeDestination,
} from "./flowDestinations";
import { destinationNameOf, type FlowIdentity, markerOf } from "./flowIdentity";
import { inParallel } from "./inParallel";
import type { FlowSecrets } from "./secrets";
import { type ListedSubscription, listSubscriptions, subscribe } from "./subscribe";
import { findWebhookType, type WebhookType } from "./webhookType";

/** The wanted destination of a flow. */
export interface WantedDestination {
  sourceId: string;
  flow: FlowIdentity;
  /** The address that receives the events. */
  url: string;
  /** The API key that the address demands, if it does. */
  endpointKey?: string;
  /** The condition of the events, in FQL. */
  trigger: string;
  secrets: FlowSecrets;
}

/** The header with the API key that a flow's address can demand. */
const ENDPOINT_KEY_HEADER = "Api-Key";

const readSource = callOperation("getSource", "GET /sources/{sourceId}", ["source.id"]);
const createDestination = callOperation("createDestination", "POST /destinations", [
  "destination.id",
]);
const updateDestination = callOperation(
  "updateDestination",
  "PATCH /destinations/{destinationId}",
  ["destination.id"],
);

const headersOf = ({ secrets, endpointKey }: WantedDestination): Record<string, string> => ({
  [secrets.header.name]: secrets.header.value,
  ...(endpointKey && { [ENDPOINT_KEY_HEADER]: endpointKey }),
});

/** The characters that Segment shows of a secret: at its end, after its mask. */
const SHOWN_END = /[^•]{4,}$/;

/** Returns true if Segment shows a secret, masked or not, as it does for this one. */
function isShownAs(shown: unknown, secret: string): boolean {
  if (shown === secret) return true;
  const end = typeof shown === "string" && isMasked(shown) ? SHOWN_END.exec(shown)?.[0] : undefined;
  return end !== undefined && secret.endsWith(end);
}

/**
 * Returns true if the destination surely has the wanted shared secret. Segment shows only the end of
 * it; but the header is from the same API key, whole, and written after it.
 */
function hasSecret(
  { settings }: ListedDestination,
  subscriptions: readonly ListedSubscription[],
  { secrets }: WantedDestination,
): boolean {
  const { name, value } = secrets.header;
  const isHeaderSet = subscriptions.some(({ settings }) => {
    const headers = isRecord(settings) ? ownValue(settings, "headers") : undefined;
    return isRecord(headers) && ownValue(headers, name) === value;
  });
  return isHeaderSet && isShownAs(ownValue(settings ?? {}, "sharedSecret"), secrets.sharedSecret);
}

/** Updates an existing destination if it differs from the wanted one. */
async function adjust(
  { client, log }: Pick<StepContext, "client" | "log">,
  own: ListedDestination,
  subscriptions: readonly ListedSubscription[],
  wanted: WantedDestination,
): Promise<void> {
  const { sharedSecret } = wanted.secrets;
  const changes = findChanges(own as object as Record<string, unknown>, {
    name: destinationNameOf(wanted.flow),
    enabled: true,
    settings: hasSecret(own, subscriptions, wanted) ? undefined : { sharedSecret },
  });
  if (Object.keys(changes).length === 0) return;
  await updateDestination(client, { destinationId: own.id, ...changes });
  log(`updated the destination ${own.id}: ${Object.keys(changes).toSorted().join(", ")}`);
}

/** The statuses with which Segment refuses a second destination of a type. */
const REFUSED = new Set<number | undefined>([400, 409, 422]);

/** Creates the destination, without its subscription. */
async function create(
  client: Client,
  { sourceId, flow, secrets }: WantedDestination,
  { metadataId }: WebhookType,
  webhooks: readonly ListedDestination[],
): Promise<{ id: string }> {
  const marker = markerOf(flow);
  try {
    return await createOrFind<{ id: string }>(
      async () => {
        const settings = { sharedSecret: secrets.sharedSecret };
        const args = {
          sourceId,
          metadataId,
          name: destinationNameOf(flow),
          enabled: true,
          settings,
        };
        return (await createDestination(client, args)).destination;
      },
      async () =>
        (await listWebhooks(client)).find(
          (one) => one.sourceId === sourceId && isMarked(one, marker),
        ),
    );
  } catch (error) {
    const other = webhooks.find((one) => one.sourceId === sourceId && !isMarked(one, marker));
    if (!other || !isCallError(error) || !REFUSED.has(error.status)) throw error;
    throw withProgress(
      error,
      `The source has another destination of this type, ${other.name || other.metadata.name} (${other.id}). If Segment takes only one, add a subscription to it by hand and start the flow with the trigger Webhook.`,
    );
  }
}

/** Deletes the destinations of earlier deployments: of another source, or created twice. */
async function removeOthers(
  { client, log }: Pick<StepContext, "client" | "log">,
  others: readonly ListedDestination[],
): Promise<void> {
  await inParallel(
    others.map(({ id, sourceId }) => async () => {
      await removeDestination(client, id);
      log(`removed the destination ${id} of the source ${sourceId}`);
    }),
  );
}

/**
 * Brings the workspace to exactly one destination of the flow with exactly one subscription, as wanted.
 * It is safe to run again after any failure, and writes only what differs.
 *
 * With 2 s a request, it takes 4 s if nothing differs, and 10 s if the source changed.
 * @param label the trigger's label. Errors begin with it.
 * @throws CallError
 */
export async function provision(
  step: Pick<StepContext, "client" | "log">,
  label: string,
  wanted: WantedDestination,
): Promise<void> {
  const { client, log } = step;
  const { sourceId, flow, url, trigger, secrets, endpointKey } = wanted;
  client.hide(() => [
    secrets.sharedSecret,
    secrets.header.value,
    ...(endpointKey ? [endpointKey] : []),
  ]);
  const [{ source }, type, webhooks] = await inParallel([
    () => readSource(client, { sourceId }),
    () => findWebhookType(client, label),
    () => listWebhooks(client),
  ]);
  if (source.enabled === false) {
    log(`the source ${sourceId} is disabled: its events come once it is enabled`);
  }
  const marked = webhooks.filter((one) => isMarked(one, markerOf(flow)));
  const own = marked.find((one) => one.sourceId === sourceId);
  // First, so that the flow never receives the events of two destinations for long.
  await removeOthers(
    step,
    marked.filter((one) => one !== own),
  );
  const { id } = own ?? (await create(client, wanted, type, webhooks));
  if (!own) log(`created the destination ${id} of the source ${sourceId}`);
  try {
    const subscriptions = await listSubscriptions(client, id);
    if (own) await adjust(step, own, subscriptions, wanted);
    const settings = {
      url,
      method: "POST",
      data: { "@path": "$." },
      headers: headersOf(wanted),
      ...type.unbatched,
    };
    const { actionId } = type;
    const name = "Prismatic";
    await subscribe(step, id, { name, actionId, trigger, enabled: true, settings }, subscriptions);
  } catch (error) {
    throw own
      ? error
      : withProgress(error, `The destination ${id} was created before; deploy again to finish.`);
  }
}
