import { useEffect, useState, useSyncExternalStore } from "react";
import type { StepCall } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import type { RunState } from "./runState";
import { StepMemory } from "./stepMemory";
import { shownRun } from "./stepState";

/** A run of a step, and the functions that start and stop one. */
export interface Runner {
  run: RunState | undefined;
  start(call: StepCall, confirmed?: boolean): void;
  stop(): void;
}

const ONLY = "run";

/** Runs a step in the chosen workspace. A run that the component leaves is stopped and forgotten. */
export function useRun(): Runner {
  const { client, workspace, workspaces } = useWorkbench();
  const [memory] = useState(() => new StepMemory(client));
  const state = useSyncExternalStore(memory.watch, () => memory.get(ONLY));
  useEffect(() => () => memory.stop(ONLY), [memory]);
  return {
    run: shownRun(state),
    start: (call, confirmed = false) =>
      memory.start(ONLY, { ...call, workspace, confirmed }, workspaces[workspace]?.name ?? ""),
    stop: () => memory.stop(ONLY),
  };
}
