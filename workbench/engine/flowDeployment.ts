import { Refusal } from "../../cli/errors";
import { readJsonText } from "../../platform/command/files";
import { findSecrets } from "../../platform/command/prepare";
import { paramsOf } from "../../platform/component";
import { runDeployment } from "../../platform/deployment";
import { findApiKeys } from "../../platform/deployment/endpoint";
import { findSchedule } from "../../platform/deployment/schedule";
import type { DeploymentControl, DeploymentWatch, Start } from "../../platform/deployment/watch";
import type { Flow } from "../../platform/format/integration";
import { resolveInputs } from "../../platform/format/resolve";
import type { RunResult } from "../../platform/run";
import { findTrigger } from "../../platform/run/componentTrigger";
import { readMessage, toError } from "../../platform/run/errors";
import { createInterruption, Interrupted } from "../../platform/run/interruption";
import { countRequests } from "../../platform/run/requests";
import { toJsonValue } from "../../platform/trace/jsonValue";
import type { Hider } from "../../platform/trace/secrets";
import { secretsIn } from "../../src/http/secretsIn";
import { parseJson, toJson } from "../../src/values/json";
import type { DeploymentPart, RecordedBody, RunEvent, RunOutcome, SentSample } from "../protocol";
import { limitEvents } from "./eventLimit";
import { FlowRecord } from "./flowRecord";
import { outcomeOfThrown, recordNothing } from "./flowRun";
import { sendSample } from "./flowSample";
import { configure, type FlowRunOptions, readFlow } from "./flowSetup";
import { hideSecrets, pruneAndHide } from "./hiding";
import type { Mask } from "./mask";
import { type RunRequests, recordRequests } from "./requests";
import type { EngineRun } from "./run";
import { secretsOf } from "./secrets";

/** A flow that is deployed. */
export interface EngineDeployment extends EngineRun {
  /** Polls, unless a poll is running. */
  poll(): SentSample;
  /**
   * Sends JSON text to the flow as the sender of a webhook that was set up by hand would.
   * @throws Refusal if the flow receives nothing, or the text is not JSON.
   */
  send(body: string): Promise<SentSample>;
}

/** Hides what has the name of a secret in a body, since a trigger makes secrets that nobody knows before. */
function hideIn<Holder extends { body?: RecordedBody }>(holder: Holder, hider: Hider): Holder {
  const { body } = holder;
  if (!body) return holder;
  try {
    const text = toJson(hider.value(parseJson(body.text)));
    return { ...holder, body: { ...body, text } };
  } catch {
    // No JSON, or only the start of it.
    return { ...holder, body: { ...body, text: hider.text(body.text) } };
  }
}

/** The parts of a deployment, each with its own requests. */
class Parts {
  private readonly open = new Set<RunRequests>();
  private readonly counts = countRequests();
  private current: RunRequests | undefined;
  private count = 0;
  private wasRefused = false;
  private readonly ending = new Set<Promise<void>>();

  constructor(
    private readonly options: {
      flow: Flow;
      component: FlowRunOptions["component"];
      known: readonly string[];
      mask: Mask;
      hider: Hider;
      tell(event: RunEvent): void;
    },
  ) {}

  /** The requests of all parts, as the runner counts and stops them. */
  readonly requests = ((parts: Parts) => ({
    get sent() {
      return parts.counts.sent;
    },
    get retries() {
      return parts.counts.retries;
    },
    get refused() {
      return parts.wasRefused || [...parts.open].some(({ refused }) => refused);
    },
    startStep: () => {
      parts.counts.startStep();
      parts.current?.startStep();
    },
    closeDoor: async () => {
      for (const one of parts.open) one.closeDoor();
      await Promise.all([...parts.open].map((one) => one.idle()));
    },
    // The removal has requests of its own, whose door is open.
    letThrough: <Result>(work: () => Promise<Result>) => work(),
  }))(this);

  /** Waits until the ends of all parts are told, and stops counting. */
  async close(): Promise<void> {
    await Promise.all(this.ending);
    this.counts.restore();
  }

