import { useCallback, useEffect, useRef, useState } from "react";
import { useWorkbench } from "../../api/WorkbenchProvider";
import { runDataSource } from "../runDataSource";
import { dataSourceInputs } from "../values";
import type { FormHandle } from "./widget";

/** Milliseconds after which a result is loaded again: the workspace may have changed. */
const FRESH_MS = 10_000;

/** The result of a data source, as far as it is loaded. */
export interface Loaded<Data> {
  isLoading: boolean;
  data?: Data;
  error?: string;
}

interface LoadedAt {
  dependencies: string;
  ms: number;
}

/**
 * Loads the result of a data source with the values of a form. `load` does nothing while the last result
 * is fresh and the values that it depends on are the same.
 * @param key the key of the data source; undefined if there is none.
 * @param read reads the result. Its errors are shown as the data source's own.
 */
export function useDataSource<Data>(
  key: string | undefined,
  form: FormHandle,
  read: (result: unknown) => Data,
): { loaded: Loaded<Data>; load(): void } {
  const { client, component, isReadOnly, workspace } = useWorkbench();
  const [loaded, setLoaded] = useState<Loaded<Data>>({ isLoading: false });
  const last = useRef<LoadedAt>(undefined);
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => () => leaving.current?.abort(), []);

  const load = useCallback(() => {
    if (isReadOnly) return;
    const source = component.steps.find((one) => one.kind === "dataSource" && one.key === key);
    if (!source || key === undefined) {
      setLoaded({ isLoading: false, error: `The component has no data source ${key}.` });
      return;
    }
    const inputs = dataSourceInputs(source, form.step, form.read());
    const dependencies = JSON.stringify([workspace, inputs]);
    const before = last.current;
    const isSame = before?.dependencies === dependencies;
    if (isSame && performance.now() - before.ms < FRESH_MS) return;
    last.current = { dependencies, ms: performance.now() };
    leaving.current?.abort();
    const left = new AbortController();
    leaving.current = left;
    const { signal } = left;
    // The choices of other values are wrong; older ones of the same values stay until the new ones come.
    setLoaded(({ data }) => ({ isLoading: true, data: isSame ? data : undefined }));
    runDataSource(client, { key, inputs, workspace }, signal)
      .then((result) => setLoaded({ isLoading: false, data: read(result) }))
      .catch(({ message }: Error) => {
        if (signal.aborted) return;
        last.current = undefined;
        setLoaded({ isLoading: false, error: message });
      });
  }, [client, component, isReadOnly, workspace, key, form, read]);
  return { loaded, load };
}
