import { oneLine } from "../../src/values/oneLine";
import type { BuiltComponent } from "../component";
import type { RunResult } from "../run";
import type { RunEvent, Watch } from "../run/events";
import { createSummary, formatSummary } from "../run/summary";
import { createTrace } from "../trace";
import type { Hider } from "../trace/secrets";
import { safeView } from "../view/safe";
import { createStopReport } from "../view/stopReport";
import type { View } from "../view/view";
import type { PreparedRun } from "./context";
import { writeTrace } from "./files";

/** Shows runs, one after the other. */
export interface Reporter {
  /** Runs a flow, shows it and writes its summary. */
  show(execute: (watch: Watch) => Promise<RunResult>, hider: Hider): Promise<RunResult>;
  /**
   * Shows that the current run is going to stop.
   * @returns false if none is shown.
   */
  stopping(): boolean;
  /**
   * Makes the traces of the last runs, oldest first; empty if none was asked for.
   * @throws an error of a getter in what a code step returned.
   */
  traces(): object[];
}

/** The most runs in a trace. It keeps all their inputs and results in memory. */
const MOST_TRACES = 100;

/** Creates a reporter of the runs of a flow. */
export function createReporter({ command, context, flow }: PreparedRun): Reporter {
  const { component, timed, write } = context;
  const isTraced = command.trace !== undefined;
  const steps = flow.steps.map(({ name }) => name);
  const traces: (() => object)[] = [];
  let current: View | undefined;
  return {
    traces: () => traces.map((report) => report()),
    stopping: () => {
      current?.stopping();
      return current !== undefined;
    },
    show: async (execute, hider) => {
      const view = safeView(context.view(hider.text, steps.map(oneLine)));
      const summary = createSummary();
      const stopReport = createStopReport(steps, (action) => isReadOnly(component, action));
      const trace = isTraced ? createTrace(hider) : undefined;
      const watch = (event: RunEvent) => {
        summary.watch(event);
        trace?.watch(event);
        stopReport.watch(event);
        view.watch(event);
      };
      current = view;
      let result: RunResult;
      try {
        result = await execute(watch);
      } finally {
        current = undefined;
        await view.end();
      }
      if (trace) {
        traces.push(() => trace.report(result));
        if (traces.length > MOST_TRACES) traces.shift();
      }
      if (result.state === "stopped") {
        for (const line of stopReport.lines()) write(line);
      }
      write(formatSummary(summary, timed));
      return result;
    },
  };
}

/** Tells if an action changes nothing. A trigger of the component only reads while the flow runs. */
const isReadOnly = ({ key, actions, triggers }: BuiltComponent, action: string): boolean => {
  const name = action.slice(key.length + 1);
  return actions[name] ? actions[name].performSafety === "SAFE" : Object.hasOwn(triggers, name);
};

/**
 * Writes the trace, if the command asks for one.
 * @param content makes the trace of one run, or of several. Its failure is reported.
 */
export async function writeTraceOf(
  { command, context, integration, flow }: PreparedRun,
  content: () => object,
): Promise<void> {
  if (!command.trace) return;
  const whole = () => ({ integration: integration.name, flow: flow.name, ...content() });
  await writeTrace(command.trace, whole, context.complain ?? context.write);
}
