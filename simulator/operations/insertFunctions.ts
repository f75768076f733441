import { invalid } from "../contract/errors";
import { checkFunctionSettings, splitSensitive } from "../settings/functionSettings";
import type { InsertFunctionInstance, SegmentFunction } from "../state/functions";
import type { Settings } from "../state/settings";
import type { Workspace } from "../state/workspace";
import { crud } from "./crud";
import type { Handlers } from "./handler";

type CreateInstance = Pick<
  InsertFunctionInstance,
  "functionId" | "integrationId" | "name" | "settings"
> & {
  enabled?: boolean;
};

interface UpdateInstance {
  enabled?: boolean;
  name?: string;
  settings: Settings;
}

/** Instances of insert functions, each on one source or destination. */
export const insertFunctions: Handlers = crud<InsertFunctionInstance>({
  operations: {
    list: "listInsertFunctionInstances",
    get: "getInsertFunctionInstance",
    create: "createInsertFunctionInstance",
    update: "updateInsertFunctionInstance",
    remove: "deleteInsertFunctionInstance",
  },
  label: "insert function instance",
  param: "instanceId",
  item: "insertFunctionInstance",
  items: "instances",
  collection: ({ insertFunctionInstances }) => insertFunctionInstances,
  scope({ query }, workspace) {
    const { functionId } = query as { functionId?: string };
    if (functionId === undefined) return () => true;
    requireInsertFunction(functionId, workspace);
    return (one) => one.functionId === functionId;
  },
  view: instanceView,
  create({ body, now }, workspace) {
    const { functionId, integrationId, enabled = false, ...rest } = body as CreateInstance;
    const declared = requireInsertFunction(functionId, workspace).settings;
    const { sources, destinations } = workspace;
    if (![sources, destinations].some((all) => all.get(integrationId) !== undefined)) {
      throw invalid(
        "integrationId",
        `integrationId ${integrationId} is not a source or destination of this workspace`,
      );
    }
    const { name, settings } = rest;
    checkFunctionSettings(declared, settings, { complete: true });
    const time = new Date(now).toISOString();
    const id = workspace.ids.next();
    const times = { createdAt: time, updatedAt: time };
    return { id, name, functionId, integrationId, enabled, settings, ...times };
  },
  update(current, { body, now }, workspace) {
    const { settings, ...changes } = body as UpdateInstance;
    checkFunctionSettings(requireInsertFunction(current.functionId, workspace).settings, settings, {
      complete: false,
      held: current.settings,
    });
    return {
      ...current,
      ...changes,
      settings: { ...current.settings, ...settings },
      updatedAt: new Date(now).toISOString(),
    };
  },
});

function requireInsertFunction(id: string, workspace: Workspace): SegmentFunction {
  const found = workspace.functions.get(id);
  if (found?.resourceType.startsWith("INSERT_")) return found;
  throw invalid("functionId", `functionId ${id} is not an insert function of this workspace`);
}

/** Sensitive settings are returned masked, apart from the others. */
function instanceView(
  { functionId, settings, ...rest }: InsertFunctionInstance,
  workspace: Workspace,
) {
  const { settings: declared } = requireInsertFunction(functionId, workspace);
  return { ...rest, classId: functionId, ...splitSensitive(declared, settings) };
}
