import { SpectralError } from "@prismatic-io/spectral";
import { callOperation } from "../api/callOperation";
import { listAll } from "../api/lists";
import type { Client } from "../client";
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

/** Reads the function, and its versions if it does not show when it was deployed. */
async function see(client: Client, functionId: string): Promise<DeploymentView> {
  // The cast: the endpoint demands the function that the contract lets be null.
  const shown = (await getFunction(client, { functionId })).function as DeploymentView["function"];
  if (showsTime(shown)) return { function: shown };
  // They only add evidence, and a token may not be allowed to read them.
  const versions = await listVersions(client, { functionId }).catch(() => undefined);
  return { function: shown, versions };
}

/** Looks in a row that have nothing to tell by, after which the wait ends: some 10 seconds. */
const UNTOLD_LOOKS = 4;

/**
 * Deploys a function and waits for evidence newer than the deployment: Segment's response to it names
 * neither a time nor a version. If Segment shows nothing to tell by, the response to the deployment is
 * all there is: the step succeeds with `confirmed` false and says so in the log. An error would fail
 * every run, after a deployment that Segment accepted.
 */
export const deployFunctionAndWait = compositeAction({
  label,
  description: "Deploy a function and wait until it runs.",
  inputs: { functionId, longestWait },
  longestMs: (values) => values.longestWait + LIMITS.actionMs,
  async perform(run, { functionId, longestWait: longestMs }) {
    const before = await see(run.client, functionId);
    const waitedMs = stopwatch();
    const askedAt = Date.now();
    const { functionDeployment } = await deployFunction(run.client, { functionId });
    if (functionDeployment.status !== "SUCCESS") {
      throw new SpectralError(
        `${label}: Segment returned the status ${functionDeployment.status} for the deployment, not SUCCESS. Look the function up before running the step again.`,
      );
    }
    let untold = 0;
    const { seen, confirmed } = await waitFor({
      what: "the function to be deployed",
      label,
      longestMs,
      run,
      async look(client) {
        const now = await see(client, functionId);
        const confirmed = isDeployed(before, now, askedAt);
        const reason = confirmed ? undefined : whyUnconfirmed(before, now);
        untold = reason === undefined ? 0 : untold + 1;
        const isDone = confirmed || untold === UNTOLD_LOOKS;
        const state = reason
          ? `Segment accepted the deployment, and nothing tells if it is live: ${reason}`
          : describeDeployment(now);
        return { done: isDone ? { seen: now.function, confirmed } : undefined, state };
      },
    });
    return { function: seen, waitedMs: waitedMs(), confirmed };
  },
  answer: { function: "#FunctionV1", waitedMs: "n", confirmed: "b" },
  example: {
    function: { ...segmentFunction, deployedAt: "2026-01-31T08:00:10.000Z" },
    waitedMs: 12_000,
    confirmed: true,
  },
});
