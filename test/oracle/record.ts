import type { RecordedRequest, ScriptedResponse } from "../../simulator";
import type { TestHarness } from "../support/segment";
import type { Call } from "./calls";
import { builtAction } from "./component";

/** The envelope of an action's own example. */
export const exampleResponse = (action: string): object =>
  builtAction(action).examplePayload?.data as object;

/** Returns these responses in turn to the requests of some work, and returns the requests. */
export async function recorded(
  harness: TestHarness,
  responses: ScriptedResponse[],
  work: () => PromiseLike<unknown>,
): Promise<RecordedRequest[]> {
  const before = harness.simulator.requests.length;
  const left = [...responses];
  const end = harness.simulator.intercept(() => left.shift());
  try {
    await work();
  } finally {
    end();
  }
  return harness.simulator.requests.slice(before);
}

/**
 * Runs an action in a region with its example as the response; returns the requests and the result.
 */
export async function recordAction(
  harness: TestHarness,
  { action, operation, inputs }: Call,
  region: "us" | "eu" = "us",
): Promise<{ requests: RecordedRequest[]; result: unknown }> {
  const where = harness.simulator[region];
  const values = {
    connectionInput: harness.connection(where),
    region: region === "us" ? "api" : "eu1.api",
    ...inputs,
  };
  let result: unknown;
  const response = { status: operation.status, body: exampleResponse(action) };
  const requests = await recorded(harness, [response], async () => {
    result = await harness.run(action, values);
  });
  return { requests, result };
}
