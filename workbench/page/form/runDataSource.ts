import type { RunEvent, RunOutcome, RunRequest, WorkspaceName } from "../../protocol";
import type { Client } from "../api/client";

/** A call of a data source. */
export interface DataSourceCall {
  key: string;
  inputs: Record<string, unknown>;
  workspace: WorkspaceName;
}

/**
 * Runs a data source and returns its result. If the signal aborts, the run is stopped.
 * @throws with the data source's own error if it fails.
 */
export async function runDataSource(
  client: Client,
  call: DataSourceCall,
  signal: AbortSignal,
): Promise<unknown> {
  const body: RunRequest = { kind: "dataSource", ...call };
  let outcome: RunOutcome | undefined;
  await client.stream<RunEvent>({ method: "POST", path: "runs", body, signal }, (event) => {
    if (event.type === "ended") outcome = event.outcome;
  });
  if (outcome?.error) throw new Error(outcome.error.message);
  if (outcome?.omittedBytes !== undefined) throw new Error("The list is too long to show.");
  if (outcome?.state !== "done") throw new Error("The data source was stopped.");
  return (outcome.result as { result?: unknown } | undefined)?.result;
}
