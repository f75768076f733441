import { invalid, notFound } from "../contract/errors";
import type { TrackingPlan } from "../state/trackingPlans";
import type { Workspace } from "../state/workspace";
import { requireText } from "./checks";
import { crud } from "./crud";
import type { ApiRequest, Handlers } from "./handler";
import { listData } from "./lists";
import { type RuleInput, removeRules, replaceRules, updateRules } from "./rules";
import { sourceView } from "./views";

const basics = crud<TrackingPlan>({
  operations: {
    list: "listTrackingPlans",
    get: "getTrackingPlan",
    create: "createTrackingPlan",
    remove: "deleteTrackingPlan",
  },
  label: "tracking plan",
  param: "trackingPlanId",
  item: "trackingPlan",
  items: "trackingPlans",
  collection: ({ trackingPlans }) => trackingPlans,
  scope: ({ query }) => {
    const { type } = query;
    return (plan) => type === undefined || plan.type === type;
  },
  view: ({ rules: _, ...plan }) => ({ ...plan, resourceSchemaId: plan.id.replace(/^tp_/, "rs_") }),
  create({ body, now }, { ids }) {
    const { name, description = "", type } = body as TrackingPlan;
    const id = `tp_${ids.next()}`;
    const slug = requireText("name", name)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-");
    const createdAt = new Date(now).toISOString();
    return { id, name, slug, description, type, createdAt, updatedAt: createdAt, rules: [] };
  },
  removed({ id }, workspace) {
    for (const [sourceId, planId] of workspace.planOfSource) {
      if (planId === id) workspace.planOfSource.delete(sourceId);
    }
  },
});

/** Tracking plans, their rules and their sources. */
export const trackingPlans: Handlers = {
  ...basics,
  updateTrackingPlan(request, workspace) {
    const changes = request.body as { name?: string; description?: string };
    if (changes.name !== undefined) requireText("name", changes.name);
    return updatePlan(request, workspace, () => changes);
  },
  listRulesFromTrackingPlan: (request, workspace) =>
    listData(request, "rules", findPlan(request, workspace).rules),
  replaceRulesInTrackingPlan: (request, workspace) =>
    updatePlan(request, workspace, ({ rules }) => ({
      rules: replaceRules(rules, readRules(request), request.now),
    })),
  updateRulesInTrackingPlan: (request, workspace) =>
    updatePlan(request, workspace, ({ rules }) => ({
      rules: updateRules(rules, readRules(request), request.now),
    })),
  removeRulesFromTrackingPlan: (request, workspace) =>
    updatePlan(request, workspace, ({ rules }) => ({
      rules: removeRules(rules, request.query.rules as RuleInput[]),
    })),
  listSourcesFromTrackingPlan(request, workspace) {
    const { id } = findPlan(request, workspace);
    const connected = [...workspace.planOfSource]
      .filter(([, planId]) => planId === id)
      .flatMap(([sourceId]) => workspace.sources.get(sourceId) ?? []);
    return listData(request, "sources", connected, (source) => sourceView(source, workspace));
  },
  addSourceToTrackingPlan(request, workspace) {
    const { id, type } = findPlan(request, workspace);
    const { sourceId } = request.body as { sourceId: string };
    if (workspace.sources.get(sourceId) === undefined) {
      throw invalid("sourceId", `sourceId ${sourceId} is not a source of this workspace`);
    }
    if (type !== "LIVE")
      throw invalid("sourceId", `a tracking plan of type ${type} accepts no sources`);
    const { planOfSource } = workspace;
    const other = planOfSource.get(sourceId) ?? id;
    if (other !== id) {
      throw invalid("sourceId", `source ${sourceId} already has the tracking plan ${other}`);
    }
    planOfSource.set(sourceId, id);
    return { status: "SUCCESS" };
  },
  removeSourceFromTrackingPlan(request, workspace) {
    const { id } = findPlan(request, workspace);
    const sourceId = String(request.query.sourceId);
    const { planOfSource } = workspace;
    if (planOfSource.get(sourceId) !== id) {
      throw invalid("sourceId", `source ${sourceId} does not have this tracking plan`);
    }
    planOfSource.delete(sourceId);
    return { status: "SUCCESS" };
  },
};

function findPlan({ params }: ApiRequest, workspace: Workspace): TrackingPlan {
  const { trackingPlanId = "" } = params;
  const plan = workspace.trackingPlans.get(trackingPlanId);
  if (plan === undefined) throw notFound("tracking plan", trackingPlanId);
  return plan;
}

function updatePlan(
  request: ApiRequest,
  workspace: Workspace,
  changes: (plan: TrackingPlan) => Partial<TrackingPlan>,
): { status: string } {
  const plan = findPlan(request, workspace);
  const updatedAt = new Date(request.now).toISOString();
  workspace.trackingPlans.put({ ...plan, ...changes(plan), updatedAt });
  return { status: "SUCCESS" };
}

function readRules({ body }: ApiRequest): RuleInput[] {
  return (body as { rules: RuleInput[] }).rules;
}
