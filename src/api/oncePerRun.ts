import { monotonicMs } from "../http/clock";

let run: { id: string; values: Map<string, { value: unknown; readAt: number }> } | undefined;

/**
 * Remembers values for the duration of one flow run, so that a step in a loop reads a type of the
 * catalog once. Failed reads are not remembered.
 * @param executionId the platform's ID of the run; without one, nothing is remembered.
 * @returns a function that remembers the result of `read` by `key`, for at most `longestMs` milliseconds.
 */
export const oncePerRun =
  (executionId: string | undefined) =>
  async <Value>(
    key: readonly unknown[],
    read: () => Promise<Value>,
    longestMs = Number.POSITIVE_INFINITY,
  ): Promise<Value> => {
    if (!executionId) return read();
    if (run?.id !== executionId) run = { id: executionId, values: new Map() };
    const { values } = run;
    const name = JSON.stringify(key);
    const known = values.get(name);
    if (known && monotonicMs() - known.readAt < longestMs) return known.value as Value;
    values.delete(name);
    const value = await read();
    values.set(name, { value, readAt: monotonicMs() });
    return value;
  };
