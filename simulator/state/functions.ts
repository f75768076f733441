import { hash, Ids } from "./ids";
import type { FunctionSetting, Settings } from "./settings";

/** The code of a function at one time. */
export interface FunctionVersion {
  id: string;
  code: string;
  author: string;
  createdAt: string;
}

/** The version that runs from `at` on, in milliseconds since 1970. */
interface Deployment {
  versionId: string;
  at: number;
}

/** A stored function. */
export interface SegmentFunction {
  id: string;
  resourceType: string;
  createdAt: string;
  createdBy: string;
  settings: FunctionSetting[];
  displayName: string;
  description: string;
  logoUrl: string;
  previewWebhookUrl: string;
  batchMaxCount: number;
  catalogId: string;
  /** Never empty, newest last. */
  versions: FunctionVersion[];
  /** In the order of their time. */
  deployments: Deployment[];
}

/** A stored instance of an insert function on a source or destination. Its secrets are not masked. */
export interface InsertFunctionInstance {
  id: string;
  name: string;
  functionId: string;
  integrationId: string;
  enabled: boolean;
  settings: Settings;
  createdAt: string;
  updatedAt: string;
}

const DEPLOYMENT_MS = 10_000;

/** Builds a version. `number` counts the versions of the function from 0. */
export function makeVersion(
  functionId: string,
  number: number,
  rest: Omit<FunctionVersion, "id">,
): FunctionVersion {
  // Not from the workspace's ids: the ids of later objects must not depend on versions.
  return { id: new Ids(hash(`${functionId} ${number}`)).next(), ...rest };
}

/** Returns the function with new code as its newest version. `now` is in milliseconds since 1970. */
export function withCode(current: SegmentFunction, code: string, now: number): SegmentFunction {
  const { id, versions, createdBy } = current;
  const createdAt = new Date(now).toISOString();
  const version = makeVersion(id, versions.length, { code, author: createdBy, createdAt });
  return { ...current, versions: [...versions, version] };
}

/** Returns the function with a deployment of its newest version. `now` is in milliseconds since 1970. */
export function withDeployment(current: SegmentFunction, now: number): SegmentFunction {
  const { id } = newestVersion(current);
  const deployment = { versionId: id, at: now + DEPLOYMENT_MS };
  return { ...current, deployments: [...current.deployments, deployment] };
}

/** Returns the newest version of a function. */
export function newestVersion({ id, versions }: SegmentFunction): FunctionVersion {
  const newest = versions.at(-1);
  if (newest === undefined) throw new Error(`function ${id} has no version`);
  return newest;
}

/** Returns the last deployment before `now`, of one version if `versionId` is given. */
export function deploymentAt(
  { deployments }: SegmentFunction,
  now: number,
  versionId?: string,
): Deployment | undefined {
  return deployments.findLast(
    (one) => one.at <= now && (versionId === undefined || one.versionId === versionId),
  );
}
