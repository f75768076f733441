import { findTrigger, runTrigger } from "./componentTrigger";
import type { Watch } from "./events";
import { type FlowRun, type RunResult, runFlow } from "./index";
import { makeJsonRequest } from "./trigger";

/** Shows a run: executes it with a watch, and returns its result. */
type Show = (
  execute: (watch: Watch) => Promise<RunResult>,
  /** The place of the run among those that the payload starts, from 0, and their number. */
  place: { index: number; count: number },
) => Promise<RunResult>;

/**
 * Runs a flow once with a payload, or for each batch that its trigger makes of the payload, until a run
 * is not done.
 * @returns the result of the last run.
 */
export async function runWithPayload(
  run: Omit<FlowRun, "payload" | "started" | "runTrigger" | "watch">,
  payload: unknown,
  show: Show,
): Promise<RunResult> {
  const only = { index: 0, count: 1 };
  if (!findTrigger(run.flow, run.component)) {
    return show((watch) => runFlow({ ...run, payload, watch }), only);
  }
  const { state, events, starts } = await runTrigger({ ...run, request: makeJsonRequest(payload) });
  if (starts.length === 0) {
    return show(async (watch) => {
      for (const event of events) watch(event);
      return { state };
    }, only);
  }
  let shown: RunResult = { state: "done" };
  for (const [index, started] of starts.entries()) {
    const place = { index, count: starts.length };
    shown = await show((watch) => runFlow({ ...run, started, watch }), place);
    if (shown.state !== "done") return shown;
  }
  return shown;
}
