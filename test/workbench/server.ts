import {
  type ComponentDescription,
  type RunEvent,
  type RunOutcome,
  type StepCall,
  TOKEN_HEADER,
} from "../../workbench/protocol";
import type { RunningWorkbench } from "../../workbench/server";

/** Calls the server of a workbench as its page does. */
export const callServer = (
  { port, token }: Pick<RunningWorkbench, "port" | "token">,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/api/${path}`, {
    method,
    headers: { [TOKEN_HEADER]: token, "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

/** The component that a workbench describes. */
export async function describeComponent(
  workbench: RunningWorkbench,
): Promise<ComponentDescription> {
  const response = await callServer(workbench, "GET", "component");
  return response.json() as Promise<ComponentDescription>;
}

/** Runs a step in the simulated workspace. Returns the events of the run. */
export async function runEvents(workbench: RunningWorkbench, call: StepCall): Promise<RunEvent[]> {
  const request = { ...call, workspace: "simulated" };
  const response = await callServer(workbench, "POST", "runs", request);
  const text = await response.text();
  return text
    .trim()
    .split("\n")
    .map((line): RunEvent => JSON.parse(line));
}

/** Runs a step in the simulated workspace. Returns its end. */
export async function runStep(workbench: RunningWorkbench, call: StepCall): Promise<RunOutcome> {
  const events = await runEvents(workbench, call);
  const ended = events.find((event) => event.type === "ended");
  if (!ended) throw new Error("the run has no end");
  return ended.outcome;
}

/** The slugs of the sources in the simulated workspace. */
export async function slugsOf(workbench: RunningWorkbench): Promise<string[]> {
  const { result } = await runStep(workbench, { kind: "action", key: "listSources", inputs: {} });
  const { data } = result as { data: { data: { sources: { slug: string }[] } } };
  return data.data.sources.map(({ slug }) => slug);
}

/** Creates a source in the simulated workspace. */
export async function createSource(workbench: RunningWorkbench, slug: string): Promise<void> {
  const inputs = { slug, metadataId: "IqDTy1TpoU" };
  const { error } = await runStep(workbench, { kind: "action", key: "createSource", inputs });
  if (error) throw new Error(error.message);
}
