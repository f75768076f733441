import { inspect } from "node:util";
import type { Evidence, Failed } from "./judge";

/** The raw end of a call. */
export type Ended = { result: unknown } | { error: unknown };

/** Lists the resources that were added and keep the process alive. */
export function addedTo(before: readonly string[]): string[] {
  const left = [...before];
  return process.getActiveResourcesInfo().filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** Reads the fields of an error, if it has them. */
export function knownOf(error: unknown): Failed {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, outcome, attempts, retryAfterMs } = error as Error & Failed;
  return { message, outcome, attempts, retryAfterMs };
}

/** Yields all texts that could show a secret. Lazy, because inspecting an axios error is slow. */
export function* textsOf(lines: readonly string[], ended: Ended): Evidence["texts"] {
  for (const line of lines) yield ["a log line", line];
  if (!("error" in ended)) return;
  const { error } = ended;
  yield ["the error's message", String(error)];
  yield ["the error's stack", String((error as Partial<Error>).stack)];
  yield ["the error as JSON", JSON.stringify(error)];
  yield ["the error as inspected", inspect(error, { depth: 10 })];
}
