import type { RunEvent, StepOutcome, StepPlace } from "../run/events";
import { formatCount } from "../run/summary";
import { formatPlace } from "./format";

/** Gathers what a run did, to be told if it is stopped. */
interface StopReport {
  watch(event: RunEvent): void;
  /** Says what was done, in what it stopped, and what was not begun. */
  lines(): string[];
}

/**
 * A report on a run that nothing has happened in yet.
 * @param steps the names of the flow's top-level steps.
 * @param onlyReads whether an action, `segment.listSources`, changes nothing.
 */
export function createStopReport(
  steps: readonly string[],
  onlyReads: (action: string) => boolean,
): StopReport {
  /** How often each step that can change something was done, by its name. */
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
        `  Done before: ${done.join(", ") || "nothing that changes anything"}${read > 0 ? `; ${formatCount(read, "step")} only read` : ""}.`,
        ...(notBegun.length > 0 ? [`  Not begun: ${notBegun.join(", ")}.`] : []),
      ];
    },
  };
}

function describeRequests({ requests }: StepOutcome): string {
  if (requests === 0) return "it had sent nothing";
  return `${formatCount(requests, "request")} of it ${requests === 1 ? "was" : "were"} sent and answered, and nothing after`;
}
