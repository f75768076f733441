import { EXIT } from "../../cli";
import { secretsIn } from "../../src/http/secretsIn";
import { type RunResult, runFlow } from "../run";
import { findTrigger, runTrigger } from "../run/componentTrigger";
import type { Watch } from "../run/events";
import { createInterruption } from "../run/interruption";
import { watchRequests } from "../run/requests";
import { makeJsonRequest } from "../run/trigger";
import type { Hider } from "../trace/secrets";
import type { PreparedRun } from "./context";
import { makeHider } from "./prepare";
import { createReporter, type Reporter } from "./reporter";

/**
 * Runs a flow once, or for each batch that its trigger makes of the payload.
 * @returns the exit code.
 */
export async function runOnce(prepared: PreparedRun, payload: unknown): Promise<number> {
  const { command, context, integration, flow, configVars } = prepared;
  const { component } = context;
  const hider = makeHider(integration, flow, component, configVars, secretsIn(payload));
  const requests = watchRequests();
  const reporter = createReporter(prepared);
  const interruption = createInterruption(requests, () => reporter.stopping());
  context.onInterruption?.(interruption);
  const executionId = `local-${Date.now().toString(36)}`;
  const isTest = command.payload !== undefined;
  const run = {
    integration,
    flow,
    component,
    configVars,
    executionId,
    isTest,
    requests,
    interruption,
  };
  let state: RunResult["state"];
  try {
    state = findTrigger(flow, component)
      ? await runFromTrigger({ ...run, request: makeJsonRequest(payload) }, reporter, hider)
      : (await reporter.show((watch) => runFlow({ ...run, payload, watch }), hider)).state;
  } finally {
    requests.restore();
  }
  return EXIT[state];
}

/** Runs the trigger and each run that it starts, until one is not done. */
async function runFromTrigger(
  run: Parameters<typeof runTrigger>[0],
  reporter: Reporter,
  hider: Hider,
): Promise<RunResult["state"]> {
  const { state, events, starts } = await runTrigger(run);
  if (starts.length === 0) {
    const replay = async (watch: Watch): Promise<RunResult> => {
      for (const event of events) watch(event);
      return { state };
    };
    return (await reporter.show(replay, hider)).state;
  }
  for (const started of starts) {
    const shown = await reporter.show((watch) => runFlow({ ...run, started, watch }), hider);
    if (shown.state !== "done") return shown.state;
  }
  return "done";
}
