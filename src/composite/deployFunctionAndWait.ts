import { SpectralError } from "@prismatic-io/spectral";
import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import type { Client } from "../client";
import { responseShape } from "../contract/runtimeContract";
import { segmentFunction } from "../examples/resources";
import { stopwatch } from "../http/clock";
import { LIMITS } from "../http/limits";
import { functionId } from "../inputs/ids";
import { compositeAction } from "../kit/compositeAction";
import {
  type DeploymentView,
  describeDeployment,
  isDeployed,
  showsTime,
  whyUnconfirmed,
} from "./deployment";
import { longestWait, waitFor } from "./wait";

const getFunction = callOperation("getFunction", "GET /functions/{functionId}", ["function"]);
const listVersions = listAll(
  "listFunctionVersions",
  "GET /functions/{functionId}/versions",
  "versions",
  ["id"],
);
const deployFunction = callOperation(
  "createFunctionDeployment",
  "POST /functions/{functionId}/deploy",
  ["functionDeployment.status"],
);

const label = "Deploy Function and Wait";

/** Reads the function, and its versions if the function does not show the time of its deployment. */
async function readDeployment(client: Client, functionId: string): Promise<DeploymentView> {
  // The cast: the contract lets the function be null, but the operation above requires it.
  const shown = (await getFunction(client, { functionId })).function as DeploymentView["function"];
  if (showsTime(shown)) return { function: shown };
  // Versions only add evidence, and the token may lack the permission to read them.
  const versions = await listVersions(client, { functionId }).catch(() => undefined);
  return { function: shown, versions };
}

/** Consecutive polls without any evidence after which the wait ends: some 10 seconds. */
const MAX_POLLS_WITHOUT_EVIDENCE = 4;

/**
 * Deploys a function and waits for evidence that is newer than the deployment: Segment's response to
 * it has neither a time nor a version. If Segment shows no evidence, the step succeeds with `confirmed`
 * false and says so in the log. An error would fail every run, after a deployment that Segment accepted.
 */
export const deployFunctionAndWait = compositeAction({
  label,
  description: "Deploy a function and wait until the deployed version is live.",
  inputs: { functionId, longestWait },
  longestMs: (values) => values.longestWait + LIMITS.actionMs,
  async perform(run, { functionId, longestWait: longestMs }) {
    const before = await readDeployment(run.client, functionId);
    const waitedMs = stopwatch();
    const askedAt = Date.now();
    const { functionDeployment } = await deployFunction(run.client, { functionId });
    if (functionDeployment.status !== "SUCCESS") {
      throw new SpectralError(
        `${label}: Segment returned the status ${functionDeployment.status} for the deployment, not SUCCESS. Check the function in Segment before you run the step again.`,
      );
    }
    let withoutEvidence = 0;
    const { seen, confirmed } = await waitFor({
      what: "the function to be deployed",
      label,
      longestMs,
      run,
      async look(client) {
        const now = await readDeployment(client, functionId);
        const confirmed = isDeployed(before, now, askedAt);
        const reason = confirmed ? undefined : whyUnconfirmed(before, now);
        withoutEvidence = reason === undefined ? 0 : withoutEvidence + 1;
        const isDone = confirmed || withoutEvidence === MAX_POLLS_WITHOUT_EVIDENCE;
        const state = reason
          ? `Segment accepted the deployment but does not show if it is live: ${reason}`
          : describeDeployment(now);
        return { done: isDone ? { seen: now.function, confirmed } : undefined, state };
      },
    });
    return { function: seen, waitedMs: waitedMs(), confirmed };
  },
  resultSchema: {
    function: responseShape("createFunction", "function"),
    waitedMs: "n",
    confirmed: "b",
  },
  example: {
    function: { ...segmentFunction, deployedAt: "2026-01-31T08:00:10.000Z" },
    waitedMs: 12_000,
    confirmed: true,
  },
});
