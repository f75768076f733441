import type { RunEvent } from "./events";

/** The totals of a run. Loops and branches that only contain other steps do not count. */
interface Summary {
  steps: number;
  requests: number;
  retries: number;
  done: number;
  failed: number;
  /** Failed steps whose failure an error handler, of the step or around it, took care of. */
  handled: number;
  stopped: number;
  /** Milliseconds since the start of the summary. */
  ms(): number;
}

/** Creates a summary that counts the events of a run. */
export function createSummary(): Summary & { watch(event: RunEvent): void } {
  const started = performance.now();
  /** The ids of failed steps without a handler so far. */
  let open: number[] = [];
  const summary = {
    steps: 0,
    requests: 0,
    retries: 0,
    done: 0,
    failed: 0,
    handled: 0,
    stopped: 0,
    ms: () => performance.now() - started,
    watch: (event: RunEvent) => {
      const { step } = event;
      const isHandled =
        event.type === "again" || (event.type === "ended" && event.outcome.state === "ignored");
      if (isHandled) {
        // The steps within it started after it.
        const within = open.filter((id) => id > step.id).length;
        open = open.filter((id) => id <= step.id);
        summary.failed -= within;
        summary.handled += within;
      }
      if (event.type !== "ended") return;
      const { state, error, requests, retries } = event.outcome;
      if (step.holds && error === undefined) return;
      summary.steps += 1;
      summary.requests += requests;
      summary.retries += retries;
      if (state === "failed") open.push(step.id);
      summary[state === "ignored" ? "handled" : state] += 1;
    },
  };
  return summary;
}

/**
 * Formats a summary: `12 steps, 15 requests, 1 retry, 12 done, 0 failed, 0.31 s`.
 * @param timed false omits the time.
 */
export function formatSummary(summary: Summary, timed = true): string {
  const { steps, requests, retries, done, failed, handled, stopped } = summary;
  const some = (count: number, what: string) => (count > 0 ? [`${count} ${what}`] : []);
  return [
    formatCount(steps, "step"),
    formatCount(requests, "request"),
    ...(retries > 0 ? [formatCount(retries, "retry", "retries")] : []),
    `${done} done`,
    ...some(handled, "failed and handled"),
    ...some(stopped, "stopped"),
    `${failed} failed`,
    ...(timed ? [`${(summary.ms() / 1000).toFixed(2)} s`] : []),
  ].join(", ");
}

/** Formats a count: `1 request`, `2 requests`. */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
