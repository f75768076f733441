let run: { id: string; values: Map<string, unknown> } | undefined;

/**
 * Remembers values for the duration of one flow run, so that a step in a loop reads a type of the
 * catalog once. Failed reads are not remembered.
 * @param executionId the platform's ID of the run; without one, nothing is remembered.
 */
export const oncePerRun =
  (executionId: string | undefined) =>
  async <Value>(key: readonly unknown[], read: () => Promise<Value>): Promise<Value> => {
    if (!executionId) return read();
    if (run?.id !== executionId) run = { id: executionId, values: new Map() };
    const { values } = run;
    const name = JSON.stringify(key);
    if (!values.has(name)) values.set(name, await read());
    return values.get(name) as Value;
  };
