import { withProgress } from "../http/errors";

/** One of several requests that together do the work of a step. */
export interface Batch<Response> {
  /** The number of the step's items in it. */
  items: number;
  send(): Promise<Response>;
}

/** The texts that report the progress of batches. */
interface BatchProgress<Response> {
  log(text: string): void;
  /** Follows `200 of 450`, such as `users submitted`. */
  done: string;
  /**
   * Says what to do after a later batch failed. It follows `done` in the error.
   * @param responses those of the batches before.
   */
  advice(responses: Response[], error: unknown): string;
}

/**
 * Sends one batch after the other, logs the progress, and returns all responses.
 * @throws the error of the first batch that fails. It says how many items were sent before.
 */
export async function sendBatches<Response>(
  batches: readonly Batch<Response>[],
  { log, done, advice }: BatchProgress<Response>,
): Promise<Response[]> {
  const total = batches.reduce((sum, { items }) => sum + items, 0);
  const responses: Response[] = [];
  let sent = 0;
  for (const { items, send } of batches) {
    try {
      responses.push(await send());
    } catch (error) {
      throw sent === 0
        ? error
        : withProgress(error, `${sent} of ${total} ${done}${advice(responses, error)}`);
    }
    sent += items;
    log(`${sent} of ${total} ${done}`);
  }
  return responses;
}
