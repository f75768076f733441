import { EXIT } from "../../cli";
import { Refusal } from "../../cli/errors";
import type { BuiltTrigger } from "../component";
import { runDeployment } from "../deployment";
import { findApiKeys } from "../deployment/endpoint";
import type { PollTimes } from "../deployment/polling";
import { findSchedule } from "../deployment/schedule";
import type { Flow } from "../format/integration";
import { createInterruption } from "../run/interruption";
import { watchRequests } from "../run/requests";
import type { Workspaces } from "../workspaces";
import type { FlowCommand, PreparedRun } from "./context";
import { reportDeployment } from "./deployReport";
import { makeHider } from "./prepare";
import { createReporter } from "./reporter";

/**
 * Deploys the trigger of a flow, and runs the flow for what it receives or finds.
 * @returns the exit code.
 */
export async function deployAndRun(
  prepared: PreparedRun,
  trigger: BuiltTrigger,
  workspaces: Workspaces,
): Promise<number> {
  const { command, context, integration, flow, configVars } = prepared;
  const { component } = context;
  const { once = false, forMs, everyMs, port, url: publicUrl } = command;
  if (workspaces.isReal && trigger.webhookCreate && publicUrl === undefined) {
    throw new Refusal(
      `--live: expected --url, since Segment cannot reach this machine: the public URL that leads to it`,
      "nothing was run",
    );
  }
  const pollTimes = trigger.isPollingTrigger ? findPollTimes(flow, configVars, everyMs) : undefined;
  const apiKeys = trigger.isPollingTrigger ? [] : findApiKeys(flow);
  const hider = makeHider(integration, flow, component, configVars, apiKeys);
  const { write } = context;
  const requests = watchRequests();
  const reporter = createReporter(prepared, true);
  let end: () => void = () => undefined;
  const interruption = createInterruption(requests, () => {
    if (!reporter.stopping()) write(REMOVING);
    end();
  });
  context.onInterruption?.(interruption);
  try {
    const { state, isLeft, totals } = await runDeployment({
      integration,
      flow,
      component,
      trigger,
      configVars,
      apiKeys,
      pollTimes,
      once,
      forMs,
      port,
      publicUrl,
      requests,
      interruption,
      hide: hider.text,
      watch: reportDeployment({
        title: trigger.display.label,
        requests,
        hider,
        reporter,
        write,
        commandForEvent: workspaces.commandForEvent,
      }),
      onControl: (control) => {
        end = control.end;
      },
    });
    write(totals);
    await reporter.writeTrace();
    return isLeft ? Math.max(EXIT[state], EXIT.failed) : EXIT[state];
  } finally {
    requests.restore();
  }
}

const REMOVING = "Ending; press Ctrl-C again to end at once and leave the trigger as it is.";

/** Refuses options that have no meaning for the flow. */
export function checkDeploymentOptions(
  command: FlowCommand,
  trigger: BuiltTrigger | undefined,
): void {
  const { once, forMs, everyMs, port, url } = command;
  const refuse = (option: string, why: string): never => {
    throw new Refusal(`--${option}: ${why}`, "nothing was run");
  };
  const forDeployed = { once, for: forMs, every: everyMs, port, url };
  for (const [option, value] of Object.entries(forDeployed)) {
    if (value === undefined) continue;
    if (command.payload) refuse(option, "a run with --payload receives and polls nothing");
    if (!trigger) refuse(option, "only a flow with a trigger of the component is deployed");
    const isOfPolls = option === "every";
    const isOfRequests = option === "port" || option === "url";
    if (isOfPolls && !trigger?.isPollingTrigger) refuse(option, "the trigger does not poll");
    if (isOfRequests && trigger?.isPollingTrigger) refuse(option, "the trigger polls");
  }
}

/**
 * Finds the times of the polls of a flow.
 * @throws Refusal for a schedule that a local run cannot follow.
 */
function findPollTimes(
  flow: Flow,
  configVars: Record<string, unknown>,
  everyMs: number | undefined,
): PollTimes {
  if (everyMs !== undefined) return { everyMs };
  const { text, schedule } = findSchedule(flow, configVars);
  if (schedule) return { schedule };
  throw new Refusal(
    `step ${flow.steps[0]?.name}: a local run cannot follow the schedule "${text}": give the time between polls with --every`,
    "nothing was run",
  );
}
