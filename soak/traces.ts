import { inspect } from "node:util";
import type { Evidence, Failed } from "./judge";

/** How a call ended, before anyone has looked at it. */
export type Ended = { answer: unknown } | { error: unknown };

/** What keeps the process alive now and did not before. */
export function addedTo(before: readonly string[]): string[] {
  const left = [...before];
  return process.getActiveResourcesInfo().filter((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** What an error tells, be it one of the component or not. */
export function knownOf(error: unknown): Failed {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, outcome, attempts, retryAfterMs } = error as Error & Failed;
  return { message, outcome, attempts, retryAfterMs };
}

/** Where secrets could show; lazily, for the error of an axios takes long to inspect. */
export function* textsOf(lines: readonly string[], ended: Ended): Evidence["texts"] {
  for (const line of lines) yield ["a log line", line];
  if (!("error" in ended)) return;
  const { error } = ended;
  yield ["the error's message", String(error)];
  yield ["the error's stack", String((error as Partial<Error>).stack)];
  yield ["the error as JSON", JSON.stringify(error)];
  yield ["the error as inspected", inspect(error, { depth: 10 })];
}
