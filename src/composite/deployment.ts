import type { Models } from "../contract/models";
import { readTime } from "./time";

/** What Segment shows of a function at one time. */
export interface DeploymentView {
  function: Models["FunctionV1"];
  /** Its versions; undefined if they were not read. */
  versions?: readonly Models["Version"][];
}

/** Milliseconds by which this clock and Segment's may differ. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/** False for no time, and for those that stand for none: 0001-01-01 and 1970-01-01. */
const isDeploymentTime = (time: number): boolean => time > 0;

/** The latest deployment that is shown, and its time; undefined if none is. */
function latestDeployment({ function: shown, versions = [] }: DeploymentView) {
  const all = [shown, ...versions]
    .map(({ deployedAt }) => ({ deployedAt, time: readTime(deployedAt) }))
    .filter(({ time }) => isDeploymentTime(time));
  return all.reduce<(typeof all)[number] | undefined>(
    (latest, one) => (latest && latest.time >= one.time ? latest : one),
    undefined,
  );
}

/** Whether the function itself shows when it was deployed. */
export const showsTime = (shown: DeploymentView["function"]): boolean =>
  isDeploymentTime(readTime(shown.deployedAt));

/**
 * A deployment that is later than every one shown before it was asked for; if none was shown, one that
 * is no older than that, as far as clocks differ.
 */
function isNewTime(before: DeploymentView, now: DeploymentView, askedAt: number): boolean {
  const [earlier, later] = [latestDeployment(before), latestDeployment(now)];
  if (later === undefined) return false;
  if (earlier !== undefined) return later.time > earlier.time;
  // What was not shown before may have been hidden: an old time proves nothing.
  return later.time >= askedAt - CLOCKS_DIFFER_MS;
}

/** A version that runs now and did not before, or the latest one, which runs now only. */
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
 * Whether what is shown now proves that a deployment is in force: a time of deployment strictly later
 * than before (if none was shown before, one no more than 10 minutes before it was asked for), or a
 * version that was not deployed before and is now. A value that is missing, null, no time or earlier
 * proves nothing.
 * @param askedAt when the deployment was asked for, in milliseconds since 1970.
 */
export const isDeployed = (before: DeploymentView, now: DeploymentView, askedAt: number): boolean =>
  isNewTime(before, now, askedAt) || isNewVersion(before, now);

/** Whether it has any of the fields that tell of deployments, whatever they hold. */
const tells = ({
  function: { deployedAt, isLatestVersion },
  versions = [],
}: DeploymentView): boolean =>
  [deployedAt, isLatestVersion].some((field) => field !== undefined) ||
  versions.some((one) => one.isDeployed !== undefined || one.deployedAt !== undefined);

/** Whether all that is shown is that the latest version runs, without a time. */
const showsOnlyLatest = (seen: DeploymentView): boolean =>
  seen.function.isLatestVersion === true &&
  seen.function.deployedAt === undefined &&
  latestDeployment(seen) === undefined;

/**
 * The reason why responses like these never prove the deployment; undefined if later ones may. Either
 * they have none of the fields, or they show only that the latest version runs, as it did before.
 */
export function whyUnconfirmed(before: DeploymentView, now: DeploymentView): string | undefined {
  if (!tells(before) && !tells(now)) {
    const versions = now.versions
      ? "no isDeployed or deployedAt of its versions"
      : "its versions could not be read";
    return `Segment shows no deployedAt or isLatestVersion of the function, and ${versions}`;
  }
  return showsOnlyLatest(before) && showsOnlyLatest(now) && !isNewVersion(before, now)
    ? "the latest version ran before too, and Segment does not show when it was deployed"
    : undefined;
}

/** What is shown of the deployment, for the log and for the error of a wait that takes too long. */
export function describeDeployment(now: DeploymentView): string {
  const latest = latestDeployment(now);
  return latest ? `deployed at ${latest.deployedAt}, before this deployment` : "not deployed yet";
}
