import type { RunEvent, StepOutcome, StepPlace } from "../run/events";
import { formatCount } from "../run/summary";
import { formatPlace } from "./format";

/** Collects the finished work of a run, for a report if it is stopped. */
interface StopReport {
  watch(event: RunEvent): void;
  /** The report: finished steps, the stopped step, and steps that did not start. */
  lines(): string[];
}

/**
 * Creates an empty report.
 * @param steps the names of the top-level steps of the flow.
 * @param onlyReads tells if an action, such as `segment.listSources`, changes nothing.
 */
export function createStopReport(
  steps: readonly string[],
  onlyReads: (action: string) => boolean,
): StopReport {
  /** The number of times that each changing step was done, by its name. */
  const changed = new Map<string, number>();
  let read = 0;
  let begun = 0;
  let stopped: { step: StepPlace; outcome: StepOutcome } | undefined;
  return {
    watch: (event) => {
      const { step } = event;
      if (event.type === "began" && step.within.length === 0) begun += 1;
      if (event.type !== "ended" || step.holds) return;
      const { outcome } = event;
      if (outcome.state === "stopped") stopped = { step, outcome };
      if (outcome.state !== "done" || outcome.requests === 0) return;
      if (onlyReads(step.action)) read += 1;
      else changed.set(step.name, (changed.get(step.name) ?? 0) + 1);
    },
    lines: () => {
      const done = [...changed].map(([name, times]) =>
        times === 1 ? name : `${name} (${times} times)`,
      );
      const notBegun = steps.slice(begun);
      return [
        stopped
          ? `Stopped in ${formatPlace(stopped.step)}: ${describeRequests(stopped.outcome)}.`
          : "Stopped between two steps.",
        `  Done before: ${done.join(", ") || "nothing that changes data"}${read > 0 ? `; ${formatCount(read, "step")} only read` : ""}.`,
        ...(notBegun.length > 0 ? [`  Not started: ${notBegun.join(", ")}.`] : []),
      ];
    },
  };
}

function describeRequests({ requests }: StepOutcome): string {
  if (requests === 0) return "it had sent no request";
  return `it had sent ${formatCount(requests, "request")} and received ${requests === 1 ? "the response" : "all responses"}`;
}
