import type { Hider } from "../../platform/trace/secrets";
import type { RunOutcome } from "../protocol";
import { createMask } from "./mask";
import { pruneResult } from "./prune";

/**
 * Prepares a JSON value of a flow for the page: pruned if it is long, and without secrets.
 * @param secrets those that are known; a text is not cut in the middle of one.
 * @param hider hides these, and what has the name of a secret. It is slow, so it gets only what is left.
 */
export function showValue(
  value: unknown,
  secrets: readonly string[],
  hider: Hider,
): Pick<RunOutcome, "result" | "omitted" | "omittedBytes"> {
  const mask = { ...createMask(secrets), text: (text: string) => text };
  const { result, omitted, ...others } = pruneResult(value, mask);
  return {
    result: hider.value(result),
    // A path holds names of the value.
    ...(omitted && {
      omitted: omitted.map((one) => ({ ...one, path: hider.text(one.path) })),
    }),
    ...others,
  };
}
