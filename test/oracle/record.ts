import type { RecordedRequest, ScriptedResponse } from "../../simulator";
import type { TestBench } from "../support/segment";
import type { Call } from "./calls";
import { builtAction } from "./component";

/** The envelope of an action's own example. */
export const exampleAnswer = (action: string): object =>
  builtAction(action).examplePayload?.data as object;

/** Answers every request of a piece of work with these answers, in turn, and gives what was sent. */
export async function recorded(
  bench: TestBench,
  answers: ScriptedResponse[],
  work: () => PromiseLike<unknown>,
): Promise<RecordedRequest[]> {
  const before = bench.simulator.requests.length;
  const left = [...answers];
  const end = bench.simulator.intercept(() => left.shift());
  try {
    await work();
  } finally {
    end();
  }
  return bench.simulator.requests.slice(before);
}

/** Runs an action in a region, answers its example, and gives what it sent and what it returned. */
export async function recordAction(
  bench: TestBench,
  { action, operation, inputs }: Call,
  region: "us" | "eu" = "us",
): Promise<{ requests: RecordedRequest[]; result: unknown }> {
  const where = bench.simulator[region];
  const values = {
    connectionInput: bench.connection(where),
    region: region === "us" ? "api" : "eu1.api",
    ...inputs,
  };
  let result: unknown;
  const answer = { status: operation.status, body: exampleAnswer(action) };
  const requests = await recorded(bench, [answer], async () => {
    result = await bench.run(action, values);
  });
  return { requests, result };
}
