/** The differences between the SDK's requests and the contract. */
export interface SdkDifference {
  reason: string;
  /** The path of a query or body property that the SDK omits. */
  lacks?: string[];
  /** The content type the SDK sends in the place of the contract's. */
  contentType?: string;
}

const OLDER = "the SDK is older than the field and drops it";
const PLAIN = "the SDK sends every body as plain JSON, though it documents the alpha type";

const plain: SdkDifference = { reason: PLAIN, contentType: "application/json" };
const older = (...lacks: string[]): SdkDifference => ({ reason: OLDER, lacks });

const metrics = older(
  "filter.activationId",
  "filter.audienceId",
  "filter.spaceId",
  "filter.subscriptionId",
);

/** The operations in which our request and that of SDK 47.0.0 differ, by operationId. */
export const SDK_DIFFERENCES: Readonly<Record<string, SdkDifference>> = {
  batchQueryMessagingSubscriptionsForSpace: plain,
  createDestinationSubscription: plain,
  createInsertFunctionInstance: plain,
  createProfilesWarehouse: plain,
  createReverseETLManualSync: plain,
  createReverseEtlModel: plain,
  createSource: older("disconnectAllWarehouses"),
  createTransformation: older("drop"),
  createWarehouse: older("disconnectAllSources"),
  getAudience: older("include"),
  getEgressFailedMetricsFromDeliveryOverview: metrics,
  getEgressSuccessMetricsFromDeliveryOverview: metrics,
  getFilteredAtDestinationMetricsFromDeliveryOverview: metrics,
  listAudiences: older("include", "search"),
  replaceMessagingSubscriptionsInSpaces: plain,
  restoreFunctionVersion: plain,
  updateAudienceForSpace: older("definition", "description", "name", "options"),
  updateComputedTraitForSpace: {
    reason: `${PLAIN}; ${OLDER}`,
    lacks: ["definition", "description", "name"],
    contentType: "application/json",
  },
  updateInsertFunctionInstance: plain,
  updateProfilesWarehouseForSpaceWarehouse: plain,
  updateReverseEtlModel: plain,
  updateSelectiveSyncForWarehouseAndSpace: plain,
  updateSubscriptionForDestination: {
    reason: `${PLAIN}; ${OLDER}`,
    lacks: ["input.reverseETLModelId", "input.reverseETLSchedule"],
    contentType: "application/json",
  },
  updateTransformation: older("drop"),
};
