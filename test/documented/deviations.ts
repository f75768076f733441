import type { Difference } from "../../platform/migrate/differences";

/** A difference that is meant, and why. */
export interface Deviation extends Difference {
  reason: string;
}

const OPTIONAL_IN_API = "the API does not require it; blank leaves it out";
const OPTIONAL_ON_UPDATE = "an update changes what is set and keeps the rest, as the API does";
const REFUSED_WHEN_EMPTY = "the API refuses the call without it";
const NO_SENTINEL = "a blank list is left blank; no text stands for nothing";
const NAMES_WHAT_IT_SETS = "the label names the field it sets; Trigger is another input's";
const AS_JSON_TOO = "Settings JSON can give them instead; the step refuses to run without either";
const STEP_CONNECTION = "inside a step the connection arrives as connectionInput instead";
const RESPONSE_OF_THE_API = "the example is the API's response";
const GONE_FROM_THE_API =
  "no model and no sample of the API has it any more; allowProperties and drop took its place";

const optional = (reason: string, inputs: string[]): Deviation[] =>
  inputs.map((of) => ({ of, property: "required", documented: true, ours: false, reason }));

const required = (reason: string, inputs: string[]): Deviation[] =>
  inputs.map((of) => ({ of, property: "required", documented: false, ours: true, reason }));

const noDefault = (reason: string, documented: string, inputs: string[]): Deviation[] =>
  inputs.map((of) => ({ of, property: "default", documented, ours: undefined, reason }));

/** All intended deviations of the component from its documentation. */
export const DEVIATIONS: readonly Deviation[] = [
  ...optional(OPTIONAL_IN_API, [
    "createDestinationSubscription.settings",
    "createFunction.settings",
  ]),
  ...optional(OPTIONAL_ON_UPDATE, [
    "updateDestination.settings",
    "updateDestinationSubscription.settings",
    "updateFunction.settings",
    "updateTransformation.destinationMetadataId",
    "updateTransformation.sourceId",
  ]),
  ...optional(AS_JSON_TOO, ["createDestination.settings", "updateWarehouse.settings"]),
  ...required(REFUSED_WHEN_EMPTY, ["createUserInvites.invites", "deleteUser.userIds"]),
  ...noDefault(NO_SENTINEL, "000xxx", [
    "deleteUser.userIds",
    "getEventsVolumeFromWorkspace.appVersion",
    "getEventsVolumeFromWorkspace.eventName",
    "getEventsVolumeFromWorkspace.eventType",
    "getEventsVolumeFromWorkspace.sourceId",
  ]),
  {
    of: "createDestinationSubscription.modelId",
    property: "label",
    documented: "Trigger",
    ours: "Model ID",
    reason: NAMES_WHAT_IT_SETS,
  },
  ...optional(STEP_CONNECTION, [
    "destination.connection",
    "sources.connection",
    "warehouses.connection",
  ]),
  {
    of: "createDestinationSubscription",
    property: "payload",
    documented: ["subscription"],
    ours: ["destinationSubscription"],
    reason: RESPONSE_OF_THE_API,
  },
  {
    of: "getEventsVolumeFromWorkspace",
    property: "payload",
    documented: ["pagination", "transformations"],
    ours: ["pagination", "path", "query", "result"],
    reason: RESPONSE_OF_THE_API,
  },
  {
    of: "getSource",
    property: "payload",
    documented: ["source"],
    ours: ["source", "trackingPlanId"],
    reason: RESPONSE_OF_THE_API,
  },
  {
    of: "listTransformations.transformations[].propertyDrops",
    property: "payload",
    documented: true,
    ours: false,
    reason: GONE_FROM_THE_API,
  },
];
