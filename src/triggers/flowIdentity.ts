import { createHash } from "node:crypto";
import { type ActionContext, SpectralError } from "@prismatic-io/spectral";
import { oneLine } from "../values/oneLine";

/** Identifies a flow of an instance, over all its versions. */
export interface FlowIdentity {
  instanceId: string;
  /** The stable ID of the flow. */
  flowId: string;
  flowName: string;
}

/**
 * Returns the identity of the flow that runs or is deployed.
 * @param label the trigger's label. The error begins with it.
 * @throws if the platform gives no ID of the instance or the flow.
 */
export function flowIdentity(
  { instance, flow }: Pick<ActionContext, "instance" | "flow">,
  label: string,
): FlowIdentity {
  const identity: FlowIdentity = {
    instanceId: instance?.id ?? "",
    flowId: flow?.stableId ?? "",
    flowName: flow?.name ?? "",
  };
  if (identity.instanceId && identity.flowId) return identity;
  throw new SpectralError(
    `${label}: the platform did not give the ID of the instance and of its flow`,
  );
}

const MARKER_DIGITS = 10;
const LONGEST_FLOW_NAME = 80;

/** Returns the mark, in the name of a destination, of the flow that it sends to. */
export function markerOf({ instanceId, flowId }: FlowIdentity): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([instanceId, flowId]))
    .digest("hex");
  return `[${hash.slice(0, MARKER_DIGITS)}]`;
}

/**
 * Returns the name of the destination that sends to a flow: it ends with the marker. The name of the flow
 * is shown without brackets, because it could contain the marker of another flow.
 */
export function destinationNameOf(identity: FlowIdentity): string {
  const name = oneLine(identity.flowName).replaceAll("[", "(").replaceAll("]", ")");
  const shown = [...name].slice(0, LONGEST_FLOW_NAME).join("").trim();
  return ["Prismatic", shown, markerOf(identity)].filter(Boolean).join(" ");
}
