import type { RunEvent } from "./events";

/** What a run came to, over all of its steps but loops and branches that only hold others. */
export interface Summary {
  steps: number;
  requests: number;
  retries: number;
  done: number;
  failed: number;
  ignored: number;
  stopped: number;
  /** Milliseconds since the summary was begun. */
  ms(): number;
}

/** Counts while a run goes on. */
export function createSummary(): Summary & { watch(event: RunEvent): void } {
  const started = performance.now();
  const summary = {
    steps: 0,
    requests: 0,
    retries: 0,
    done: 0,
    failed: 0,
    ignored: 0,
    stopped: 0,
    ms: () => performance.now() - started,
    watch: (event: RunEvent) => {
      if (event.type !== "ended") return;
      const failedItself = event.outcome.error !== undefined;
      if (event.step.holds && !failedItself) return;
      summary.steps += 1;
      summary.requests += event.outcome.requests;
      summary.retries += event.outcome.retries;
      summary[event.outcome.state] += 1;
    },
  };
  return summary;
}

/** `12 steps, 15 requests, 1 retry, 12 done, 0 failed, 0.31 s`. */
export function summaryLine(summary: Summary): string {
  const { steps, requests, retries, done, failed, ignored, stopped } = summary;
  const some = (count: number, what: string) => (count > 0 ? [`${count} ${what}`] : []);
  return [
    counted(steps, "step"),
    counted(requests, "request"),
    ...(retries > 0 ? [counted(retries, "retry", "retries")] : []),
    `${done} done`,
    ...some(ignored, "failed and ignored"),
    ...some(stopped, "stopped"),
    `${failed} failed`,
    `${(summary.ms() / 1000).toFixed(2)} s`,
  ].join(", ");
}

/** `1 request`, `2 requests`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
