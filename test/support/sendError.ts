import { SendError } from "../../src/http/send";

/** What a request fails of; throws where it does not, or of something else. */
export async function sendErrorOf(work: Promise<unknown>): Promise<SendError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SendError)) throw error ?? new Error("nothing failed");
  return error;
}
