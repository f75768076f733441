import type { BuiltTrigger } from "../component";
import type { TriggerResolver } from "./integration";

/**
 * Returns the number of items that a run of the flow receives; undefined if each result of the trigger
 * starts one run. The flow decides; a flow that does not name a size has that of the trigger.
 */
export function findBatchSize(
  resolver: TriggerResolver | undefined,
  trigger: Pick<BuiltTrigger, "resolveTriggerItems" | "triggerResolverDefaultBatchSize">,
): number | undefined {
  if (resolver?.enabled !== true || !trigger.resolveTriggerItems) return undefined;
  return resolver.batchSize ?? trigger.triggerResolverDefaultBatchSize;
}
