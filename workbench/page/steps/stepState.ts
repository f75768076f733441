import { ownValue } from "../../ownValue";
import type { RunEvent, StepCall, StepDescription } from "../../protocol";
import { type RequestText, readHeaders, sampleRequest } from "./requestText";
import { addEvent, newRun, type RunState } from "./runState";

/** The values and runs of a step, kept while the page is open. */
export interface StepState {
  /** The values of the form by the key of the input. */
  values: Readonly<Record<string, unknown>>;
  /** Of a webhook trigger, once it is edited. */
  request?: RequestText;
  /** Of a polling trigger: the state after its last poll. */
  instanceState?: Record<string, unknown>;
  /** The latest run, the last that was done, and the last that failed; the oldest first. */
  runs: readonly RunState[];
  /** The number of the run on screen. */
  shown?: number;
}

/** The state of a step that was not opened yet. */
export const NEW_STEP: StepState = { values: {}, runs: [] };

/** Keeps the latest run, and of the others the last that was done and the last that failed. */
export function keepRuns(runs: readonly RunState[]): RunState[] {
  const last = (state: string) => runs.filter(({ outcome }) => outcome?.state === state).at(-1);
  const kept = new Set([runs.at(-1), last("done"), last("failed")]);
  return runs.filter((run) => kept.has(run));
}

/** Returns the state with a new run, which is shown. */
export function startRun(
  state: StepState,
  { call, workspace, startedAt }: Pick<RunState, "call" | "workspace" | "startedAt">,
): StepState {
  const number = (state.runs.at(-1)?.number ?? 0) + 1;
  const run = newRun({ number, call, workspace, startedAt });
  return { ...state, runs: keepRuns([...state.runs, run]), shown: number };
}

/** Returns the state with events of a run. A run that is no longer kept is not changed. */
export function addRunEvents(
  state: StepState,
  number: number,
  events: readonly RunEvent[],
): StepState {
  const runs = state.runs.map((run) =>
    run.number === number ? events.reduce(addEvent, run) : run,
  );
  const run = runs.find((one) => one.number === number);
  const isDone = run?.outcome?.state === "done";
  return {
    ...state,
    runs: isDone ? keepRuns(runs) : runs,
    ...(isDone ? { instanceState: run.outcome?.instanceState ?? state.instanceState } : {}),
  };
}

/** Returns the state with a run that the user has stopped. */
export const stopRun = (state: StepState, number: number): StepState => ({
  ...state,
  runs: state.runs.map((run) => (run.number === number ? { ...run, isStopping: true } : run)),
});

/** The run on screen. */
export const shownRun = ({ runs, shown }: StepState): RunState | undefined =>
  runs.find(({ number }) => number === shown) ?? runs.at(-1);

/** The errors of a run about inputs that still have the values of that run. */
export const currentErrors = (
  { call, outcome }: Pick<RunState, "call" | "outcome">,
  values: StepState["values"],
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(outcome?.error?.inputs ?? {}).filter(
      ([key]) => ownValue(call.inputs, key) === ownValue(values, key),
    ),
  );

/** True for a trigger that receives a request. */
export const receivesRequest = ({ kind, isPolling }: StepDescription): boolean =>
  kind === "trigger" && isPolling !== true;

/** The call of a step with the values on screen. */
export function callOf(step: StepDescription, state: StepState): StepCall {
  const { kind, key } = step;
  const { headers, body } = state.request ?? sampleRequest(step.examplePayload);
  return {
    kind,
    key,
    inputs: state.values,
    ...(receivesRequest(step) ? { request: { headers: readHeaders(headers).headers, body } } : {}),
    ...(step.isPolling ? { instanceState: state.instanceState ?? {} } : {}),
  };
}
