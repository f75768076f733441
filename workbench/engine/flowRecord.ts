import { setTimeout } from "node:timers/promises";
import type { BuiltComponent } from "../../platform/component";
import type { Flow } from "../../platform/format/integration";
import type { RunResult } from "../../platform/run";
import type { Watch } from "../../platform/run/events";
import type { RequestCounts } from "../../platform/run/requests";
import { createSummary, formatSummary } from "../../platform/run/summary";
import { toJsonValue } from "../../platform/trace/jsonValue";
import { createStopReport } from "../../platform/view/stopReport";
import type { RunEvent, RunOutcome } from "../protocol";
import { type EventLimit, limitEvents } from "./eventLimit";
import { type FlowWatch, watchFlow } from "./flowWatch";
import { type Hiding, hideSecrets, pruneAndHide } from "./hiding";
import { type RunRequests, recordRequests } from "./requests";

/** Milliseconds that the last request has to close. */
const GRACE_MS = 200;

interface RecordOptions {
  flow: Flow;
  component: BuiltComponent;
  /** The secrets that are known. */
  known: readonly string[];
  /** Counts the requests. */
  counts: Pick<RequestCounts, "add">;
  tell(event: RunEvent): void;
}

/** The place of a run among those that a payload starts. */
type RunPlace = Parameters<FlowWatch["run"]>[0];

/** Tells the steps and the requests of a run of a flow, or of several that one payload starts. */
export class FlowRecord {
  readonly requests: RunRequests;
  private readonly hiding: Hiding;
  private readonly limit: EventLimit;
  private readonly watching: FlowWatch;
  private readonly summary = createSummary();
  private readonly stopReport: ReturnType<typeof createStopReport>;

  constructor({ flow, component, known, counts, tell }: RecordOptions) {
    this.hiding = hideSecrets(known);
    this.limit = limitEvents(tell);
    this.watching = watchFlow({ tell, limit: this.limit, known });
    this.stopReport = createStopReport(
      flow.steps.map(({ name }) => name),
      (action) => isReadOnly(component, action),
    );
    this.requests = recordRequests(
      {
        sent: (request) => this.limit.request({ ...request, step: this.watching.step }),
        ended: (outcome) => this.limit.response(outcome),
        made: (request) => counts.add(request),
      },
      this.hiding.mask,
    );
  }

  /** Executes a run, and tells its steps. */
  show(execute: (watch: Watch) => Promise<RunResult>, place: RunPlace): Promise<RunResult> {
    const watch = this.watching.run(place);
    return execute((event) => {
      this.summary.watch(event);
      this.stopReport.watch(event);
      watch(event);
    });
  }

  /** Tells what was left for the end, and returns the end without its time. */
  async finish({ state, results }: RunResult): Promise<Omit<RunOutcome, "ms">> {
    await Promise.race([this.requests.idle(), setTimeout(GRACE_MS, undefined, { ref: false })]);
    this.limit.finish();
    this.watching.finish();
    const report = [
      ...(state === "stopped" ? this.stopReport.lines() : []),
      formatSummary(this.summary),
    ].map((line) => this.hiding.mask.text(line));
    if (state !== "done") return { state, report };
    const plain = JSON.parse(JSON.stringify(toJsonValue(results)) ?? "null");
    return { state, ...pruneAndHide(plain, this.hiding), report };
  }
}

/** True for an action or a trigger that changes nothing. */
const isReadOnly = ({ key, actions, triggers }: BuiltComponent, action: string): boolean => {
  const name = action.slice(key.length + 1);
  return actions[name] ? actions[name].performSafety === "SAFE" : Object.hasOwn(triggers, name);
};
