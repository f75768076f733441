import { SpectralError } from "@prismatic-io/spectral";
import { callOperation } from "../api/callOperation";
import type { StepContext } from "../api/step";
import type { Models } from "../contract/models";
import { inputError } from "../values/inputError";
import { isRecord } from "../values/record";
import { distinct } from "./distinct";
import { SEND_AS_THEY_ARE } from "./fit";
import { type DescribedSettings, type Existing, settingFromField } from "./setting";

const getActions = callOperation("getDestination", "GET /destinations/{destinationId}", [
  "destination.metadata.name",
  "destination.metadata.actions",
]);
const getSubscription = callOperation(
  "getSubscriptionFromDestination",
  "GET /destinations/{destinationId}/subscriptions/{subscriptionId}",
  ["subscription.actionId"],
);

/** Reads the actions of a destination, and the name of its type. */
export const readActions = (
  step: StepContext,
  { destinationId }: { destinationId: string },
): Promise<Pick<Models["DestinationMetadataV1"], "actions" | "name">> =>
  step.once(["actions", destinationId], async () => {
    const { destination } = await getActions(step.client, { destinationId });
    return destination.metadata;
  });

/**
 * Describes the fields of an action of a destination.
 * @throws an input error if the destination has no such action, or a SpectralError if Segment does not
 *   return the fields of the action.
 */
export async function describeAction(
  step: StepContext,
  { destinationId, actionId }: { destinationId: string; actionId: string },
): Promise<DescribedSettings> {
  const { actions, name } = await readActions(step, { destinationId });
  const action = actions.find(({ id }) => id === actionId);
  if (!action) {
    const offered = actions.map(({ id, slug }) => `${id} (${slug})`).join(", ");
    const expected = offered ? `one of ${name}: ${offered}` : `no action, since ${name} has none`;
    throw inputError("Action ID", expected, JSON.stringify(actionId));
  }
  if (!Array.isArray(action.fields)) {
    throw new SpectralError(
      `Settings: Segment does not say which fields the action ${actionId} of ${name} has. ${SEND_AS_THEY_ARE} sends them unchecked.`,
    );
  }
  const fields = action.fields.filter(isRecord).toSorted((a, b) => a.sortOrder - b.sortOrder);
  return { of: `${name}, ${action.name}`, settings: distinct(fields.map(settingFromField)) };
}

/** Describes the fields of an existing subscription. */
export async function describeSubscription(
  step: StepContext,
  { destinationId, subscriptionId }: { destinationId: string; subscriptionId: string },
): Promise<Existing> {
  const { subscription } = await getSubscription(step.client, { destinationId, subscriptionId });
  const { actionId, settings } = subscription;
  const described = await describeAction(step, { destinationId, actionId });
  return { ...described, typeId: actionId, values: settings ?? {} };
}