  readonly watch = (
    serving: DeploymentWatch["serving"],
  ): Pick<DeploymentWatch, "create" | "remove" | "logged" | "serving" | "start"> => ({
    create: (work) => this.handle("create", work),
    remove: (work) =>
      this.handle("remove", work).then(
        () => true,
        () => false,
      ),
    logged: (level, text) => this.log(level, text),
    serving,
    start: (start) => this.start(start),
  });

  private log: (level: string, text: string) => void = () => undefined;

  /** Begins a part. Returns functions that tell its events and its end. */
  private begin(part: Omit<DeploymentPart, "id" | "startedAt">) {
    const { tell } = this.options;
    this.count += 1;
    const id = this.count;
    const startedAt = performance.now();
    tell({ type: "partBegan", part: { ...part, id, startedAt: Date.now() } });
    const tellPart = (event: RunEvent) => tell({ type: "part", id, event });
    return {
      tell: tellPart,
      end: (outcome: Omit<RunOutcome, "ms">) =>
        tellPart({
          type: "ended",
          outcome: { ...outcome, ms: performance.now() - startedAt },
        }),
    };
  }

  /** Runs a handler of the trigger as a part. */
  private async handle(kind: "create" | "remove", work: () => Promise<unknown>): Promise<void> {
    const { hider, mask } = this.options;
    const { tell, end } = this.begin({ kind });
    const limit = limitEvents(tell);
    const requests = recordRequests(
      {
        sent: (request) => limit.request(hideIn(request, hider)),
        ended: (outcome) => limit.response(hideIn(outcome, hider)),
        made: (request) => this.counts.add(request),
      },
      mask,
    );
    this.log = (level, text) => limit.log(level, hider.text(text));
    this.enter(requests);
    try {
      await requests.record(work);
      await requests.idle();
      limit.finish();
      end({ state: "done" });
    } catch (thrown) {
      limit.finish();
      if (thrown instanceof Interrupted) end({ state: "stopped" });
      else {
        const message = hider.text(readMessage(toError(thrown)));
        end({ state: "failed", error: { message, inputs: {} } });
      }
      throw thrown;
    } finally {
      this.leave(requests);
    }
  }

  private start({ number, request }: Start): ReturnType<DeploymentWatch["start"]> {
    const { flow, component } = this.options;
    const known = [...this.options.known, ...(request ? secretsIn(request) : [])];
    const received = request && showReceived(request, known);
    const { tell, end } = this.begin({ kind: request ? "request" : "poll", number, received });
    const { counts } = this;
    const record = new FlowRecord({ flow, component, known, counts, tell });
    this.enter(record.requests);
    let result: RunResult = { state: "done" };
    let isNothing = false;
    const within = <Result>(work: () => Promise<Result>) => {
      this.current = record.requests;
      return record.requests.record(work);
    };
    return {
      trigger: within,
      show: async (execute, place) => {
        const { state } = result;
        const shown = await within(() => record.show(execute, place));
        // A run that is done does not hide one that is not.
        result = state === "done" ? shown : { state };
        return shown;
      },
      startsNothing: (events) => {
        isNothing = true;
        void record.show(
          async (watch) => {
            for (const event of events) watch(event);
            return { state: "done" };
          },
          { index: 0, count: 1 },
        );
      },
      ended: (unrun) => {
        const shown: RunResult =
          unrun > 0 && result.state === "done" ? { state: "stopped" } : result;
        const told = record.finish(shown).then(({ report = [], ...outcome }) => {
          this.leave(record.requests);
          end({ ...outcome, report: isNothing ? ["Nothing new: the flow did not run."] : report });
          this.ending.delete(told);
        });
        this.ending.add(told);
      },
    };
  }

  private enter(requests: RunRequests): void {
    this.open.add(requests);
    this.current = requests;
  }

  private leave(requests: RunRequests): void {
    this.open.delete(requests);
    this.wasRefused ||= requests.refused;
  }
}

/** The headers and the body of a request, without secrets. */
function showReceived({ headers, body }: NonNullable<Start["request"]>, known: string[]) {
  const plain = JSON.parse(JSON.stringify(toJsonValue({ headers, body: body.data })));
  const { result, ...cut } = pruneAndHide(plain, hideSecrets(known));
  return { value: result, ...cut };
}

