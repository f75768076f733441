import { hash, Ids } from "./ids";
import type { SegmentFunction } from "./workspace";

/** The code of a function at one time. */
export interface FunctionVersion {
  id: string;
  code: string;
  author: string;
  createdAt: string;
}

/** That a version runs from `at` on, in milliseconds since 1970. */
export interface Deployment {
  versionId: string;
  at: number;
}

const DEPLOYING = 10_000;

/** A version that is not stored yet. `number` counts those of the function from 0. */
export function makeVersion(
  functionId: string,
  number: number,
  rest: Omit<FunctionVersion, "id">,
): FunctionVersion {
  // Not from the workspace's ids, so that those of later objects do not depend on versions.
  return { id: new Ids(hash(`${functionId} ${number}`)).next(), ...rest };
}

/** The function with new code, as its newest version. */
export function withCode(current: SegmentFunction, code: string, now: number): SegmentFunction {
  const { id, versions, createdBy } = current;
  const createdAt = new Date(now).toISOString();
  const version = makeVersion(id, versions.length, { code, author: createdBy, createdAt });
  return { ...current, versions: [...versions, version] };
}

/** The function with its newest version about to run. */
export function withDeployment(current: SegmentFunction, now: number): SegmentFunction {
  const { id } = newestVersion(current);
  const deployment = { versionId: id, at: now + DEPLOYING };
  return { ...current, deployments: [...current.deployments, deployment] };
}

/** What was written last. */
export function newestVersion({ id, versions }: SegmentFunction): FunctionVersion {
  const newest = versions.at(-1);
  if (newest === undefined) throw new Error(`function ${id} has no version`);
  return newest;
}

/** The deployment in force at a time: the last one, or the last one of one version. */
export function deploymentAt(
  { deployments }: SegmentFunction,
  now: number,
  versionId?: string,
): Deployment | undefined {
  return deployments.findLast(
    (one) => one.at <= now && (versionId === undefined || one.versionId === versionId),
  );
}
