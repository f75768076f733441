import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import type { StepContext } from "../api/step";
import { destinationMetadata } from "../examples/catalog";
import { isCallError } from "../http/errors";
import { fieldMap } from "../kit/form";
import { createFieldMap } from "../settings/createFieldMap";
import {
  commonProperties,
  type EventProperties,
  propertiesInRules,
} from "../settings/eventProperties";
import { settingFromField } from "../settings/setting";
import { describeTarget } from "../settings/target";
import { mappingInputs, mappingWays } from "./mappings";

const getDestination = callOperation("getDestination", "GET /destinations/{destinationId}", [
  "destination.sourceId",
]);
const getSource = callOperation("getSource", "GET /sources/{sourceId}");
const listRules = listAll(
  "listRulesFromTrackingPlan",
  "GET /tracking-plans/{trackingPlanId}/rules",
  "rules",
  ["type"],
);

/** The statuses of a workspace without tracking plans, or of a token that cannot read them. */
const WITHOUT_PLANS = new Set<number | undefined>([403, 404]);

/** Reads the event properties in the tracking plan of a destination's source; empty without a plan. */
async function plannedEvents(step: StepContext, destinationId: string): Promise<EventProperties[]> {
  const { destination } = await getDestination(step.client, { destinationId });
  try {
    const { sourceId } = destination;
    const { trackingPlanId } = await getSource(step.client, { sourceId });
    return trackingPlanId
      ? propertiesInRules(await listRules(step.client, { trackingPlanId }))
      : [];
  } catch (error) {
    if (!isCallError(error) || !WITHOUT_PLANS.has(error.status)) throw error;
    step.log("the tracking plan cannot be read; only the properties of any event are offered.");
    return [];
  }
}

const [exampleAction] = destinationMetadata.actions;

/** A map from the fields of a subscription's action to properties of events. */
export const subscriptionFieldMap = fieldMap({
  label: "Map Subscription Fields",
  description: "Map the fields of a destination's action to properties of events.",
  inputs: mappingInputs,
  async make(step, ids) {
    const { described, values } = await describeTarget(mappingInputs, mappingWays, step, ids);
    const events = [commonProperties(), ...(await plannedEvents(step, ids.destinationId))];
    return createFieldMap(described, events, values);
  },
  get example() {
    return createFieldMap(
      { of: "", settings: (exampleAction?.fields ?? []).map(settingFromField) },
      [commonProperties()],
    );
  },
});
