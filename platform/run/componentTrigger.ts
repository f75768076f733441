import { type BuiltTrigger, paramsOf, type TriggerReturn } from "../component";
import { findBatchSize } from "../format/batching";
import type { Flow } from "../format/integration";
import type { RunEvent } from "./events";
import { type FlowRun, runFlow, type StartedTrigger } from "./index";
import { makeTriggerPayload, NO_ENDPOINT, type ReceivedRequest } from "./trigger";

/** The result of a trigger of the component. */
export interface TriggerOutcome {
  state: "done" | "failed" | "stopped";
  /** The events of the step of the trigger. */
  events: readonly RunEvent[];
  /** The runs of the flow that it starts: several if the flow batches, none if there is nothing new. */
  starts: readonly StartedTrigger[];
  /** The response to the request, if the trigger has one of its own. */
  response?: TriggerReturn["response"];
  /** The values to keep for its next run, once the runs of the flow are done. */
  instanceState: Record<string, unknown>;
}

/** The input of a run of a trigger. */
interface TriggerRun extends Omit<FlowRun, "payload" | "started" | "runTrigger" | "watch"> {
  /** The request that it receives, or an empty one for a poll. */
  request: ReceivedRequest;
}

/** Finds the trigger of a flow, if the component has it. */
export function findTrigger(
  flow: Flow,
  { key, triggers }: FlowRun["component"],
): BuiltTrigger | undefined {
  const { action } = flow.steps[0] ?? {};
  return action?.component.key === key ? triggers[action.key] : undefined;
}

/** Runs a trigger of the component. A failed trigger causes no error: it starts nothing. */
export async function runTrigger(run: TriggerRun): Promise<TriggerOutcome> {
  const { integration, flow, component, executionId, request, endpoint = NO_ENDPOINT } = run;
  const trigger = findTrigger(flow, component);
  if (!trigger) throw new Error(`the component has no trigger ${flow.steps[0]?.action.key}`);
  // The trigger may change it, and it is kept only if the runs of the flow are done.
  const instanceState = structuredClone(run.instanceState ?? {});
  const startedAt = new Date().toISOString();
  const payload = makeTriggerPayload(integration, flow, {
    request,
    executionId,
    startedAt,
    endpoint,
  });
  const events: RunEvent[] = [];
  let returned: TriggerReturn | undefined;
  let payloads: TriggerReturn["payload"][] = [];
  const { state } = await runFlow({
    ...run,
    flow: { ...flow, steps: flow.steps.slice(0, 1) },
    instanceState,
    runTrigger: async (stepContext, inputs) => {
      const size = findBatchSize(flow.triggerResolver, trigger);
      const batch = size === undefined ? { enabled: false } : { enabled: true, batchSize: size };
      const context = { ...stepContext, batch };
      returned = await trigger.perform(context, payload, paramsOf(trigger.inputs, { inputs }));
      const result: TriggerReturn = returned ?? { payload };
      if (result.resultType !== "polled_no_changes") {
        payloads =
          size === undefined
            ? [result.payload]
            : divide(result.payload, trigger.resolveTriggerItems?.(context, result) ?? [], size);
      }
      return result.payload;
    },
    watch: (event) => events.push(event),
  });
  return {
    state,
    events,
    starts:
      state === "done" ? payloads.map((results, index) => started(results, events, index)) : [],
    response: returned?.response,
    instanceState: { ...instanceState, ...returned?.instanceState },
  };
}

/** Makes the results of each run: one item, or a list of at most `size`. */
function divide(
  payload: TriggerReturn["payload"],
  items: readonly unknown[],
  size: number,
): TriggerReturn["payload"][] {
  const batches: unknown[] = [];
  for (let at = 0; at < items.length; at += size) {
    batches.push(size === 1 ? items[at] : items.slice(at, at + size));
  }
  return batches.map((data) => ({ ...payload, body: { ...payload.body, data } }));
}

/** The events of the trigger in one of the runs that it starts. Only the first shows its cost and log. */
function started(results: unknown, events: readonly RunEvent[], index: number): StartedTrigger {
  const shown = events.flatMap((event): RunEvent[] => {
    if (event.type === "logged") return index === 0 ? [event] : [];
    if (event.type !== "ended") return [event];
    const cost = index === 0 ? {} : { ms: 0, requests: 0, retries: 0 };
    return [{ ...event, outcome: { ...event.outcome, ...cost, results } }];
  });
  return { results, events: shown };
}