/** A flow on its way from its deployment to its removal. */
class RunningDeployment implements EngineDeployment {
  private readonly startedAt = performance.now();
  private readonly preparing: RunRequests;
  private isStopped = false;
  private interrupt: (() => void) | undefined;
  private control: DeploymentControl | undefined;
  private target: Parameters<typeof sendSample>[1] | undefined;

  constructor(private readonly options: FlowRunOptions) {
    this.preparing = recordNothing(options.mask);
  }

  stop(): void {
    this.isStopped = true;
    this.preparing.closeDoor();
    this.interrupt?.();
  }

  poll(): SentSample {
    return this.control?.pollNow()
      ? { isTaken: true, text: "The trigger polls." }
      : { isTaken: false, text: "The trigger is polling already, or does not poll." };
  }

  async send(body: string): Promise<SentSample> {
    if (!this.target) throw new Refusal("The flow receives no request.");
    const { mask } = this.options;
    const sent = await sendSample(readJsonText(body, "Sample"), this.target);
    return { ...sent, text: mask.text(sent.text) };
  }

  async execute(): Promise<RunOutcome> {
    const ms = () => performance.now() - this.startedAt;
    try {
      const outcome = await this.deployAndRun();
      return { ...outcome, ms: ms() };
    } catch (thrown) {
      const isStopped = thrown instanceof Interrupted || (this.isStopped && this.preparing.refused);
      return { ...outcomeOfThrown(thrown, isStopped, this.options.mask), ms: ms() };
    }
  }

  private async deployAndRun(): Promise<Omit<RunOutcome, "ms">> {
    const { component, setup, tell } = this.options;
    const { integration, flow } = readFlow(this.options);
    const trigger = findTrigger(flow, component);
    if (!trigger) throw new Refusal("Only a flow with a trigger of the component is deployed.");
    const configVars = await this.preparing.record(() => configure(this.options, integration));
    if (this.isStopped) throw new Interrupted("stopped before the deployment");
    const { isPollingTrigger = false } = trigger;
    const apiKeys = isPollingTrigger ? [] : findApiKeys(flow);
    const known = [
      ...secretsOf(component, setup),
      ...findSecrets(integration, flow, component, configVars),
      ...apiKeys,
    ];
    const { mask, hider } = hideSecrets(known);
    const parts = new Parts({ flow, component, known, mask, hider, tell });
    const interruption = createInterruption(parts.requests, () => this.control?.end());
    this.interrupt = interruption.request;
    const { text, schedule } = findSchedule(flow, configVars);
    const params = paramsOf(trigger.inputs, {
      inputs: resolveInputs(flow.steps[0]?.inputs ?? {}, { steps: {}, configVars }),
    });
    try {
      const { isLeft, totals } = await runDeployment({
        integration,
        flow,
        component,
        trigger,
        configVars,
        apiKeys,
        pollTimes: isPollingTrigger && schedule ? { schedule } : undefined,
        once: false,
        requests: parts.requests,
        interruption,
        hide: hider.text,
        onControl: (control) => {
          this.control = control;
        },
        watch: parts.watch(({ url, sourceId }) => {
          if (url !== undefined) this.target = { url, params, apiKeys };
          tell({
            type: "deployed",
            deployed: {
              url,
              sourceId:
                typeof sourceId === "string" && trigger.webhookCreate ? sourceId : undefined,
              schedule: isPollingTrigger ? { text, isFollowed: schedule !== undefined } : undefined,
            },
          });
        }),
      });
      if (!isLeft) return { state: "done", report: [`${totals}.`] };
      const message =
        "The trigger was not removed: see Undeploy. Deploy it again, or reset the simulated workspace.";
      return { state: "failed", error: { message, inputs: {} }, report: [`${totals}.`] };
    } finally {
      this.target = undefined;
      await parts.close();
    }
  }
}

/** Deploys a flow and tells its events, `ended` last. */
export function startDeployment(options: FlowRunOptions): EngineDeployment {
  const running = new RunningDeployment(options);
  void running.execute().then((outcome) => options.tell({ type: "ended", outcome }));
  return running;
}
