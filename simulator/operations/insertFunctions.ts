import { invalid } from "../errors";
import type { Handlers } from "../handler";
import type { InsertInstance } from "../pipeline";
import { maskSecrets } from "../settings";
import type { SegmentFunction, Settings, Workspace } from "../state";
import { crud } from "./crud";

type CreateInstance = Pick<InsertInstance, "functionId" | "integrationId" | "name" | "settings"> & {
  enabled?: boolean;
};

interface UpdateInstance {
  enabled?: boolean;
  name?: string;
  settings: Settings;
}

/** Insert functions at work, each on one source or destination. */
export const insertFunctions: Handlers = crud<InsertInstance>({
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
  collection: ({ pipeline }) => pipeline.insertInstances,
  scope({ query }, workspace) {
    const { functionId } = query as { functionId?: string };
    if (functionId === undefined) return () => true;
    insertFunction(functionId, workspace);
    return (one) => one.functionId === functionId;
  },
  view: instanceView,
  create({ body, now }, workspace) {
    const { functionId, integrationId, enabled = false, ...rest } = body as CreateInstance;
    insertFunction(functionId, workspace);
    const { sources, destinations } = workspace;
    if (![sources, destinations].some((all) => all.get(integrationId) !== undefined)) {
      throw invalid(
        "integrationId",
        `integrationId ${integrationId} is not a source or destination of this workspace`,
      );
    }
    const time = new Date(now).toISOString();
    const id = workspace.ids.next();
    const { name, settings } = rest;
    const times = { createdAt: time, updatedAt: time };
    return { id, name, functionId, integrationId, enabled, settings, ...times };
  },
  update(current, { body, now }) {
    const { settings, ...changes } = body as UpdateInstance;
    return {
      ...current,
      ...changes,
      settings: { ...current.settings, ...settings },
      updatedAt: new Date(now).toISOString(),
    };
  },
});

function insertFunction(id: string, workspace: Workspace): SegmentFunction {
  const found = workspace.functions.get(id);
  if (found?.resourceType.startsWith("INSERT_")) return found;
  throw invalid("functionId", `functionId ${id} is not an insert function of this workspace`);
}

/** Settings that the function calls sensitive are shown apart, masked. */
function instanceView({ functionId, settings, ...rest }: InsertInstance, workspace: Workspace) {
  const declared = (workspace.functions.get(functionId)?.settings ?? []) as {
    name: string;
    sensitive: boolean;
  }[];
  const secret = new Set(declared.filter(({ sensitive }) => sensitive).map(({ name }) => name));
  const those = (wanted: boolean) =>
    Object.fromEntries(Object.entries(settings).filter(([name]) => secret.has(name) === wanted));
  const options = [...secret].map((name) => ({ name, type: "password", required: false }));
  return {
    ...rest,
    classId: functionId,
    settings: those(false),
    encryptedSettings: maskSecrets(options, those(true)),
  };
}
