import { callOperation } from "../api/callOperation";
import { workspace as example } from "../examples/workspace";
import { isCallError, SegmentConnectionError, withMessage } from "../http/errors";
import { HOSTS, REGION_NAMES, type Region } from "../http/hosts";
import { type CompositeRun, compositeAction } from "../kit/compositeAction";

const getWorkspace = callOperation("getWorkspace", "GET /", [
  "workspace.id",
  "workspace.name",
  "workspace.slug",
]);

const label = "Test Connection";

const REGIONS = Object.keys(HOSTS) as Region[];

/** Returns the status with which Segment itself refused the API key; a firewall's status is ignored. */
const refusalOf = (error: unknown): number | undefined =>
  error instanceof SegmentConnectionError && isCallError(error) ? error.status : undefined;

/** Tries the API key in the region that was not chosen. */
async function otherRegion({ clientIn, region }: CompositeRun) {
  const other = REGIONS.find((one) => one !== region) ?? region;
  const status = await getWorkspace(clientIn(other), {}).then(() => "read" as const, refusalOf);
  // A 403 means a known key without this permission. A malformed response proves nothing.
  return { other, isKnown: status === "read" || status === 403, isRefused: status === 401 };
}

/** Creates the error of a connection whose parts do not match. */
function mismatch({ credentials }: CompositeRun, what: string): SegmentConnectionError {
  return new SegmentConnectionError(credentials.connection, `${label}: ${what}`);
}

async function workspaceOf(run: CompositeRun) {
  try {
    return (await getWorkspace(run.client, {})).workspace;
  } catch (error) {
    if (refusalOf(error) !== 401) throw error;
    const { other, isKnown, isRefused } = await otherRegion(run);
    const [right, chosen] = [REGION_NAMES[other], REGION_NAMES[run.region]];
    if (isKnown) {
      throw mismatch(
        run,
        `the API key belongs to a workspace in the ${right} region, not in the ${chosen} region. Set Region to ${right}.`,
      );
    }
    if (isRefused && isCallError(error)) {
      throw withMessage(
        error,
        `${label}: 401 Segment refused the API key in the ${chosen} region and in the ${right} region. Check that it is a Public API token of the workspace and was not revoked.`,
      );
    }
    throw error;
  }
}

/** Checks a connection, and names the wrong part if it does not work. */
export const testConnection = compositeAction({
  label,
  description:
    "Check the API key, the region and the subdomain of the connection by reading its workspace.",
  readOnly: true,
  inputs: {},
  async perform(run) {
    const { id, name, slug } = await workspaceOf(run);
    const { workspace } = run.credentials;
    if (slug.toLowerCase() !== workspace.toLowerCase()) {
      throw mismatch(
        run,
        `the API key belongs to the workspace ${slug}, but the connection's subdomain is ${workspace}. Correct the subdomain, or use a key of ${workspace}.`,
      );
    }
    return { workspace: name, slug, id, region: run.region };
  },
  resultSchema: { workspace: "s", slug: "s", id: "s", region: `=${REGIONS.join("|")}` },
  example: {
    workspace: example.name,
    slug: example.slug,
    id: example.id,
    region: "api" as Region,
  },
});
