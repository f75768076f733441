import { compositeAction } from "../composite/compositeAction";
import { longestWait, waitFor } from "../composite/wait";
import { segmentFunction } from "../examples/resources";
import { stopwatch } from "../http/clock";
import { LIMITS } from "../http/limits";
import { functionId } from "../inputs/ids";
import { endpoint } from "../operation";

const getFunction = endpoint("getFunction", "GET /functions/{functionId}");
const deployFunction = endpoint("createFunctionDeployment", "POST /functions/{functionId}/deploy");

const label = "Deploy Function and Wait";

/** Deploys a function, and answers once what runs is what was deployed. */
export const deployFunctionAndWait = compositeAction({
  label,
  description: "Deploy a function and wait until it runs.",
  inputs: { functionId, longestWait },
  longestMs: (values) => values.longestWait + LIMITS.actionMs,
  async perform(run, { functionId, longestWait: longestMs }) {
    const before = (await getFunction(run.client, { functionId })).function?.deployedAt ?? "";
    const waitedMs = stopwatch();
    await deployFunction(run.client, { functionId });
    const deployed = await waitFor({
      what: "the function to be deployed",
      label,
      longestMs,
      run,
      async look(client) {
        const { function: now } = await getFunction(client, { functionId });
        const deployedAt = now?.deployedAt ?? "";
        const state = deployedAt === "" ? "not deployed yet" : `deployed at ${deployedAt}`;
        return now && deployedAt !== before ? { done: now, state } : { state };
      },
    });
    return { function: deployed, waitedMs: waitedMs() };
  },
  answer: { function: "#FunctionV1", waitedMs: "n" },
  example: {
    function: { ...segmentFunction, deployedAt: "2026-01-31T08:00:10.000Z" },
    waitedMs: 12_000,
  },
});
