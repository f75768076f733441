import type { Session } from "../../src/http/call";
import { monotonicMs } from "../../src/http/clock";
import { type CallError, isCallError } from "../../src/http/errors";

/** Returns a session with Segment's host in the US. `given` replaces parts of it. */
export const sessionOf = (given: Partial<Session> = {}): Session => ({
  host: "api.segmentapis.com",
  key: "API key",
  authorization: "Bearer sgp_t0ken",
  owner: "owner",
  label: "Create Source",
  region: "api",
  workspace: "acme",
  connection: { key: "apiKey", configVarKey: "c", fields: {} },
  budget: { endsAt: monotonicMs() + 60_000, retriesUsed: 0 },
  secrets: () => [],
  ...given,
});

/** The error of a call. @throws if the call succeeds or fails with another error. */
export async function callErrorOf(call: Promise<unknown>): Promise<CallError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isCallError(error)) throw error ?? new Error("nothing failed");
  return error;
}
