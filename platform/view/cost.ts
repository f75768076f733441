import type { StepCost } from "../run/events";
import { formatCount } from "../run/summary";

/**
 * Formats a cost: ` (12 ms, 1 request)`, with its retries. It is empty if nothing is left to show.
 * @param timed false omits the time.
 */
export function formatCost({ ms, requests, retries }: StepCost, timed = true): string {
  const time = ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
  const parts = [
    ...(timed ? [time] : []),
    ...(requests > 0 ? [formatCount(requests, "request")] : []),
    ...(retries > 0 ? [formatCount(retries, "retry", "retries")] : []),
  ];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
