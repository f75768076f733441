import { isLosslessNumber, parse, stringify } from "lossless-json";
import type { DeployedFlow, DeploymentPart, RunEvent, RunOutcome } from "../../protocol";
import { addFlowEvents, type FlowRunState, newFlowRun } from "./flowRun";

/** A part of a deployment, and the events of it. */
export interface PartRun {
  part: DeploymentPart;
  run: FlowRunState;
}

/** A deployment as far as it is known. */
export interface DeploymentState {
  /** The name of the flow. */
  flow: string;
  isRunning: boolean;
  /** True once the user has undeployed it. */
  isStopping: boolean;
  /** The name that the server gave it. */
  id?: string;
  deployed?: DeployedFlow;
  parts: readonly PartRun[];
  /** The number of earlier requests and polls that are left out. */
  left: number;
  /** The id of the part that the user chose. Without it, the last one is shown. */
  chosen?: number;
  outcome?: RunOutcome;
}

/** The most parts that a page keeps. Each may hold megabytes. */
const MOST_PARTS = 50;

/** Creates a deployment without an event. */
export const newDeployment = (flow: string): DeploymentState => ({
  flow,
  isRunning: true,
  isStopping: false,
  parts: [],
  left: 0,
});

/** Returns the deployment with more events. */
export function addDeploymentEvents(
  deployment: DeploymentState,
  events: readonly RunEvent[],
): DeploymentState {
  const { flow } = deployment;
  const ofParts = new Map<number, RunEvent[]>();
  const began: PartRun[] = [];
  let { id, deployed, outcome } = deployment;
  for (const event of events) {
    if (event.type === "started") id = event.run;
    if (event.type === "deployed") deployed = event.deployed;
    if (event.type === "ended") outcome = event.outcome;
    if (event.type === "partBegan") {
      const { part } = event;
      began.push({ part, run: newFlowRun(flow, part.startedAt) });
    }
    if (event.type === "part") {
      ofParts.set(event.id, [...(ofParts.get(event.id) ?? []), event.event]);
    }
  }
  const parts = [...deployment.parts, ...began].map((one) => {
    const more = ofParts.get(one.part.id);
    const run = more ? addFlowEvents(one.run, more) : one.run;
    // The end of the process leaves parts open.
    const ended: RunEvent[] = outcome && run.isRunning ? [{ type: "ended", outcome }] : [];
    return { ...one, run: addFlowEvents(run, ended) };
  });
  // The first one shows what was created.
  const left = Math.max(0, parts.length - MOST_PARTS);
  return {
    ...deployment,
    id,
    deployed,
    outcome,
    isRunning: outcome === undefined,
    parts: [...parts.slice(0, 1), ...parts.slice(1 + left)],
    left: deployment.left + left,
  };
}

/** The part that is shown: the chosen one, or the last request or poll, or the last part. */
export const shownPart = ({ parts, chosen }: DeploymentState): PartRun | undefined =>
  parts.find(({ part }) => part.id === chosen) ??
  parts.findLast(({ part }) => part.number !== undefined) ??
  parts.at(-1);

/** The run of the flow in a part; undefined for one without steps. */
export const runOfPart = (shown: PartRun | undefined): FlowRunState | undefined =>
  shown?.part.number === undefined ? undefined : shown.run;

/** Names a part. */
export function nameOfPart({ kind, number }: DeploymentPart): string {
  if (kind === "create") return "Deploy";
  if (kind === "remove") return "Undeploy";
  return `${kind === "poll" ? "Poll" : "Request"} ${number}`;
}

/**
 * Makes the text of a sample from that of a payload. Its events get no message ID: a source drops an event
 * whose ID it has received before.
 */
export function sampleOf(payload: string): string {
  const without = (event: unknown): unknown => {
    if (Array.isArray(event)) return event.map(without);
    if (typeof event !== "object" || event === null || isLosslessNumber(event)) return event;
    const { messageId: _, ...rest } = event as Record<string, unknown>;
    return rest;
  };
  try {
    // Keeps the digits of numbers beyond 2^53.
    return stringify(without(parse(payload)), null, 2) ?? payload;
  } catch {
    return payload;
  }
}
