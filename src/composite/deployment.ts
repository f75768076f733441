import type { Models } from "../types/models";
import { timeOf } from "./time";

/** What Segment shows of a function at one time. */
export interface Seen {
  function: Models["FunctionV1"];
  /** Its versions; undefined if they were not read. */
  versions?: readonly Models["Version"][];
}

/** Milliseconds by which this clock and Segment's may differ. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/** False for no time, and for those that stand for none: 0001-01-01 and 1970-01-01. */
const isDeploymentTime = (time: number): boolean => time > 0;

/** The latest deployment that is shown, and its time; undefined if none is. */
function latestDeployment({ function: shown, versions = [] }: Seen) {
  const all = [shown, ...versions]
    .map(({ deployedAt }) => ({ deployedAt, time: timeOf(deployedAt) }))
    .filter(({ time }) => isDeploymentTime(time));
  return all.reduce<(typeof all)[number] | undefined>(
    (latest, one) => (latest && latest.time >= one.time ? latest : one),
    undefined,
  );
}

/** Whether the function itself shows when it was deployed. */
export const showsTime = (shown: Seen["function"]): boolean =>
  isDeploymentTime(timeOf(shown.deployedAt));

/**
 * A deployment that is later than every one shown before it was asked for; if none was shown, one that
 * is no older than that, as far as clocks differ.
 */
function isNewTime(before: Seen, now: Seen, askedAt: number): boolean {
  const [earlier, later] = [latestDeployment(before), latestDeployment(now)];
  if (later === undefined) return false;
  if (earlier !== undefined) return later.time > earlier.time;
  // What was not shown before may have been hidden: an old time proves nothing.
  return later.time >= askedAt - CLOCKS_DIFFER_MS;
}

/** A version that runs now and did not before, or the latest one, which runs now only. */
function isNewVersion(before: Seen, now: Seen): boolean {
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
export const isDeployed = (before: Seen, now: Seen, askedAt: number): boolean =>
  isNewTime(before, now, askedAt) || isNewVersion(before, now);

/** What is shown of the deployment, for the log and for the error of a wait that takes too long. */
export function describeDeployment(now: Seen): string {
  const latest = latestDeployment(now);
  if (latest) return `deployed at ${latest.deployedAt}, before this deployment`;
  const { deployedAt, isLatestVersion } = now.function;
  const isShown =
    deployedAt === null ||
    isLatestVersion !== undefined ||
    now.versions?.some((one) => one.isDeployed !== undefined);
  return isShown
    ? "not deployed yet"
    : "Segment accepted the deployment and gives no evidence that it is live: it shows no deployedAt of the function and no deployed version";
}
