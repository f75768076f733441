import type { Models } from "../contract/models";
import { isSetTime, readTime } from "./time";

/** A function as Segment shows it at one time. */
export interface DeploymentView {
  function: Models["FunctionV1"];
  /** Its versions; undefined if they were not read. */
  versions?: readonly Models["Version"][];
}

/** The most milliseconds by which this clock and Segment's may differ. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/** Returns the latest deployment that Segment shows, and its time; undefined if it shows none. */
function latestDeployment({ function: shown, versions = [] }: DeploymentView) {
  const all = [shown, ...versions]
    .map(({ deployedAt }) => ({ deployedAt, time: readTime(deployedAt) }))
    .filter(({ time }) => isSetTime(time));
  return all.reduce<(typeof all)[number] | undefined>(
    (latest, one) => (latest && latest.time >= one.time ? latest : one),
    undefined,
  );
}

/** Returns true if the function itself shows the time of its deployment. */
export const showsTime = (shown: DeploymentView["function"]): boolean =>
  isSetTime(readTime(shown.deployedAt));

/**
 * Returns true if a deployment is shown that is later than all those shown before. If none was shown
 * before, the deployment must not be older than `askedAt`, less the difference of clocks.
 */
function isNewTime(before: DeploymentView, now: DeploymentView, askedAt: number): boolean {
  const [earlier, later] = [latestDeployment(before), latestDeployment(now)];
  if (later === undefined) return false;
  if (earlier !== undefined) return later.time > earlier.time;
  // The time may have been hidden before, so an old one proves nothing.
  return later.time >= askedAt - CLOCKS_DIFFER_MS;
}

/** Returns true if a version is deployed that was not before, or if the latest one has become so. */
function isNewVersion(before: DeploymentView, now: DeploymentView): boolean {
  if (before.function.isLatestVersion === false && now.function.isLatestVersion === true) {
    return true;
  }
  if (before.versions === undefined) return false;
  const deployed = new Set(before.versions.filter((one) => one.isDeployed).map(({ id }) => id));
  return (now.versions ?? []).some(
    ({ id, isDeployed }) => isDeployed === true && !deployed.has(id),
  );
}

/**
 * Returns true if Segment shows proof of a new deployment. Proof is either a deployment time strictly
 * later than before (without an earlier time, one at most 10 minutes before the request), or a version
 * that is deployed now and was not before. A value that is missing, null, not a time or earlier proves
 * nothing.
 * @param askedAt the time of the request to deploy, in milliseconds since 1970.
 */
export const isDeployed = (before: DeploymentView, now: DeploymentView, askedAt: number): boolean =>
  isNewTime(before, now, askedAt) || isNewVersion(before, now);

/** Returns true if any field about deployments is present, with any value. */
const hasDeploymentFields = ({
  function: { deployedAt, isLatestVersion },
  versions = [],
}: DeploymentView): boolean =>
  [deployedAt, isLatestVersion].some((field) => field !== undefined) ||
  versions.some((one) => one.isDeployed !== undefined || one.deployedAt !== undefined);

/** Returns true if Segment shows only that the latest version runs, without a time. */
const showsOnlyLatest = (seen: DeploymentView): boolean =>
  seen.function.isLatestVersion === true &&
  seen.function.deployedAt === undefined &&
  latestDeployment(seen) === undefined;

/**
 * Returns the reason why these responses cannot prove the deployment; undefined if later ones may.
 * Either they have none of the fields, or they show only that the latest version runs, as before.
 */
export function whyUnconfirmed(before: DeploymentView, now: DeploymentView): string | undefined {
  if (!hasDeploymentFields(before) && !hasDeploymentFields(now)) {
    const versions = now.versions
      ? "no isDeployed or deployedAt for its versions"
      : "its versions could not be read";
    return `Segment shows no deployedAt or isLatestVersion for the function, and ${versions}`;
  }
  return showsOnlyLatest(before) && showsOnlyLatest(now) && !isNewVersion(before, now)
    ? "the latest version already ran before, and Segment does not show the time of its deployment"
    : undefined;
}

/** Describes the state of the deployment, for the log and for the error of a wait that times out. */
export function describeDeployment(now: DeploymentView): string {
  const latest = latestDeployment(now);
  return latest ? `deployed at ${latest.deployedAt}, before this deployment` : "not deployed yet";
}
