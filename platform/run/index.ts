import { type BuiltComponent, callStep } from "../component";
import { createLogger } from "../component/logger";
import type { Flow, Inputs, Integration, Step } from "../format/integration";
import { toReferenceName } from "../format/names";
import { resolveInputs, type Scope } from "../format/resolve";
import { chooseBranchByExpression, chooseBranchByValue } from "./branching";
import { runCode } from "./code";
import { makeContext, type RunContext } from "./context";
import { readMessage, toError, toLogText } from "./errors";
import type { RunEvent, StepCost, StepOutcome, StepPlace, Watch } from "./events";
import { Interrupted, type Interruption } from "./interruption";
import type { Requests } from "./requests";
import { type Rounds, toCountedRounds, toItemRounds } from "./rounds";
import { formatCount } from "./summary";
import { makeJsonRequest, makeTriggerPayload, NO_ENDPOINT } from "./trigger";

/** The trigger of a run that has run before it. */
export interface StartedTrigger {
  results: unknown;
  /** The events of its step. */
  events: readonly RunEvent[];
}

/** The input of a run. The integration has passed its check. */
export interface FlowRun extends Omit<RunContext, "startedAt"> {
  integration: Integration;
  flow: Flow;
  component: BuiltComponent;
  /** Values by the name of the variable. */
  configVars: Record<string, unknown>;
  /** The body of the request that triggers the flow, for a trigger of the platform. */
  payload?: unknown;
  /** For a trigger of the component. */
  started?: StartedTrigger;
  /** Runs a trigger of the component, and returns its results. */
  runTrigger?(context: Record<string, unknown>, inputs: Record<string, unknown>): Promise<unknown>;
  executionId: string;
  requests: Pick<Requests, "sent" | "retries" | "startStep">;
  interruption: Interruption;
  watch: Watch;
}

/** The result of a run. */
export interface RunResult {
  state: "done" | "failed" | "stopped";
  /** The results of the last step, if the run is done. */
  results?: unknown;
}

/** Thrown to leave a loop. */
class LoopBroken extends Error {}

/** Thrown for a failure of a step that has been reported. */
class RunFailed extends Error {}

/**
 * Runs a flow from its trigger to its end, or to the first step that fails it. A failed step causes
 * no error.
 */
export async function runFlow(run: FlowRun): Promise<RunResult> {
  const [trigger, ...steps] = run.flow.steps;
  const scope: Scope = { steps: {}, configVars: run.configVars };
  const runner = new Runner(run, scope);
  try {
    if (trigger && run.started) runner.continueFrom(trigger, run.started);
    else if (trigger) await runner.runStep(trigger, []);
    const results = await runner.runSteps(steps, []);
    return { state: "done", results };
  } catch (error) {
    if (error instanceof Interrupted) return { state: "stopped" };
    if (error instanceof RunFailed) return { state: "failed" };
    throw error;
  }
}

class Runner {
  private readonly startedAt = new Date().toISOString();
  /** Values that steps have saved for later steps of this run, by key. */
  private readonly kept = new Map<string, unknown>();
  private begun = 0;

  constructor(
    private readonly run: FlowRun,
    private readonly scope: Scope,
  ) {}

  /** Runs steps in order, and returns the results of the last one. */
  async runSteps(steps: readonly Step[], within: string[]): Promise<unknown> {
    let results: unknown;
    for (const step of steps) results = await this.runStep(step, within);
    return results;
  }

  /** Takes over a trigger that has run. */
  continueFrom(trigger: Step, { results, events }: StartedTrigger): void {
    for (const event of events) this.run.watch(event);
    this.begun += 1;
    this.scope.steps[toReferenceName(trigger.name)] = { results };
  }

  async runStep(step: Step, within: string[]): Promise<unknown> {
    const { interruption, watch } = this.run;
    if (interruption.requested) throw new Interrupted("stopped before a step");
    this.begun += 1;
    const action = `${step.action.component.key}.${step.action.key}`;
    const holds = step.steps !== undefined || step.branches !== undefined;
    const place: StepPlace = { id: this.begun, name: step.name, action, within, holds };
    const cost = this.meter();
    watch({ type: "began", step: place });
    const end = (outcome: Pick<StepOutcome, "state" | "detail"> & Partial<StepOutcome>) =>
      watch({ type: "ended", step: place, outcome: { ...cost(), ...outcome } });
    let inputs: Record<string, unknown> = {};
    try {
      inputs = this.inputsOf(step);
      const { results, detail } = await this.attempts(step, inputs, place);
      this.scope.steps[toReferenceName(step.name)] = { results };
      end({ state: "done", detail, inputs, results });
      return results;
    } catch (error) {
      if (error instanceof LoopBroken) {
        end({ state: "done", detail: "leaves the loop" });
        throw error;
      }
      if (error instanceof Interrupted) {
        end({ state: "stopped", detail: "stopped", inputs });
        throw error;
      }
      // A loop or branch fails with one of its steps, which has been reported.
      const inner = error instanceof RunFailed;
      const failure = inner
        ? { detail: "a step in it failed", inputs }
        : { detail: readMessage(toError(error)), inputs, error: toError(error) };
      if (goesOn(step)) {
        this.scope.steps[toReferenceName(step.name)] = { results: null };
        end({ state: "ignored", ...failure });
        return null;
      }
      end({ state: "failed", ...failure });
      throw inner ? error : new RunFailed(failure.detail);
    }
  }

