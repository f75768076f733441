import type { Step } from "./step";

const rule = { type: "TRACK", key: "Order Completed", version: 1, jsonSchema: { type: "object" } };

/** A tracking plan and its source. */
export const trackingPlans: Step[] = [
  [
    "createSource",
    "POST",
    "/sources",
    { slug: "planned", enabled: true, metadataId: "IqDTy1TpoU" },
    "planned",
  ],
  ["createTrackingPlan", "POST", "/tracking-plans", { name: "Shop", type: "LIVE" }, "plan"],
  ["updateTrackingPlan", "PATCH", "/tracking-plans/{plan}", { description: "What the shop sends" }],
  ["getTrackingPlan", "GET", "/tracking-plans/{plan}"],
  ["listTrackingPlans", "GET", "/tracking-plans?type=LIVE"],
  [
    "replaceRulesInTrackingPlan",
    "PUT",
    "/tracking-plans/{plan}/rules",
    { rules: [rule, { type: "IDENTIFY", version: 1, jsonSchema: {} }] },
  ],
  [
    "updateRulesInTrackingPlan",
    "PATCH",
    "/tracking-plans/{plan}/rules",
    { rules: [{ ...rule, newKey: "Order Paid" }] },
  ],
  ["listRulesFromTrackingPlan", "GET", "/tracking-plans/{plan}/rules"],
  [
    "removeRulesFromTrackingPlan",
    "DELETE",
    "/tracking-plans/{plan}/rules?rules[0][type]=TRACK&rules[0][key]=Order%20Paid&rules[0][version]=1&rules[1][type]=IDENTIFY&rules[1][version]=1",
  ],
  ["addSourceToTrackingPlan", "POST", "/tracking-plans/{plan}/sources", { sourceId: "{planned}" }],
  ["getSource", "GET", "/sources/{planned}"],
  ["listSourcesFromTrackingPlan", "GET", "/tracking-plans/{plan}/sources"],
  ["removeSourceFromTrackingPlan", "DELETE", "/tracking-plans/{plan}/sources?sourceId={planned}"],
  ["listSchemaSettingsInSource", "GET", "/sources/{planned}/settings"],
  [
    "updateSchemaSettingsInSource",
    "PATCH",
    "/sources/{planned}/settings",
    {
      track: { allowUnplannedEvents: false, commonEventOnViolations: "OMIT_PROPERTIES" },
      group: { commonEventOnViolations: "OMIT_TRAITS" },
      forwardingViolationsTo: "{planned}",
    },
  ],
  ["deleteTrackingPlan", "DELETE", "/tracking-plans/{plan}"],
  ["deleteSource", "DELETE", "/sources/{planned}"],
];
