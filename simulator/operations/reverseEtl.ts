import { invalid, notFound } from "../contract/errors";
import type { ReverseEtlModel, ReverseEtlSync } from "../state/reverseEtl";
import type { Workspace } from "../state/workspace";
import { crud } from "./crud";
import type { ApiRequest, Handlers } from "./handler";
import { page } from "./lists";
import { isRunning, syncStatus } from "./reverseEtlSync";

type CreateModel = Omit<ReverseEtlModel, "id">;

interface ManualSync {
  sourceId: string;
  modelId: string;
  subscriptionId: string;
}

/** The contract's default. It differs from that of lists with a `pagination`. */
const DEFAULT_COUNT = 10;

/** Models, whose queries are never run, and their syncs, whose status depends on the time. */
export const reverseEtl: Handlers = {
  ...crud<ReverseEtlModel>({
    operations: {
      list: "listReverseEtlModels",
      get: "getReverseEtlModel",
      create: "createReverseEtlModel",
      update: "updateReverseEtlModel",
      remove: "deleteReverseEtlModel",
    },
    label: "model",
    param: "modelId",
    item: "reverseEtlModel",
    items: "models",
    collection: ({ reverseEtlModels }) => reverseEtlModels,
    create({ body }, workspace) {
      const model = body as CreateModel;
      if (workspace.sources.get(model.sourceId) === undefined) {
        throw invalid("sourceId", `sourceId ${model.sourceId} is not a source of this workspace`);
      }
      return { id: workspace.ids.next(), ...model };
    },
    update: (current, { body }) => ({ ...current, ...(body as Partial<CreateModel>) }),
    removed: ({ id }, workspace) => workspace.removeDependents(id),
  }),
  createReverseETLManualSync({ body, now }, workspace) {
    const wanted = body as ManualSync;
    const model = requireModel(wanted, workspace);
    const earlier = findSyncs(wanted.modelId, wanted.subscriptionId, workspace);
    if (earlier.some((sync) => isRunning(sync, now))) {
      throw invalid(
        "modelId",
        `a sync of model ${model.id} and this subscription is already running`,
      );
    }
    const sync = workspace.reverseEtlSyncs.put({
      id: workspace.ids.next(),
      ...wanted,
      startedAt: now,
      fails: /\bfail\b/i.test(model.query),
      first: earlier.length === 0,
    });
    return {
      reverseETLManualSync: { syncId: sync.id, startedAt: new Date(now).toISOString() },
    };
  },
  listReverseETLSyncStatusesFromModelAndSubscriptionId({ params, query, now }, workspace) {
    const { id } = findModel(params.modelId, workspace);
    const subscription = workspace.subscriptions.get(params.subscriptionId ?? "");
    if (subscription === undefined) throw notFound("subscription", params.subscriptionId ?? "");
    const { count = DEFAULT_COUNT, cursor } = query as { count?: number; cursor?: string };
    if (!Number.isInteger(count)) {
      throw invalid("count", "count must be a whole number");
    }
    const all = findSyncs(id, subscription.id, workspace).toReversed();
    const list = `syncs/${id}/${subscription.id}`;
    const { items, pagination } = page(all, { count, cursor }, list, "");
    return { syncStatuses: items.map((sync) => syncStatus(sync, now)), pagination };
  },
  getReverseETLSyncStatus: (request, workspace) => ({
    reverseETLSyncStatus: syncStatus(findSync(request, workspace), request.now),
  }),
  cancelReverseETLSyncForModel(request, workspace) {
    const sync = findSync(request, workspace);
    const { id: syncId, modelId, canceledAt } = sync;
    const problem = canceledAt === undefined ? FINISHED : CANCELED;
    if (canceledAt !== undefined || !isRunning(sync, request.now)) {
      return { modelId, syncId, ...problem };
    }
    workspace.reverseEtlSyncs.put({ ...sync, canceledAt: request.now });
    return { modelId, syncId, status: "CANCELLING" };
  },
};

/** Like Segment, returned with status 200, not as an error. */
const CANCELED = { errorCode: "SyncAlreadyCanceled", errorMessage: "sync already canceled" };
const FINISHED = { errorCode: "SyncFinishedCannotCancel", errorMessage: "sync already finished" };

function findModel(id: string | undefined, workspace: Workspace): ReverseEtlModel {
  const model = workspace.reverseEtlModels.get(id ?? "");
  if (model === undefined) throw notFound("model", id ?? "");
  return model;
}

function findSync({ params }: ApiRequest, workspace: Workspace): ReverseEtlSync {
  const model = findModel(params.modelId, workspace);
  const sync = workspace.reverseEtlSyncs.get(params.syncId ?? "");
  if (sync?.modelId !== model.id) throw notFound("sync", params.syncId ?? "");
  return sync;
}

/** Oldest first. */
function findSyncs(
  modelId: string,
  subscriptionId: string,
  workspace: Workspace,
): ReverseEtlSync[] {
  return workspace.reverseEtlSyncs.all.filter(
    (sync) => sync.modelId === modelId && sync.subscriptionId === subscriptionId,
  );
}

/** Throws 422 unless source, model and subscription belong together and the model is enabled. */
function requireModel(
  { sourceId, modelId, subscriptionId }: ManualSync,
  workspace: Workspace,
): ReverseEtlModel {
  const model = workspace.reverseEtlModels.get(modelId);
  if (model === undefined) {
    throw invalid("modelId", `modelId ${modelId} is not a model of this workspace`);
  }
  if (model.sourceId !== sourceId) {
    throw invalid("sourceId", `sourceId ${sourceId} is not the source of model ${modelId}`);
  }
  const subscription = workspace.subscriptions.get(subscriptionId);
  const destination = workspace.destinations.get(subscription?.destinationId ?? "");
  if (subscription?.modelId !== modelId || destination?.sourceId !== sourceId) {
    throw invalid(
      "subscriptionId",
      `subscriptionId ${subscriptionId} is not a subscription to model ${modelId}`,
    );
  }
  if (!model.enabled) throw invalid("modelId", `model ${modelId} is not enabled`);
  return model;
}
