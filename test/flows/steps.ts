import { loadComponent } from "../../flows/runner/component";
import type { ErrorConfig, Input, Inputs, Step } from "../../flows/runner/definition";
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
export const log = (name: string, message: Input): Step =>
  step(name, "log", "writeLog", { inputs: { message, level: text("info") } });

/** A loop over items. */
export const loop = (name: string, items: Input, steps: Step[], rest: Partial<Step> = {}): Step =>
  step(name, "loop", "loopOverItems", { inputs: { items }, steps, ...rest });

/** A loop of so many turns. */
export const times = (name: string, iterationCount: Input, steps: Step[]): Step =>
  step(name, "loop", "loopNTimes", { inputs: { iterationCount }, steps });

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
export const onExpression = (name: string, inputs: Inputs, branches: Step["branches"]): Step =>
  step(name, "branch", "branchOnExpression", { inputs, branches });

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
  }: { payload?: unknown; configVars?: Record<string, unknown> } = {},
): Promise<ToldRun> {
  const trigger = step("Trigger", "webhook-triggers", "webhook", { isTrigger: true, inputs: {} });
  const flow = { name: "Flow", steps: [trigger, ...steps] };
  const requests = watchRequests();
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
      interruption: createInterruption(requests),
      watch: (event) => events.push(event),
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
  }
}
