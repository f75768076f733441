import { endpoint, listing } from "../api/operation";
import type { Step } from "../api/step";
import { destinationMetadata } from "../examples/catalog";
import type { SegmentFailure } from "../http/errors";
import { fieldMap } from "../kit/form";
import { chosenIn } from "../settings/chosen";
import { COMMON, type EventProperties, ofRules } from "../settings/eventProperties";
import { fieldMapOf } from "../settings/fieldMapOf";
import { ofField } from "../settings/setting";
import { mappingInputs, mappingWays } from "./mappings";

const getDestination = endpoint("getDestination", "GET /destinations/{destinationId}", [
  "destination.sourceId",
]);
const getSource = endpoint("getSource", "GET /sources/{sourceId}");
const listRules = listing(
  "listRulesFromTrackingPlan",
  "GET /tracking-plans/{trackingPlanId}/rules",
  "rules",
  ["type"],
);

/** Answers of a workspace without tracking plans, or of a token that may not read them. */
const WITHOUT_PLANS = new Set<number | undefined>([403, 404]);

/** What the tracking plan of a destination's source says of its events; nothing without one. */
async function plannedEvents(step: Step, destinationId: string): Promise<EventProperties[]> {
  const { destination } = await getDestination(step.client, { destinationId });
  try {
    const { sourceId } = destination;
    const { trackingPlanId } = await getSource(step.client, { sourceId });
    return trackingPlanId ? ofRules(await listRules(step.client, { trackingPlanId })) : [];
  } catch (error) {
    if (!WITHOUT_PLANS.has((error as Partial<SegmentFailure>).status)) throw error;
    step.log("the tracking plan cannot be read; only the properties of any event are offered.");
    return [];
  }
}

const [exampleAction] = destinationMetadata.actions;

/** Which properties of events fill the fields of a subscription's action. */
export const subscriptionFieldMap = fieldMap({
  label: "Subscription Field Map",
  description: "Map the fields of a destination's action to properties of events.",
  inputs: mappingInputs,
  async make(step, ids) {
    const { described, values } = await chosenIn(mappingInputs, mappingWays, step, ids);
    const events = [COMMON, ...(await plannedEvents(step, ids.destinationId))];
    return fieldMapOf(described, events, values);
  },
  example: fieldMapOf({ of: "", settings: (exampleAction?.fields ?? []).map(ofField) }, [COMMON]),
});
