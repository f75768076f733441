import type { StepCost } from "../events";
import { counted } from "../summary";

/** ` (12 ms, 1 request)`, with retries where there are any. */
export function costOf({ ms, requests, retries }: StepCost): string {
  const parts = [
    ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`,
    ...(requests > 0 ? [counted(requests, "request")] : []),
    ...(retries > 0 ? [counted(retries, "retry", "retries")] : []),
  ];
  return ` (${parts.join(", ")})`;
}
