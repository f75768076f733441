import { Refusal } from "../../cli/errors";
import { readPayloadText } from "../../platform/command/files";
import { findSecrets } from "../../platform/command/prepare";
import { readMessage, toError } from "../../platform/run/errors";
import { runWithPayload } from "../../platform/run/fromPayload";
import {
  createInterruption,
  Interrupted,
  type Interruption,
} from "../../platform/run/interruption";
import { countRequests, type RequestCounts } from "../../platform/run/requests";
import { secretsIn } from "../../src/http/secretsIn";
import type { RunOutcome } from "../protocol";
import { FlowRecord } from "./flowRecord";
import { configure, type FlowRunOptions, readFlow } from "./flowSetup";
import type { Mask } from "./mask";
import { type RunRequests, recordRequests } from "./requests";
import type { EngineRun } from "./run";
import { secretsOf } from "./secrets";

/** Keeps requests apart from those of the run, while they can be stopped with it. */
export const recordNothing = (mask: Mask): RunRequests =>
  recordRequests({ sent: () => undefined, ended: () => undefined }, mask);

/** Makes the end of a run that nothing ran in, from what was thrown. */
export function outcomeOfThrown(
  thrown: unknown,
  isStopped: boolean,
  mask: Mask,
): Omit<RunOutcome, "ms"> {
  if (isStopped) return { state: "stopped", report: ["Nothing was run."] };
  const lines = thrown instanceof Refusal ? thrown.lines : [readMessage(toError(thrown))];
  return { state: "failed", error: { message: mask.text(lines.join("\n")), inputs: {} } };
}

/** A flow that runs, from its check to its last step. */
class RunningFlow implements EngineRun {
  private readonly startedAt = performance.now();
  private readonly preparing: RunRequests;
  private interruption: Interruption | undefined;
  private isStopped = false;
  private counts: RequestCounts | undefined;

  constructor(private readonly options: FlowRunOptions) {
    this.preparing = recordNothing(options.mask);
  }

  stop(): void {
    this.isStopped = true;
    this.preparing.closeDoor();
    this.interruption?.request();
  }

  /** Runs the flow and returns its end. */
  async execute(): Promise<RunOutcome> {
    const { mask } = this.options;
    const ms = () => performance.now() - this.startedAt;
    try {
      const outcome = await this.checkAndRun();
      return { ...outcome, ms: ms() };
    } catch (thrown) {
      const isStopped = thrown instanceof Interrupted || (this.isStopped && this.preparing.refused);
      return { ...outcomeOfThrown(thrown, isStopped, mask), ms: ms() };
    } finally {
      this.counts?.restore();
    }
  }

  private async checkAndRun(): Promise<Omit<RunOutcome, "ms">> {
    const { component, call, setup, run, tell } = this.options;
    const { integration, flow } = readFlow(this.options);
    const payload = call.payload.trim() === "" ? {} : readPayloadText(call.payload, "Payload");
    const configVars = await this.preparing.record(() => configure(this.options, integration));
    if (this.isStopped) throw new Interrupted("stopped before the first step");
    const known = [
      ...secretsOf(component, setup),
      ...findSecrets(integration, flow, component, configVars),
      ...secretsIn(payload),
    ];
    const counts = countRequests();
    this.counts = counts;
    const record = new FlowRecord({
      flow,
      component,
      known,
      counts,
      tell,
    });
    const { requests } = record;
    this.interruption = createInterruption({
      get refused() {
        return requests.refused;
      },
      closeDoor: () => {
        requests.closeDoor();
        return requests.idle();
      },
    });
    const given = {
      integration,
      flow,
      component,
      configVars,
      executionId: run,
      isTest: true,
      requests: {
        get sent() {
          return counts.sent;
        },
        get retries() {
          return counts.retries;
        },
        startStep: () => {
          counts.startStep();
          requests.startStep();
        },
      },
      interruption: this.interruption,
    };
    const result = await requests.record(() =>
      runWithPayload(given, payload, (execute, place) => record.show(execute, place)),
    );
    return record.finish(result);
  }
}

/** Runs a flow and tells its events, `ended` last. */
export function startFlowRun(options: FlowRunOptions): EngineRun {
  const running = new RunningFlow(options);
  void running.execute().then((outcome) => options.tell({ type: "ended", outcome }));
  return running;
}
