import { useCallback, useState } from "react";

/** A call of the server that a button starts. */
export interface Task {
  isBusy: boolean;
  /** The message of the last failure. */
  error: string | undefined;
  /** Does the work. Resolves to true if it succeeded. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

/** Keeps the state of a call of the server. */
export function useTask(): Task {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = useCallback(async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      return true;
    } catch (reason) {
      setError((reason as Error).message);
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { isBusy, error, run };
}
