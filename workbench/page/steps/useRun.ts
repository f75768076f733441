import { useCallback, useEffect, useRef, useState } from "react";
import type { RunEvent, StepCall } from "../../protocol";
import { useWorkbench } from "../api/WorkbenchProvider";
import { addEvent, NEW_RUN, type RunState } from "./runState";

/** A run of a step, and the functions that start and stop one. */
export interface Runner {
  run: RunState | undefined;
  start(call: StepCall, confirmed?: boolean): void;
  stop(): void;
}

/** Runs a step in the chosen workspace. A run that the page leaves is stopped. */
export function useRun(): Runner {
  const { client, workspace } = useWorkbench();
  const [run, setRun] = useState<RunState>();
  const leaving = useRef<AbortController>(undefined);
  const id = useRef<string>(undefined);
  useEffect(() => () => leaving.current?.abort(), []);

  const start = useCallback(
    (call: StepCall, confirmed = false) => {
      leaving.current?.abort();
      const left = new AbortController();
      leaving.current = left;
      setRun(NEW_RUN);
      const body = { ...call, workspace, confirmed };
      const { signal } = left;
      client
        .stream<RunEvent>({ method: "POST", path: "runs", body, signal }, (event) => {
          if (event.type === "started") id.current = event.run;
          if (!signal.aborted) setRun((before = NEW_RUN) => addEvent(before, event));
        })
        .catch(({ message }: Error) => {
          if (signal.aborted) return;
          const error = { message, inputs: {} };
          setRun((before = NEW_RUN) =>
            addEvent(before, { type: "ended", outcome: { state: "failed", ms: 0, error } }),
          );
        });
    },
    [client, workspace],
  );
  const stop = useCallback(() => {
    if (id.current !== undefined) void client.send("DELETE", `runs/${id.current}`);
  }, [client]);
  return { run, start, stop };
}
