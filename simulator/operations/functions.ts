import { invalid, notFound } from "../contract/errors";
import type { SegmentFunction } from "../state/functions";
import {
  deploymentAt,
  type FunctionVersion,
  makeVersion,
  newestVersion,
  withCode,
  withDeployment,
} from "../state/functions";
import type { FunctionSetting } from "../state/settings";
import type { Workspace } from "../state/workspace";
import { crud } from "./crud";
import type { ApiRequest, Handlers } from "./handler";
import { listData } from "./lists";

interface CreateFunction {
  code: string;
  settings?: FunctionSetting[];
  displayName: string;
  logoUrl?: string;
  resourceType: string;
  description?: string;
}

type UpdateFunction = Partial<Omit<CreateFunction, "resourceType">>;

const PREFIXES: Record<string, string> = {
  SOURCE: "sfnc",
  DESTINATION: "dfnc",
  INSERT_SOURCE: "ifns",
  INSERT_DESTINATION: "ifnd",
  INSERT_TRANSFORMATION: "ifnt",
};

/** The fields of a function in a list. Code and settings are not among them. */
const LISTED = [
  "id",
  "resourceType",
  "createdAt",
  "createdBy",
  "displayName",
  "description",
  "logoUrl",
  "catalogId",
] as const;

const basics = crud<SegmentFunction>({
  operations: {
    list: "listFunctions",
    get: "getFunction",
    create: "createFunction",
    update: "updateFunction",
    remove: "deleteFunction",
  },
  label: "function",
  param: "functionId",
  item: "function",
  items: "functions",
  collection: (workspace) => workspace.functions,
  scope: ({ query }) => {
    const { resourceType } = query;
    return (one) => resourceType === undefined || one.resourceType === resourceType;
  },
  view: (one, workspace, { now }) => functionView(one, workspace, now),
  listView: (one) => Object.fromEntries(LISTED.map((field) => [field, one[field]])),
  create({ body, now }, workspace) {
    const {
      code,
      resourceType,
      settings = [],
      description = "",
      logoUrl = "",
      ...rest
    } = body as CreateFunction;
    const catalogId = workspace.ids.next();
    const id = `${PREFIXES[resourceType]}_${workspace.ids.next()}`;
    const createdAt = new Date(now).toISOString();
    const author = workspace.users.all[0]?.id ?? "";
    return {
      ...rest,
      id,
      resourceType,
      settings,
      description,
      logoUrl,
      catalogId,
      createdAt,
      createdBy: author,
      previewWebhookUrl: resourceType === "SOURCE" ? `https://fn.example.com/${catalogId}` : "",
      batchMaxCount: 0,
      versions: [makeVersion(id, 0, { code, author, createdAt })],
      deployments: [],
    };
  },
  update(current, { body, now }) {
    const { code, ...changes } = body as UpdateFunction;
    const changed = { ...current, ...changes };
    const same = code === undefined || code === newestVersion(current).code;
    return same ? changed : withCode(changed, code, now);
  },
  removed({ id }, workspace) {
    workspace.removeDependents(id);
    workspace.removeFromPermissions(id);
  },
});

/** Functions and their versions. Code is stored but never run. */
export const functions: Handlers = {
  ...basics,
  createFunctionDeployment(request, workspace) {
    workspace.functions.put(withDeployment(findFunction(request, workspace), request.now));
    return { functionDeployment: { status: "SUCCESS" } };
  },
  listFunctionVersions(request, workspace) {
    const found = findFunction(request, workspace);
    return listData(request, "versions", found.versions.toReversed(), (one) =>
      versionView(found, one, request.now),
    );
  },
  getFunctionVersion(request, workspace) {
    const found = findFunction(request, workspace);
    const id = request.params.versionId ?? "";
    const version = found.versions.find((one) => one.id === id);
    if (version === undefined) throw notFound("version", id);
    return { version: versionView(found, version, request.now) };
  },
  restoreFunctionVersion(request, workspace) {
    const found = findFunction(request, workspace);
    const { versionId } = request.body as { versionId: string };
    const old = found.versions.find(({ id }) => id === versionId);
    if (old === undefined) {
      throw invalid("versionId", `versionId ${versionId} is not a version of ${found.id}`);
    }
    const restored = workspace.functions.put(withCode(found, old.code, request.now));
    return { version: versionView(restored, newestVersion(restored), request.now) };
  },
};

function findFunction({ params }: ApiRequest, workspace: Workspace): SegmentFunction {
  const id = params.functionId ?? "";
  const found = workspace.functions.get(id);
  if (found === undefined) throw notFound("function", id);
  return found;
}

/** The response form of a function at `now`, in milliseconds since 1970. */
export function functionView(one: SegmentFunction, workspace: Workspace, now: number): unknown {
  const { versions: _, deployments: __, ...rest } = one;
  const newest = newestVersion(one);
  const deployment = deploymentAt(one, now);
  return {
    ...rest,
    workspaceId: workspace.id,
    buildpack: "boreal",
    code: newest.code,
    deployedAt: deployment === undefined ? null : new Date(deployment.at).toISOString(),
    isLatestVersion: deployment?.versionId === newest.id,
  };
}

function versionView(one: SegmentFunction, version: FunctionVersion, now: number): unknown {
  const own = deploymentAt(one, now, version.id);
  return {
    ...version,
    updatedAt: version.createdAt,
    isDeployed: deploymentAt(one, now)?.versionId === version.id,
    ...(own === undefined ? {} : { deployedAt: new Date(own.at).toISOString() }),
  };
}
