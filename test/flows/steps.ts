import https from "node:https";
import { loadComponent } from "../../flows/runner/component";
import type {
  ConfigVar,
  ErrorConfig,
  Input,
  Inputs,
  Integration,
  Step,
} from "../../flows/runner/definition";
import type { RunEvent } from "../../flows/runner/events";
import { createInterruption } from "../../flows/runner/interruption";
import { watchRequests } from "../../flows/runner/requests";
import { type RunResult, runFlow } from "../../flows/runner/run";

/** An input that is text. */
export const text = (value: string): Input => ({ type: "value", value });
/** An input that refers to results. */
export const reference = (value: string): Input => ({ type: "reference", value });

const step = (name: string, component: string, key: string, rest: Partial<Step>): Step => ({
  name,
  action: { key, component: { key: component, isPublic: true, version: "LATEST" } },
  ...rest,
});

/** A code step; its function gets the context and the results of earlier steps. */
export const code = (name: string, body: string, errorConfig?: ErrorConfig): Step =>
  step(name, "code", "runCode", {
    inputs: { code: text(`module.exports = async (context, stepResults) => { ${body} };`) },
    errorConfig,
  });

/** A step that logs. */
export const log = (name: string, message: Input, level = "info"): Step =>
  step(name, "log", "writeLog", { inputs: { message, level: text(level) } });

/** Answers what was kept under a key. */
export const kept = (name: string, key: string, otherwise: string): Step =>
  step(name, "persist-data", "getExecutionValue", {
    inputs: { keyInput: text(key), defaultValueInput: text(otherwise) },
  });
/** Keeps a value under a key. */
export const keep = (name: string, key: string, valueInput: Input): Step =>
  step(name, "persist-data", "saveExecutionValue", { inputs: { keyInput: text(key), valueInput } });

/** A loop over items. */
export const loop = (name: string, items: Input, steps: Step[], rest: Partial<Step> = {}): Step =>
  step(name, "loop", "loopOverItems", { inputs: { items }, steps, ...rest });

/** A loop of so many turns. */
export const times = (
  name: string,
  iterationCount: Input,
  steps: Step[],
  errorConfig?: ErrorConfig,
): Step => step(name, "loop", "loopNTimes", { inputs: { iterationCount }, steps, errorConfig });

/** Leaves the loop it is in. */
export const breakLoop = (name: string): Step => step(name, "loop", "breakLoop", { inputs: {} });

/** A branch on a value. */
export const onValue = (
  name: string,
  inputValue: Input,
  ways: Record<string, { value?: string; steps: Step[] }>,
): Step =>
  step(name, "branch", "branchOnValue", {
    inputs: {
      inputValue,
      branchValueMappings: {
        type: "complex",
        value: Object.entries(ways).flatMap(([way, { value }]) =>
          value === undefined ? [] : [{ name: way, type: "value" as const, value }],
        ),
      },
    },
    branches: Object.entries(ways).map(([way, { steps }]) => ({ name: way, steps })),
  });

/** A branch on conditions. */
export const onExpression = (
  name: string,
  inputs: Inputs,
  branches: Step["branches"],
  errorConfig?: ErrorConfig,
): Step => step(name, "branch", "branchOnExpression", { inputs, branches, errorConfig });

/** The inputs of a branch: each way with two terms that have to be equal, in order. */
export const equals = (ways: Record<string, [Input, Input]>): Inputs => ({
  conditions: {
    type: "complex",
    value: Object.entries(ways).map(([name, terms]) => ({
      name,
      type: "complex" as const,
      value: ["and", ["equal", ...terms]],
    })),
  },
});

/** A step of the component on the connection `Segment Connection`, in the US. */
export const segment = (name: string, key: string, inputs: Inputs = {}): Step => ({
  name,
  action: { key, component: { key: "segment", isPublic: false, version: "LATEST" } },
  inputs: {
    connectionInput: { type: "configVar", value: "Segment Connection" },
    region: text("api"),
    ...inputs,
  },
});

const trigger = step("Trigger", "webhook-triggers", "webhook", { isTrigger: true, inputs: {} });

/** An integration with one flow, for a file: steps after a webhook trigger called Trigger. */
export function integrationOf(steps: Step[], more: readonly ConfigVar[] = []): Integration {
  const connection: ConfigVar = {
    key: "Segment Connection",
    dataType: "connection",
    connection: {
      key: "apiKey",
      component: { key: "segment", isPublic: false, version: "LATEST" },
    },
  };
  const requiredConfigVars = [connection, ...more];
  return {
    definitionVersion: 7,
    name: "Integration",
    requiredConfigVars,
    configPages: [
      {
        name: "Configuration",
        elements: requiredConfigVars.map(({ key }) => ({ type: "configVar", value: key })),
      },
    ],
    flows: [{ name: "Flow", steps: [trigger, ...steps] }],
  };
}

/** How a run went, and what it told. */
export interface ToldRun extends RunResult {
  events: RunEvent[];
  /** `name state: detail` of every step that ended. */
  ended: string[];
  /** What was logged. */
  logged: string[];
}

/** Runs steps after a webhook trigger called Trigger. */
export async function runSteps(
  steps: Step[],
  {
    payload = {},
    configVars = {},
    onEvent,
  }: {
    payload?: unknown;
    configVars?: Record<string, unknown>;
    /** Called with what stops the run. */
    onEvent?(event: RunEvent, stop: () => void): void;
  } = {},
): Promise<ToldRun> {
  const flow = { name: "Flow", steps: [trigger, ...steps] };
  const { request } = https;
  const requests = watchRequests();
  const interruption = createInterruption(requests);
  const events: RunEvent[] = [];
  try {
    const result = await runFlow({
      integration: { definitionVersion: 7, name: "Integration", flows: [flow] },
      flow,
      component: loadComponent(),
      configVars,
      payload,
      executionId: "run",
      requests,
      interruption,
      watch: (event) => {
        events.push(event);
        onEvent?.(event, interruption.request);
      },
    });
    const ended = events.flatMap((event) =>
      event.type === "ended"
        ? [`${event.step.name} ${event.outcome.state}: ${event.outcome.detail}`]
        : [],
    );
    const logged = events.flatMap((event) => (event.type === "logged" ? [event.text] : []));
    return { ...result, events, ended, logged };
  } finally {
    requests.restore();
    // What a stopped run leaves closed is not for the next one.
    https.request = request;
  }
}
