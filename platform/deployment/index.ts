import { Refusal } from "../../cli/errors";
import { type BuiltComponent, type BuiltTrigger, paramsOf } from "../component";
import { createLogger } from "../component/logger";
import type { Flow, Integration } from "../format/integration";
import { toReferenceName } from "../format/names";
import { resolveInputs } from "../format/resolve";
import { type RunResult, runFlow } from "../run";
import { runTrigger, type TriggerOutcome } from "../run/componentTrigger";
import { makeContext } from "../run/context";
import { readMessage, toError, toLogText } from "../run/errors";
import type { Watch } from "../run/events";
import { Interrupted, type Interruption } from "../run/interruption";
import type { Requests } from "../run/requests";
import { formatCount } from "../run/summary";
import { type Endpoint, makeJsonRequest, NO_ENDPOINT, type ReceivedRequest } from "../run/trigger";
import { createEnding } from "./ending";
import { type EndpointResponse, makeResponse, type OpenEndpoint, openEndpoint } from "./endpoint";
import { type PollTimes, pollUntilEnd } from "./polling";
import type { DeploymentControl, DeploymentWatch, StartWatch } from "./watch";

/** A flow to deploy, whose trigger is one of the component's. */
export interface Deployment {
  integration: Integration;
  flow: Flow;
  component: BuiltComponent;
  trigger: BuiltTrigger;
  configVars: Record<string, unknown>;
  /** The API keys of which a request must have one; empty if it needs none. */
  apiKeys: readonly string[];
  /** For a polling trigger. Without them, it polls once and then by {@link DeploymentControl.pollNow}. */
  pollTimes?: PollTimes;
  /** Ends after the first request or poll that started the flow, or the first poll. */
  once: boolean;
  /** Ends after this time, in milliseconds. */
  forMs?: number;
  /** The port of the address; any free one if it is absent. */
  port?: number;
  /** The public URL that leads to the address. */
  publicUrl?: string;
  requests: Pick<Requests, "sent" | "retries" | "startStep" | "letThrough">;
  interruption: Interruption;
  /** Hides the secrets in a text. */
  hide(text: string): string;
  watch: DeploymentWatch;
  /** Receives the functions that control the deployment. */
  onControl(control: DeploymentControl): void;
}

/** The totals of a deployment. */
export interface DeploymentResult {
  /** The worst of the runs and polls. A refused request is no run. */
  state: RunResult["state"];
  /** True if the trigger may still be deployed. */
  isLeft: boolean;
  /** The numbers of runs and requests in words. */
  totals: string;
}

/** The most requests whose runs wait for their turn. Further ones are told to come again. */
const MOST_WAITING = 1000;

const BADNESS: readonly RunResult["state"][] = ["done", "failed", "stopped"];

/** A webhook trigger sends no requests; those that are sent meanwhile are those of a running flow. */
const UNCOUNTED = { sent: 0, retries: 0, startStep: () => undefined };

/**
 * Deploys the trigger of a flow, runs the flow for what it receives or finds, and removes the trigger.
 * @throws Refusal if the trigger cannot be deployed; Interrupted if it was stopped before.
 */
export async function runDeployment(deployment: Deployment): Promise<DeploymentResult> {
  return new Deployed(deployment).run();
}

class Deployed {
  private readonly ending = createEnding();
  private readonly executionId = `local-${Date.now().toString(36)}`;
  private endpoint: Endpoint = NO_ENDPOINT;
  /** The values that the trigger keeps between its runs. */
  private instanceState: Record<string, unknown> = {};
  private worst: RunResult["state"] = "done";
  private readonly counts = {
    started: 0,
    runs: 0,
    done: 0,
    failed: 0,
    stopped: 0,
    refused: 0,
    unrun: 0,
  };
  /** The requests whose runs have not ended. */
  private waiting = 0;
  private tail: Promise<void> = Promise.resolve();
  private polling: Promise<void> | undefined;

  constructor(private readonly given: Deployment) {}

