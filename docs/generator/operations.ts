import { DOCUMENTED_KEYS } from "../../contract/documentedKeys";
import contract from "../../contract/openapi.json";
import { type PublishedOperation, publishedOperations } from "../../contract/publishedOperations";

/** The operations of Segment's Public API by operationId, in the order of Segment's documentation. */
export const OPERATIONS: ReadonlyMap<string, PublishedOperation> = new Map(
  publishedOperations(contract).map((one) => [one.operationId, one]),
);

/** The operations of every step that sends events, before it sends them: the rules with a tracking plan only. */
const SENDING = ["getSource", "listRulesFromTrackingPlan"];

/** The request of the Tracking API that sends events. */
const BATCH =
  "`POST /v1/batch` of the Tracking API · stable · [Segment's page](https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/#batch)";

/** The operations of each step that is not a single one. Inputs and responses decide which of them it calls. */
export const USED_OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  aliasUser: SENDING,
  groupUser: SENDING,
  identifyUser: SENDING,
  sendEvents: SENDING,
  trackEvent: SENDING,
  trackPage: SENDING,
  trackScreen: SENDING,
  convertLearningLockerJourney: [],
  deleteOrSuppressUsers: ["createWorkspaceRegulation", "createSourceRegulation"],
  deployFunctionAndWait: ["getFunction", "listFunctionVersions", "createFunctionDeployment"],
  rawRequest: [],
  replaceAllRulesInTrackingPlan: [
    "listRulesFromTrackingPlan",
    "updateRulesInTrackingPlan",
    "removeRulesFromTrackingPlan",
  ],
  runReverseETLSync: [
    "listReverseETLSyncStatusesFromModelAndSubscriptionId",
    "createReverseETLManualSync",
    "getReverseETLSyncStatus",
  ],
  testConnection: ["getWorkspace"],
  upsertDestination: [
    "listConnectedDestinationsFromSource",
    "createDestination",
    "updateDestination",
    "getDestinationMetadata",
  ],
  upsertSource: ["listSources", "createSource", "updateSource", "getSourceMetadata"],
  deliveryFailures: ["getEgressFailedMetricsFromDeliveryOverview"],
  newAuditEvents: ["listAuditEvents"],
  reverseEtlSyncFinished: ["listReverseETLSyncStatusesFromModelAndSubscriptionId"],
  sourceEvents: [
    "getSource",
    "listDestinations",
    "createDestination",
    "updateDestination",
    "deleteDestination",
    "getDestinationMetadata",
    "getDestinationsCatalog",
    "listSubscriptionsFromDestination",
    "createDestinationSubscription",
    "updateSubscriptionForDestination",
    "removeSubscriptionFromDestination",
  ],
  warehouseSyncFinished: ["listSyncsFromWarehouse"],
  webhook: [],
};

/** The operation that an action of this key is; undefined if it combines several or sends none. */
export const operationOfAction = (key: string): PublishedOperation | undefined =>
  OPERATIONS.get(DOCUMENTED_KEYS[key] ?? key);

/** The operations that an action or a trigger can call. */
function operationsOf(key: string): PublishedOperation[] {
  const own = operationOfAction(key);
  if (own) return [own];
  const used = USED_OPERATIONS[key];
  if (!used)
    throw new Error(`${key} is not an operation of the contract: add it to USED_OPERATIONS`);
  return used.map((name) => OPERATIONS.get(name) ?? unknownOperation(name));
}

/** Describes the requests of an action or a trigger, in a line for each. */
export const describeRequests = (key: string): string[] => [
  ...operationsOf(key).map(describeOperation),
  ...(USED_OPERATIONS[key] === SENDING ? [BATCH] : []),
];

function unknownOperation(name: string): never {
  throw new Error(`the contract has no operation ${name}`);
}

/** Describes an operation in one line: request, stability, feature, limits, and Segment's page. */
function describeOperation(operation: PublishedOperation): string {
  const { route, stability, feature, perMinute, otherLimit, page } = operation;
  return [
    `\`${route}\``,
    stability,
    ...(feature === undefined ? [] : [`needs the feature **${feature}**`]),
    ...(perMinute === undefined ? [] : [`at most **${perMinute} requests a minute**`]),
    ...(otherLimit === undefined ? [] : [otherLimit]),
    ...(page === undefined ? [] : [`[Segment's page](${page})`]),
  ].join(" · ");
}
