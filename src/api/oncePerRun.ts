let run: { id: string; answers: Map<string, unknown> } | undefined;

/**
 * Remembers what was read for as long as one run of a flow lasts, so that a step within a loop reads
 * a type of the catalog once. What fails is not remembered.
 * @param executionId the run's, as the platform gives it; without one nothing is remembered.
 */
export const oncePerRun =
  (executionId: string | undefined) =>
  async <Answer>(key: readonly unknown[], read: () => Promise<Answer>): Promise<Answer> => {
    if (!executionId) return read();
    if (run?.id !== executionId) run = { id: executionId, answers: new Map() };
    const { answers } = run;
    const name = JSON.stringify(key);
    if (!answers.has(name)) answers.set(name, await read());
    return answers.get(name) as Answer;
  };
