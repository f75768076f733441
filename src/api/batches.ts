/** One request of several that together do what a step is for. */
export interface Batch<Answer> {
  /** How many of the step's items it is about. */
  items: number;
  send(): Promise<Answer>;
}

/** How the sending of parts is told. */
export interface BatchProgress<Answer> {
  log(text: string): void;
  /** What follows `200 of 450` once they are through: `users under way`. */
  done: string;
  /** Follows that in the error of a later part: what to do, given the answers so far. */
  advice(answers: Answer[]): string;
}

/** Adds to the error of a request what the step did before it. */
export function appendToMessage(error: unknown, done: string): unknown {
  if (!(error instanceof Error)) return error;
  // True of the failed request, but not of the step.
  const message = error.message.replace(" Nothing was changed.", "");
  error.message = `${message}${/[.!?]$/.test(message) ? "" : "."} ${done}`;
  return error;
}

/**
 * Sends one part after the other, logs how far it is, and answers all answers.
 * @throws the error of the first part that fails, which says how far it came.
 */
export async function sendBatches<Answer>(
  parts: readonly Batch<Answer>[],
  { log, done, advice }: BatchProgress<Answer>,
): Promise<Answer[]> {
  const total = parts.reduce((sum, { items }) => sum + items, 0);
  const answers: Answer[] = [];
  let through = 0;
  for (const { items, send } of parts) {
    const progress = `${through} of ${total} ${done}`;
    try {
      answers.push(await send());
    } catch (error) {
      throw through === 0 ? error : appendToMessage(error, `${progress}${advice(answers)}`);
    }
    through += items;
    log(`${through} of ${total} ${done}`);
  }
  return answers;
}