  /** Runs a step, and again after a failure as its error handler says. */
  private async attempts(step: Step, inputs: Record<string, unknown>, place: StepPlace) {
    const { errorConfig } = step;
    const most = errorConfig?.errorHandlerType === "retry" ? (errorConfig.maxAttempts ?? 0) : 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.perform(step, inputs, place);
      } catch (error) {
        const final = attempt > most || error instanceof LoopBroken || error instanceof Interrupted;
        if (final) throw error;
        const factor = errorConfig?.usesExponentialBackoff ? 2 ** (attempt - 1) : 1;
        const waitMs = (errorConfig?.delaySeconds ?? 0) * 1000 * factor;
        this.run.watch({ type: "again", step: place, attempt, waitMs, error: toError(error) });
        await this.wait(waitMs);
      }
    }
  }

  private wait(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    return this.run.interruption.unlessInterrupted(waited).finally(() => clearTimeout(timer));
  }

  private async perform(
    step: Step,
    inputs: Record<string, unknown>,
    place: StepPlace,
  ): Promise<{ results: unknown; detail: string }> {
    const { component } = step.action;
    const { interruption, requests } = this.run;
    requests.startStep();
    if (component.key === this.run.component.key) {
      const results = await interruption.unlessInterrupted(this.act(step, inputs, place));
      return { results, detail: "" };
    }
    switch (step.action.key) {
      case "loopOverItems":
        return this.loop(step, place, toItemRounds(inputs.items));
      case "loopNTimes":
        return this.loop(step, place, toCountedRounds(inputs.iterationCount));
      case "breakLoop":
        throw new LoopBroken("left the loop");
      case "branchOnExpression":
        return this.branch(step, place, chooseBranchByExpression(step, this.scope));
      case "branchOnValue":
        return this.branch(step, place, chooseBranchByValue(inputs));
      case "writeLog": {
        const level = String(inputs.level || "info");
        this.run.watch({ type: "logged", step: place, level, text: toLogText(inputs.message) });
        return { results: null, detail: "" };
      }
      case "runCode": {
        const code = runCode(String(inputs.code), this.context(place), this.scope.steps);
        return { results: await interruption.unlessInterrupted(code), detail: "" };
      }
      case "getExecutionValue":
        return {
          results: this.kept.get(String(inputs.keyInput)) ?? inputs.defaultValueInput,
          detail: "",
        };
      case "saveExecutionValue":
        this.kept.set(String(inputs.keyInput), inputs.valueInput);
        return { results: null, detail: "" };
      default: {
        const { integration, flow, payload, executionId, endpoint = NO_ENDPOINT } = this.run;
        const { startedAt } = this;
        const request = makeJsonRequest(payload);
        const run = { request, executionId, startedAt, endpoint };
        return { results: makeTriggerPayload(integration, flow, run), detail: "" };
      }
    }
  }

  /** Runs an action, or the trigger, through the entry that the platform uses. */
  private async act(step: Step, inputs: Record<string, unknown>, place: StepPlace) {
    if (step === this.run.flow.steps[0]) {
      if (!this.run.runTrigger) throw new Error(`the trigger ${step.action.key} has not run`);
      return this.run.runTrigger(this.context(place), inputs);
    }
    const action = this.run.component.actions[step.action.key];
    if (!action) throw new Error(`the component has no action ${step.action.key}`);
    return (await callStep(action, { context: this.context(place), inputs })).data;
  }

  private async loop(step: Step, place: StepPlace, { count, itemAt }: Rounds) {
    const results: unknown[] = [];
    const name = toReferenceName(step.name);
    for (let index = 0; index < count; index += 1) {
      this.scope.steps[name] = { currentItem: itemAt(index), index };
      const within = [...place.within, `${step.name} ${index + 1} of ${count}`];
      try {
        results.push(await this.runSteps(step.steps ?? [], within));
      } catch (error) {
        if (!(error instanceof LoopBroken)) throw error;
        return { results, detail: `left in round ${index + 1} of ${count}` };
      }
    }
    return { results, detail: formatCount(count, "item") };
  }

  private async branch(step: Step, place: StepPlace, name: string) {
    const chosen = step.branches?.find((branch) => branch.name === name);
    const within = [...place.within, name];
    const results = await this.runSteps(chosen?.steps ?? [], within);
    return { results, detail: name };
  }

  private inputsOf(step: Step): Record<string, unknown> {
    const { conditions: _conditions, ...others } = step.inputs ?? {};
    const branches = step.action.key === "branchOnExpression" && step.branches;
    return resolveInputs(branches ? others : (step.inputs ?? ({} as Inputs)), this.scope);
  }

  private context(place: StepPlace): Record<string, unknown> {
    const logger = createLogger(
      (level) =>
        (...values) =>
          this.logged(place, level, values),
    );
    return makeContext({ ...this.run, startedAt: this.startedAt }, String(place.id), logger);
  }

  private logged(step: StepPlace, level: string, values: unknown[]): void {
    const text = values.map(toLogText).join(" ");
    if (level === "metric") return;
    this.run.watch({ type: "logged", step, level, text });
  }

  /** Starts to measure the cost of a step. */
  private meter(): () => StepCost {
    const startedMs = performance.now();
    const { sent, retries } = this.run.requests;
    return () => ({
      ms: performance.now() - startedMs,
      requests: this.run.requests.sent - sent,
      retries: this.run.requests.retries - retries,
    });
  }
}

const goesOn = ({ errorConfig }: Step): boolean =>
  errorConfig?.errorHandlerType === "ignore" ||
  (errorConfig?.errorHandlerType === "retry" && errorConfig.ignoreFinalError === true);
