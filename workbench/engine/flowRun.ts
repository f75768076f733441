import { setTimeout } from "node:timers/promises";
import { Refusal } from "../../cli/errors";
import { checkIntegration } from "../../platform/check";
import { readJsonText, readPayloadText } from "../../platform/command/files";
import { findSecrets, listChoices } from "../../platform/command/prepare";
import type { BuiltComponent } from "../../platform/component";
import { silentLogger } from "../../platform/component/logger";
import { ConfigurationError, fillInConfiguration } from "../../platform/config";
import type { Flow, Integration } from "../../platform/format/integration";
import { readSource } from "../../platform/format/source";
import type { RunResult } from "../../platform/run";
import { readMessage, toError } from "../../platform/run/errors";
import { runWithPayload } from "../../platform/run/fromPayload";
import {
  createInterruption,
  Interrupted,
  type Interruption,
} from "../../platform/run/interruption";
import { countRequests, type RequestCounts } from "../../platform/run/requests";
import { createSummary, formatSummary } from "../../platform/run/summary";
import { toJsonValue } from "../../platform/trace/jsonValue";
import { createStopReport } from "../../platform/view/stopReport";
import { secretsIn } from "../../src/http/secretsIn";
import type { EngineSetup, FlowCall, RunEvent, RunOutcome } from "../protocol";
import { limitEvents } from "./eventLimit";
import { watchFlow } from "./flowWatch";
import { hideSecrets, pruneAndHide } from "./hiding";
import type { Mask } from "./mask";
import { type RunRequests, recordRequests } from "./requests";
import type { EngineRun } from "./run";
import { secretsOf } from "./secrets";

/** Milliseconds that the last request has to close. */
const GRACE_MS = 200;

interface FlowRunOptions {
  run: string;
  component: BuiltComponent;
  call: FlowCall;
  setup: EngineSetup;
  mask: Mask;
  tell(event: RunEvent): void;
}

/** Reads the file and finds its flow. @throws Refusal with the problems of the file. */
function readFlow({ component, call }: FlowRunOptions): { integration: Integration; flow: Flow } {
  const { integration, problems } = checkIntegration(readSource(call.text), component);
  if (!integration || problems.length > 0) {
    throw new Refusal(...problems.map(({ line, message }) => `Line ${line}: ${message}`));
  }
  const flow = integration.flows.find(({ name }) => name === call.flow);
  if (!flow) throw new Refusal(`The file has no flow ${call.flow}.`);
  return { integration, flow };
}

/** Reads the values of the config variables. @throws Refusal */
function readConfig(text: string): Record<string, unknown> {
  const config = text.trim() === "" ? {} : readJsonText(text, "Configuration");
  if (typeof config === "object" && config !== null && !Array.isArray(config)) {
    return config as Record<string, unknown>;
  }
  throw new Refusal("Configuration: expected an object of config variables by name");
}

/** Fills in the config variables; connections are those of the engine. @throws Refusal */
async function configure(
  { component, setup, call }: FlowRunOptions,
  integration: Integration,
): Promise<Record<string, unknown>> {
  try {
    return await fillInConfiguration({
      integration,
      component,
      given: readConfig(call.config),
      connectionFields: (_, region) => (setup.byRegion?.[region] ?? setup.connection)?.fields,
      context: { logger: silentLogger, executionId: "local" },
      say: () => undefined,
    });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const { message, choices } = error;
    const offered = choices.length > 0 ? ["  Its choices, by label or key:"] : [];
    throw new Refusal(`Configuration: ${message}`, ...offered, ...listChoices(choices));
  }
}

/** Keeps requests apart from those of the run, while they can be stopped with it. */
const recordNothing = (mask: Mask): RunRequests =>
  recordRequests({ sent: () => undefined, ended: () => undefined }, mask);

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
      if (isStopped) return { state: "stopped", ms: ms(), report: ["Nothing was run."] };
      const lines = thrown instanceof Refusal ? thrown.lines : [readMessage(toError(thrown))];
      const error = { message: mask.text(lines.join("\n")), inputs: {} };
      return { state: "failed", ms: ms(), error };
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
    const hiding = hideSecrets(known);
    const { mask } = hiding;
    const limit = limitEvents(tell);
    const watching = watchFlow({ tell, limit, known });
    const counts = countRequests();
    this.counts = counts;
    const requests = recordRequests(
      {
        sent: (request) => limit.request({ ...request, step: watching.step }),
        ended: (outcome) => limit.response(outcome),
        made: (request) => counts.add(request),
      },
      mask,
    );
    this.interruption = createInterruption({
      get refused() {
        return requests.refused;
      },
      closeDoor: () => {
        requests.closeDoor();
        return requests.idle();
      },
    });
    const summary = createSummary();
    const stopReport = createStopReport(
      flow.steps.map(({ name }) => name),
      (action) => isReadOnly(component, action),
    );
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
    const result: RunResult = await requests.record(() =>
      runWithPayload(given, payload, (execute, place) => {
        const watch = watching.run(place);
        return execute((event) => {
          summary.watch(event);
          stopReport.watch(event);
          watch(event);
        });
      }),
    );
    await Promise.race([requests.idle(), setTimeout(GRACE_MS, undefined, { ref: false })]);
    limit.finish();
    watching.finish();
    const report = [
      ...(result.state === "stopped" ? stopReport.lines() : []),
      formatSummary(summary),
    ].map((line) => mask.text(line));
    if (result.state !== "done") return { state: result.state, report };
    const plain = JSON.parse(JSON.stringify(toJsonValue(result.results)) ?? "null");
    return { state: "done", ...pruneAndHide(plain, hiding), report };
  }
}

/** True for an action or a trigger that changes nothing. */
const isReadOnly = ({ key, actions, triggers }: BuiltComponent, action: string): boolean => {
  const name = action.slice(key.length + 1);
  return actions[name] ? actions[name].performSafety === "SAFE" : Object.hasOwn(triggers, name);
};

/** Runs a flow and tells its events, `ended` last. */
export function startFlowRun(options: FlowRunOptions): EngineRun {
  const running = new RunningFlow(options);
  void running.execute().then((outcome) => options.tell({ type: "ended", outcome }));
  return running;
}
