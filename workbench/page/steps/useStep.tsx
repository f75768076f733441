import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useState,
  useSyncExternalStore,
} from "react";
import type { StepDescription } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { StepMemory } from "./stepMemory";
import { callOf, type StepState } from "./stepState";

const Context = createContext<StepMemory | undefined>(undefined);

/** Keeps the values and runs of steps while the page is open. */
export function StepMemoryProvider({ children }: { children: ReactNode }) {
  const { client } = useWorkbench();
  const [memory] = useState(() => new StepMemory(client));
  return <Context value={memory}>{children}</Context>;
}

/** The state of a step, and the functions that change it. */
export interface KeptStep {
  state: StepState;
  change(part: Partial<StepState>): void;
  /** Runs the step with the values on screen, in the chosen workspace. */
  start(confirmed?: boolean): void;
  stop(): void;
}

/** The state of a step, which stays when the user looks at other steps. */
export function useStep(step: StepDescription): KeptStep {
  const memory = useContext(Context);
  if (!memory) throw new Error("outside of StepMemoryProvider");
  const { workspace, workspaces } = useWorkbench();
  const id = `${step.kind} ${step.key}`;
  const state = useSyncExternalStore(memory.watch, () => memory.get(id));
  const change = useCallback(
    (part: Partial<StepState>) => memory.update(id, (before) => ({ ...before, ...part })),
    [memory, id],
  );
  return {
    state,
    change,
    start: (confirmed = false) =>
      memory.start(
        id,
        { ...callOf(step, memory.get(id)), workspace, confirmed },
        workspaces[workspace]?.name ?? "",
      ),
    stop: () => memory.stop(id),
  };
}