  async run(): Promise<DeploymentResult> {
    const { interruption, onControl, trigger } = this.given;
    onControl({ end: this.ending.request, pollNow: this.pollNow });
    const open = trigger.isPollingTrigger ? undefined : await this.open();
    let isLeft = false;
    try {
      await this.deploy();
      await this.serve(open);
    } finally {
      this.ending.request();
      isLeft = !(await this.undeploy());
      await open?.close();
    }
    if (interruption.requested && this.counts.unrun > 0) this.worst = "stopped";
    return { state: this.worst, isLeft, totals: this.totals() };
  }

  private async open(): Promise<OpenEndpoint> {
    const { flow, port = 0, apiKeys, publicUrl } = this.given;
    const path = `/${toReferenceName(flow.name) || "flow"}`;
    const receive = (request: ReceivedRequest) =>
      this.receive(request).catch((error: unknown) => {
        // No failure of the trigger, but of this program: it ends the deployment.
        this.enqueue(() => Promise.reject(error));
        return makeResponse(500, { error: "the request was not handled" });
      });
    const open = await openEndpoint({ path, port, apiKeys, receive }).catch((error: Error) => {
      throw new Refusal(`--port: ${port}: ${error.message}`, "nothing was run");
    });
    const url = publicUrl === undefined ? open.url : publicUrl.replace(/\/+$/, "") + path;
    this.endpoint = {
      webhookUrls: { [flow.name]: url },
      webhookApiKeys: apiKeys.length > 0 ? { [flow.name]: [...apiKeys] } : {},
      invokeUrl: url,
    };
    return open;
  }

  private async deploy(): Promise<void> {
    const { trigger, interruption, hide, watch } = this.given;
    const { webhookCreate } = trigger;
    if (!webhookCreate) return;
    const create = async () => webhookCreate(this.context(), this.params());
    try {
      await watch.create(() => interruption.unlessInterrupted(create()));
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      throw new Refusal(hide(readMessage(toError(error))), "nothing was run");
    }
  }

  /** Removes the trigger. @returns false if that failed. */
  private async undeploy(): Promise<boolean> {
    const { trigger, requests, watch } = this.given;
    const { webhookDelete } = trigger;
    if (!webhookDelete) return true;
    // An interruption has closed the door for everything else.
    return watch.remove(() =>
      requests.letThrough(async () => webhookDelete(this.context(), this.params())),
    );
  }

