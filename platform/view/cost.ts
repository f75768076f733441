import type { StepCost } from "../run/events";
import { formatCount } from "../run/summary";

/**
 * ` (12 ms, 1 request)`, with retries if there are any; empty if there is nothing to say.
 * @param timed false leaves the time out.
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
