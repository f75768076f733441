import { createHider, type Hider } from "../../platform/trace/secrets";
import { createMask, type Mask } from "./mask";
import { pruneResult } from "./prune";

const NO_MASK = createMask([]);

/** Known secrets, to be hidden in what a flow shows. */
export interface Hiding {
  hider: Hider;
  mask: Mask;
}

/** Prepares to hide secrets. */
export const hideSecrets = (secrets: readonly string[]): Hiding => ({
  hider: createHider(secrets),
  mask: createMask(secrets),
});

/**
 * Prunes a JSON value, and hides secrets in it, also those that only a name tells. A long value is pruned
 * first: to search all of it would block the process for a minute.
 */
export function pruneAndHide(
  value: unknown,
  { hider, mask }: Hiding,
): ReturnType<typeof pruneResult> {
  const whole = pruneResult(value, NO_MASK);
  if (whole.omitted === undefined) return { result: hider.value(whole.result) };
  const { result, ...cut } = pruneResult(value, mask);
  return { result: hider.value(result), ...cut };
}
