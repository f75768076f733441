import { setImmediate } from "node:timers/promises";
import { type BuiltComponent, type BuiltInput, paramsOf } from "../../platform/component";
import { readMessage, toError } from "../../platform/run/errors";
import { toJsonValue } from "../../platform/trace/jsonValue";
import type { EngineSetup, RunEvent, RunOutcome, StepCall } from "../protocol";
import { makeStepContext } from "./context";
import { type EventLimit, limitEvents } from "./eventLimit";
import { findInputErrors } from "./inputErrors";
import type { Mask } from "./mask";
import { pruneResult } from "./prune";
import { type RunRequests, recordRequests } from "./requests";
import { callTrigger } from "./trigger";

/** Milliseconds that a stopped step has to process its last response. */
const GRACE_MS = 200;

/** Milliseconds in which the ends of the requests of a step that has ended are still told. */
const LAST_WORDS_MS = 50;

/** A run that can be stopped. */
export interface EngineRun {
  /** Lets open requests finish, and allows no new ones. */
  stop(): void;
}

interface RunOptions {
  run: string;
  component: BuiltComponent;
  call: StepCall;
  setup: EngineSetup;
  mask: Mask;
  tell(event: RunEvent): void;
}

interface Returned {
  result: unknown;
  instanceState?: Record<string, unknown>;
}

/** The values of a call. The connection is that of the workspace, whatever the call says. */
const valuesOf = (inputs: readonly BuiltInput[], call: StepCall): Record<string, unknown> => {
  const connections = new Set(
    inputs.filter(({ type }) => type === "connection").map(({ key }) => key),
  );
  return Object.fromEntries(Object.entries(call.inputs).filter(([key]) => !connections.has(key)));
};

/** The connection of a call: in the simulated workspace, each region has its own. */
function connectionOf({ connection, byRegion = {} }: EngineSetup, inputs: StepCall["inputs"]) {
  const values = byRegion[String(inputs.region)] ?? connection;
  return values && { ...values, configVarKey: "Workbench" };
}

/** The declared inputs of the step of a call. @throws if the component does not have it. */
function findStep(component: BuiltComponent, { kind, key }: StepCall) {
  const steps = {
    action: component.actions,
    trigger: component.triggers,
    dataSource: component.dataSources,
  }[kind];
  const step = steps && Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (!step) throw new Error(`The component has no ${kind} with the key ${key}.`);
  return step;
}

async function callOf(options: RunOptions, log: EventLimit["log"]): Promise<Returned> {
  const { run, component, call, setup, mask } = options;
  const step = findStep(component, call);
  const inputs = step.inputs ?? [];
  const params = paramsOf(inputs, {
    inputs: valuesOf(inputs, call),
    connection: connectionOf(setup, call.inputs),
  });
  const context = makeStepContext(run, call.instanceState, (level, text) =>
    log(level, mask.text(text)),
  );
  if (call.kind === "trigger") {
    const trigger = component.triggers[call.key];
    if (trigger) return callTrigger(trigger, { context, params, call });
  }
  const { perform } = step as { perform(context: object, params: object): Promise<unknown> };
  return { result: await perform(context, params) };
}

const declaredInputs = (component: BuiltComponent, call: StepCall): readonly BuiltInput[] => {
  try {
    return findStep(component, call).inputs ?? [];
  } catch {
    return [];
  }
};

/** Prepares a result for the page. @throws if it is nested too deeply. */
const showResult = (result: unknown, mask: Mask) =>
  pruneResult(JSON.parse(JSON.stringify(toJsonValue(result)) ?? "null"), mask);

/** Runs a step and tells its events, `ended` last. */
export function startRun(options: RunOptions): EngineRun {
  const { component, call, mask, tell } = options;
  const startedAt = performance.now();
  let isStopped = false;
  let hasEnded = false;
  const limit = limitEvents(tell);
  const end = (outcome: Omit<RunOutcome, "ms">) => {
    if (hasEnded) return;
    hasEnded = true;
    limit.finish();
    tell({ type: "ended", outcome: { ...outcome, ms: performance.now() - startedAt } });
  };
  const requests: RunRequests = recordRequests(
    {
      sent: (request) => {
        if (!hasEnded) limit.request(request);
      },
      ended: (outcome) => {
        if (!hasEnded) limit.response(outcome);
      },
    },
    mask,
  );
  const log: EventLimit["log"] = (level, text) => {
    if (!hasEnded) limit.log(level, text);
  };
  // Node tells the end of a request after the step has its response.
  const settle = async () => {
    const until = performance.now() + LAST_WORDS_MS;
    while (requests.open > 0 && performance.now() < until) await setImmediate();
  };
  requests
    .record(() => callOf(options, log))
    .then(({ result, instanceState }): Omit<RunOutcome, "ms"> => {
      if (isStopped && requests.refused) return { state: "stopped" };
      return { state: "done", ...showResult(result, mask), instanceState };
    })
    .catch((thrown: unknown): Omit<RunOutcome, "ms"> => {
      if (isStopped && requests.refused) return { state: "stopped" };
      const message = mask.text(readMessage(toError(thrown)));
      const inputs = findInputErrors(message, declaredInputs(component, call));
      return { state: "failed", error: { message, inputs } };
    })
    .then(async (outcome) => {
      await settle();
      end(outcome);
    });
  return {
    stop: () => {
      if (isStopped) return;
      isStopped = true;
      requests.closeDoor().then(() => setTimeout(() => end({ state: "stopped" }), GRACE_MS));
    },
  };
}
