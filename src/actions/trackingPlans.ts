import { deleted, pagination, source } from "../examples/resources";
import { rule, trackingPlan } from "../examples/trackingPlans";
import { choice, id, json, required, text } from "../inputs/fields";
import { sourceId, trackingPlanId } from "../inputs/ids";
import { boundJson, READ_ONLY_OF_RULES } from "../inputs/readOnly";
import { takesListedRules } from "../inputs/rules";
import { segmentAction } from "../kit/segmentAction";

export { replaceAllRulesInTrackingPlan } from "../composite/replaceAllRulesInTrackingPlan";

const TYPES = {
  LIVE: "Live",
  ENGAGE: "Engage",
  TEMPLATE: "Template",
  RULE_LIBRARY: "Rule Library",
  PROPERTY_LIBRARY: "Property Library",
} as const;

const connectedSourceId = required(
  id({
    label: "Source ID",
    comments: "A source that is connected to the tracking plan above.",
    example: "qQEHquLrjRDN9j1ByrChyn",
    dataSource: "selectTrackingPlanSource",
  }),
);

const name = text({
  label: "Name",
  comments: "The name that Segment shows for the tracking plan.",
  example: "Orders",
});

const description = text({
  label: "Description",
  comments: "A note on the purpose of the tracking plan.",
  example: "The events that the shop sends about orders.",
});

const type = required(
  choice(
    {
      label: "Tracking Plan Type",
      comments: "The purpose of the tracking plan. Only a Live one can be connected to sources.",
    },
    TYPES,
  ),
);

const listedType = choice(
  {
    label: "Tracking Plan Type",
    comments: "Lists only tracking plans of this type. If left empty, lists all of them.",
  },
  TYPES,
);

/** The fields of a listed rule that its removal does not take. */
const BESIDE_ID = ["jsonSchema", ...READ_ONLY_OF_RULES];

const removedRules = required(
  json(
    "removeRulesFromTrackingPlan",
    "rules",
    {
      label: "Rules",
      comments:
        "The rules to remove, as a list. Each entry has the type, key and version of a rule, which List Rules from Tracking Plan returns.",
      example: '[{"type": "TRACK", "key": "Order Completed", "version": 1}]',
    },
    BESIDE_ID,
  ),
);

const RULES =
  "a list of up to 200. Each has a type (TRACK, IDENTIFY, GROUP, PAGE, SCREEN or COMMON), a key (for TRACK, the name of the event), a version and a jsonSchema";

const ruleExample =
  '"type": "TRACK", "key": "Order Completed", "version": 1, "jsonSchema": {"type": "object", "properties": {"properties": {"type": "object", "properties": {"total": {"type": "number"}}, "required": ["total"]}}}';

const replacingRules = takesListedRules(
  required(
    json(
      "replaceRulesInTrackingPlan",
      "rules",
      {
        label: "Rules",
        comments: `The complete rules of the tracking plan, as ${RULES}. An empty list removes every rule.`,
        example: `[{${ruleExample}}]`,
      },
      READ_ONLY_OF_RULES,
    ),
  ),
);

const updatedRules = takesListedRules(
  required(
    json(
      "updateRulesInTrackingPlan",
      "rules",
      {
        label: "Rules",
        comments: `The rules to change or add, as ${RULES}. A newKey renames the rule.`,
        example: `[{${ruleExample}, "newKey": "Order Paid"}]`,
      },
      READ_ONLY_OF_RULES,
    ),
  ),
);

export const addSourceToTrackingPlan = segmentAction("addSourceToTrackingPlan", {
  description: "Connect a source to a tracking plan.",
  route: "POST /tracking-plans/{trackingPlanId}/sources",
  inputs: { trackingPlanId, sourceId },
  example: { status: "SUCCESS" },
});

export const createTrackingPlan = segmentAction("createTrackingPlan", {
  description: "Create a tracking plan without rules.",
  route: "POST /tracking-plans",
  inputs: { name: required(name), type, description },
  example: { trackingPlan },
});

export const deleteTrackingPlan = segmentAction("deleteTrackingPlan", {
  description: "Delete a tracking plan with all its rules.",
  route: "DELETE /tracking-plans/{trackingPlanId}",
  inputs: { trackingPlanId },
  example: deleted,
});

export const getTrackingPlan = segmentAction("getTrackingPlan", {
  description: "Get a tracking plan by its ID.",
  route: "GET /tracking-plans/{trackingPlanId}",
  inputs: { trackingPlanId },
  example: { trackingPlan },
});

export const listRulesFromTrackingPlan = segmentAction("listRulesFromTrackingPlan", {
  description: "List the rules of a tracking plan.",
  route: "GET /tracking-plans/{trackingPlanId}/rules",
  pages: "rules",
  inputs: { trackingPlanId },
  example: { rules: [rule], pagination },
});

export const listSourcesFromTrackingPlan = segmentAction("listSourcesFromTrackingPlan", {
  description: "List the sources that are connected to a tracking plan.",
  route: "GET /tracking-plans/{trackingPlanId}/sources",
  pages: "sources",
  inputs: { trackingPlanId },
  example: { sources: [source], pagination },
});

export const listTrackingPlans = segmentAction("listTrackingPlans", {
  description: "List the tracking plans of the workspace.",
  route: "GET /tracking-plans",
  pages: "trackingPlans",
  inputs: { type: listedType },
  example: { trackingPlans: [trackingPlan], pagination },
});

export const removeRulesFromTrackingPlan = segmentAction("removeRulesFromTrackingPlan", {
  description: "Remove rules from a tracking plan.",
  route: "DELETE /tracking-plans/{trackingPlanId}/rules",
  chunked: "rules",
  inputs: { trackingPlanId, rules: boundJson("rules", removedRules, BESIDE_ID) },
  example: deleted,
});

export const removeSourceFromTrackingPlan = segmentAction("removeSourceFromTrackingPlan", {
  description: "Disconnect a source from a tracking plan.",
  route: "DELETE /tracking-plans/{trackingPlanId}/sources",
  inputs: { trackingPlanId, sourceId: connectedSourceId },
  example: deleted,
});

export const replaceRulesInTrackingPlan = segmentAction("replaceRulesInTrackingPlan", {
  description: "Replace all rules of a tracking plan with at most 200 rules.",
  route: "PUT /tracking-plans/{trackingPlanId}/rules",
  inputs: { trackingPlanId, rules: boundJson("rules", replacingRules, READ_ONLY_OF_RULES) },
  example: { status: "SUCCESS" },
});

export const updateRulesInTrackingPlan = segmentAction("updateRulesInTrackingPlan", {
  description: "Change existing rules of a tracking plan or add new ones.",
  route: "PATCH /tracking-plans/{trackingPlanId}/rules",
  inputs: { trackingPlanId, rules: boundJson("rules", updatedRules, READ_ONLY_OF_RULES) },
  example: { status: "SUCCESS" },
});

export const updateTrackingPlan = segmentAction("updateTrackingPlan", {
  description: "Update the name and the description of a tracking plan.",
  route: "PATCH /tracking-plans/{trackingPlanId}",
  inputs: { trackingPlanId, name, description },
  example: { status: "SUCCESS" },
});
