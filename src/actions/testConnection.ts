import { compositeAction, type Run } from "../composite/compositeAction";
import { workspace as example } from "../examples/workspace";
import { SegmentConnectionError, type SegmentFailure } from "../http/errors";
import { redactor } from "../http/redact";
import { HOSTS, REGION_NAMES, type Region } from "../inputs/region";
import { endpoint } from "../operation";

const getWorkspace = endpoint("getWorkspace", "GET /");

const label = "Test Connection";

const REGIONS = Object.keys(HOSTS) as Region[];

const isRefusedKey = (error: unknown): boolean => (error as Partial<SegmentFailure>).status === 401;

/** The regions other than the chosen one in which the API key is taken. */
async function otherRegion({ clientIn, region }: Run): Promise<Region | undefined> {
  for (const other of REGIONS.filter((one) => one !== region)) {
    const found = await getWorkspace(clientIn(other), {}).catch((error: SegmentFailure) =>
      // A key that may not read the workspace is known all the same.
      error.status === 403 ? true : undefined,
    );
    if (found) return other;
  }
  return undefined;
}

/** The error of a connection whose parts do not belong together. */
function mismatch({ credentials }: Run, what: string): SegmentConnectionError {
  const { token, connection } = credentials;
  // The key may stand in the field of the subdomain, too.
  return new SegmentConnectionError(connection, redactor(() => [token])(`${label}: ${what}`));
}

async function workspaceOf(run: Run) {
  try {
    return (await getWorkspace(run.client, {})).workspace;
  } catch (error) {
    const other = isRefusedKey(error) ? await otherRegion(run) : undefined;
    if (other === undefined) throw error;
    const [right, chosen] = [REGION_NAMES[other], REGION_NAMES[run.region]];
    throw mismatch(
      run,
      `the API key belongs to a workspace in the ${right} region, not in the ${chosen} region. Set Region to ${right}.`,
    );
  }
}

/** Says whether a connection works, and if not, which part of it is wrong. */
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
  answer: { workspace: "s", slug: "s", id: "s", region: `=${REGIONS.join("|")}` },
  example: {
    workspace: example.name,
    slug: example.slug,
    id: example.id,
    region: "api" as Region,
  },
});
