import type { Models } from "../contract/models";
import { credential } from "../examples/credentials";
import { label } from "../examples/labels";
import { listedRegulation } from "../examples/regulations";
import { source } from "../examples/resources";
import { trackingPlan } from "../examples/trackingPlans";
import { labelKey, trackingPlanId } from "../inputs/ids";
import { REGULATION_TYPES } from "../inputs/regulationType";
import { picklist } from "../kit/picklist";

/** Describes a regulation by its type and its subjects, since it has no name. */
const titleOf = ({ regulationType, subjects }: Models["RegulationListEntryV1"]): string => {
  const [first = "", ...others] = subjects;
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return `${REGULATION_TYPES[regulationType] ?? regulationType}: ${first}${more}`;
};

/** The credentials of the workspace. */
export const selectCredential = picklist("listCredentials", {
  label: "Select Credential",
  description: "Choose a credential of the workspace.",
  route: "GET /credentials",
  items: "credentials",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name }) => [name],
  example: { label: credential.name, key: credential.id },
});

/** The keys of the workspace's labels. */
export const selectLabelKey = picklist("listLabels", {
  label: "Select Label Key",
  description: "Choose the key of a label of the workspace.",
  route: "GET /labels",
  items: "labels",
  inputs: {},
  key: ({ key }) => key,
  names: ({ key }) => [key],
  example: { label: label.key, key: label.key },
});

/** The values of the workspace's labels with a given key. */
export const selectLabelValue = picklist("listLabels", {
  label: "Select Label Value",
  description: "Choose the value of a label of the workspace.",
  route: "GET /labels",
  items: "labels",
  inputs: {},
  among: { inputs: { key: labelKey }, holds: ({ key }, given) => key === given.key },
  key: ({ value }) => value,
  names: ({ value }) => [value],
  example: { label: label.value, key: label.value },
});

/** The regulations of the whole workspace, labeled by type and subjects. */
export const selectRegulation = picklist("listWorkspaceRegulations", {
  label: "Select Regulation",
  description: "Choose a regulation of the workspace, such as a deletion or a suppression.",
  route: "GET /regulations",
  items: "regulations",
  inputs: {},
  key: ({ id }) => id,
  names: (one) => [titleOf(one)],
  example: { label: titleOf(listedRegulation), key: listedRegulation.id },
});

/** The tracking plans of the workspace, of every type. */
export const selectTrackingPlan = picklist("listTrackingPlans", {
  label: "Select Tracking Plan",
  description: "Choose a tracking plan of the workspace.",
  route: "GET /tracking-plans",
  items: "trackingPlans",
  inputs: {},
  key: ({ id }) => id,
  names: ({ name, slug }) => [name, slug],
  example: { label: trackingPlan.name ?? "", key: trackingPlan.id },
});

/** The sources that are connected to a tracking plan. */
export const selectTrackingPlanSource = picklist("listSourcesFromTrackingPlan", {
  label: "Select Tracking Plan Source",
  description: "Choose a source that is connected to a tracking plan.",
  route: "GET /tracking-plans/{trackingPlanId}/sources",
  items: "sources",
  inputs: { trackingPlanId },
  key: ({ id }) => id,
  names: ({ name, slug }) => [name, slug],
  example: { label: source.name ?? "", key: source.id },
});
