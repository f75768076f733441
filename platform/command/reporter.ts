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
import { writeTrace as writeTraceFile } from "./files";

/** Shows runs, one after the other. */
export interface Reporter {
  /** Runs a flow, shows it and writes its summary. */
  show(execute: (watch: Watch) => Promise<RunResult>, hider: Hider): Promise<RunResult>;
  /**
   * Shows that the current run is going to stop.
   * @returns false if none is shown.
   */
  stopping(): boolean;
  /** Writes the traces of the last runs, if the command asks for them. Each run writes them as well. */
  writeTrace(): Promise<void>;
}

/** The most runs in a trace. It keeps all their inputs and results in memory. */
const MOST_TRACES = 100;

/**
 * Creates a reporter of the runs of a flow.
 * @param hasRuns true if the trace is a list of runs, also of one.
 */
export function createReporter(prepared: PreparedRun, hasRuns = false): Reporter {
  const { command, context, integration, flow } = prepared;
  const { component, timed, write, complain = write } = context;
  const steps = flow.steps.map(({ name }) => name);
  const traces: object[] = [];
  let current: View | undefined;
  const writeTrace = async (add?: () => object): Promise<void> => {
    if (!command.trace) return;
    await writeTraceFile(
      command.trace,
      () => {
        if (add) traces.push(add());
        if (traces.length > MOST_TRACES) traces.shift();
        const isOne = !hasRuns && traces.length === 1;
        const runs = isOne ? traces[0] : { runs: traces };
        return { integration: integration.name, flow: flow.name, ...runs };
      },
      complain,
    );
  };
  return {
    writeTrace: () => writeTrace(),
    stopping: () => {
      current?.stopping();
      return current !== undefined;
    },
    show: async (execute, hider) => {
      const view = safeView(context.view(hider.text, steps.map(oneLine)));
      const summary = createSummary();
      const stopReport = createStopReport(steps, (action) => isReadOnly(component, action));
      const trace = command.trace ? createTrace(hider) : undefined;
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
      if (trace) await writeTrace(() => trace.report(result));
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