  /** Runs the flow until the end, and waits for the runs that have been accepted. */
  private async serve(open: OpenEndpoint | undefined): Promise<void> {
    const { forMs, watch, trigger, pollTimes } = this.given;
    const { sourceId } = this.params();
    watch.serving({ url: open?.url, sourceId });
    const timer = forMs === undefined ? undefined : setTimeout(this.ending.request, forMs);
    try {
      if (pollTimes) await pollUntilEnd(this.pollOnce, pollTimes, this.ending);
      else {
        if (trigger.isPollingTrigger) await this.pollOnce();
        await this.ending.whenRequested;
      }
      await this.polling;
      await this.tail;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs the trigger for a request, and responds before the flow runs. */
  private async receive(request: ReceivedRequest): Promise<EndpointResponse> {
    if (this.ending.requested) return ENDED;
    if (this.waiting >= MOST_WAITING) return BUSY;
    this.counts.started += 1;
    const { started } = this.counts;
    const executionId = `${this.executionId}-${started}`;
    const watch = this.given.watch.start({ number: started, request });
    const outcome = await watch.trigger(() => this.trigger(executionId, request, UNCOUNTED));
    const { state, starts, response } = outcome;
    // The first request may have ended the deployment meanwhile.
    if (this.ending.requested || state === "stopped") {
      watch.ended?.(Math.max(1, starts.length));
      return ENDED;
    }
    this.enqueue(() => this.settle(watch, outcome));
    if (state === "failed") {
      this.counts.refused += 1;
      return makeResponse(500, { executionId, error: "the trigger failed" });
    }
    if (this.given.once && starts.length > 0) this.ending.request();
    return response ?? makeResponse(200, { executionId });
  }

  /** Polls, unless a poll is running: then waits for that one. */
  private readonly pollOnce = (): Promise<void> => {
    this.polling ??= this.poll().finally(() => {
      this.polling = undefined;
    });
    return this.polling;
  };

  private readonly pollNow = (): boolean => {
    const { trigger } = this.given;
    if (!trigger.isPollingTrigger || this.polling || this.ending.requested) return false;
    const polled = this.pollOnce();
    this.enqueue(() => polled);
    return true;
  };

  private async poll(): Promise<void> {
    this.counts.started += 1;
    const { started } = this.counts;
    const { watch: watches, requests } = this.given;
    const executionId = `${this.executionId}-${started}`;
    const watch = watches.start({ number: started });
    const outcome = await watch.trigger(() =>
      this.trigger(executionId, makeJsonRequest({}), requests),
    );
    if (outcome.state !== "done") this.note(outcome.state);
    await this.settle(watch, outcome);
    if (this.given.once) this.ending.request();
  }

  private trigger(
    executionId: string,
    request: ReceivedRequest,
    requests: Pick<Requests, "sent" | "retries" | "startStep">,
  ): Promise<TriggerOutcome> {
    const { endpoint, instanceState } = this;
    return runTrigger({ ...this.given, executionId, request, requests, endpoint, instanceState });
  }

  /** Runs work after all earlier work. */
  private enqueue(work: () => Promise<void>): void {
    this.waiting += 1;
    this.tail = this.tail.then(work).finally(() => {
      this.waiting -= 1;
    });
    // The error is thrown by the wait for the tail.
    this.tail.catch(this.ending.request);
  }

  /** Runs the flow for a result of its trigger. What the trigger keeps is kept if every run is done. */
  private async settle(watch: StartWatch, outcome: TriggerOutcome): Promise<void> {
    const { interruption } = this.given;
    const { starts, state, events, instanceState } = outcome;
    if (state !== "done") {
      const replay = async (tell: Watch) => {
        for (const event of events) tell(event);
        return { state };
      };
      await watch.show(replay, { index: 0, count: 1 });
      watch.ended?.(0);
      return;
    }
    if (starts.length === 0) watch.startsNothing(events);
    let isDone = true;
    let unrun = 0;
    for (const [index, started] of starts.entries()) {
      if (interruption.requested) {
        unrun += 1;
        isDone = false;
        continue;
      }
      const { endpoint, executionId } = this;
      this.counts.runs += 1;
      const run = { ...this.given, endpoint, started };
      const result = await watch.show(
        (tell) =>
          runFlow({ ...run, executionId: `${executionId}-${this.counts.runs}`, watch: tell }),
        { index, count: starts.length },
      );
      this.note(result.state);
      this.counts[result.state] += 1;
      isDone &&= result.state === "done";
    }
    if (isDone) this.instanceState = instanceState;
    this.counts.unrun += unrun;
    watch.ended?.(unrun);
  }

  private note(state: RunResult["state"]): void {
    if (BADNESS.indexOf(state) > BADNESS.indexOf(this.worst)) this.worst = state;
  }

  private params(): Record<string, unknown> {
    const { flow, trigger, configVars } = this.given;
    const inputs = resolveInputs(flow.steps[0]?.inputs ?? {}, { steps: {}, configVars });
    return paramsOf(trigger.inputs, { inputs });
  }

  /** Makes the context of the handlers of deployment. */
  private context(): object {
    const { watch } = this.given;
    const logger = createLogger((level) => (...values) => {
      if (level !== "metric") watch.logged(level, values.map(toLogText).join(" "));
    });
    const { endpoint, executionId } = this;
    const startedAt = new Date().toISOString();
    return makeContext({ ...this.given, endpoint, executionId, startedAt }, "trigger", logger);
  }

  private totals(): string {
    const { runs, done, failed, stopped, refused, unrun } = this.counts;
    return [
      `${formatCount(runs, "run")}: ${done} done, ${failed} failed${stopped > 0 ? `, ${stopped} stopped` : ""}`,
      ...(refused > 0 ? [`${formatCount(refused, "request")} refused`] : []),
      ...(unrun > 0 ? [`${formatCount(unrun, "accepted run")} not started`] : []),
    ].join("; ");
  }
}

const ENDED = makeResponse(503, { error: "the flow is being removed" });
const BUSY = makeResponse(503, { error: "too many requests are waiting" }, { "Retry-After": "1" });
