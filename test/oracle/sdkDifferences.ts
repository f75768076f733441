/** What the SDK sends otherwise than the contract has it. */
export interface SdkDifference {
  reason: string;
  /** The fields of the body that the SDK leaves out. */
  lacks?: string[];
  /** The content type the SDK sends in the place of the contract's. */
  contentType?: string;
}

const OLDER = "the SDK is older than the field and drops it";
const PLAIN = "the SDK sends every body as plain JSON, though it documents the alpha type";

/** The operations in which our request and that of SDK 47.0.0 differ, by operationId. */
export const SDK_DIFFERENCES: Readonly<Record<string, SdkDifference>> = {
  createSource: { reason: OLDER, lacks: ["disconnectAllWarehouses"] },
  createWarehouse: { reason: OLDER, lacks: ["disconnectAllSources"] },
  createTransformation: { reason: OLDER, lacks: ["drop"] },
  updateTransformation: { reason: OLDER, lacks: ["drop"] },
  createDestinationSubscription: { reason: PLAIN, contentType: "application/json" },
  updateSubscriptionForDestination: {
    reason: `${PLAIN}; ${OLDER}`,
    lacks: ["reverseETLModelId", "reverseETLSchedule"],
    contentType: "application/json",
  },
};
