import { EXIT } from "../../cli";
import { secretsIn } from "../../src/http/secretsIn";
import type { RunResult } from "../run";
import type { Watch } from "../run/events";
import { runWithPayload } from "../run/fromPayload";
import { createInterruption } from "../run/interruption";
import { watchRequests } from "../run/requests";
import type { PreparedRun } from "./context";
import { makeHider } from "./prepare";
import { createReporter } from "./reporter";

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
  try {
    const show = (execute: (watch: Watch) => Promise<RunResult>) => reporter.show(execute, hider);
    const { state } = await runWithPayload(run, payload, show);
    return EXIT[state];
  } finally {
    requests.restore();
  }
}
