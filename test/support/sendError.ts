import { SendError } from "../../src/http/send";

/** The error of a request. @throws if the request succeeds or fails with another error. */
export async function sendErrorOf(work: Promise<unknown>): Promise<SendError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SendError)) throw error ?? new Error("nothing failed");
  return error;
}
