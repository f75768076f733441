import { invalid } from "../contract/errors";
import type { Audience, AudienceOptions, AudienceType } from "../state/space";
import { entities } from "../state/spaceSchema";
import type { Workspace } from "../state/workspace";
import { scheduleView } from "./audienceSchedules";
import { audienceSize } from "./audienceSize";
import { requireText } from "./checks";
import { checkName, computationStatus, deriveKey } from "./computations";
import { crud } from "./crud";
import type { ApiRequest, Handlers } from "./handler";
import { listData, sortBy } from "./lists";
import { findAudience, findSpace } from "./lookup";
import { stampCreation, stampUpdate } from "./stamps";

interface CreateAudience {
  name: string;
  enabled?: boolean;
  description?: string;
  definition: Audience["definition"];
  audienceType: AudienceType;
  options?: Partial<AudienceOptions>;
}

type UpdateAudience = Partial<Omit<CreateAudience, "audienceType">>;

interface Search {
  type: "DEFINITION" | "KEY" | "NAME";
  query: string;
}

interface Sort {
  field: "CREATED_AT" | "NAME" | "UPDATED_AT";
  direction: "ASC" | "DESC";
}

const SEARCHED: Record<Search["type"], (audience: Audience) => string> = {
  DEFINITION: ({ definition }) => definition.query,
  KEY: ({ key }) => key,
  NAME: ({ name }) => name,
};

const SORTED: Record<Sort["field"], (audience: Audience) => string> = {
  CREATED_AT: ({ createdAt }) => createdAt,
  NAME: ({ name }) => name,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
};

const basics = crud<Audience>({
  operations: {
    list: "listAudiences",
    create: "createAudience",
    update: "updateAudienceForSpace",
    remove: "removeAudienceFromSpace",
  },
  label: "audience",
  param: "id",
  item: "audience",
  items: "audiences",
  collection: (workspace, request) => findSpace(request, workspace).audiences,
  scope: ({ query }) => searchFilter(query.search as Search | undefined),
  view: summary,
  listView: detailView,
  create(request, workspace) {
    const { enabled = true, options, ...rest } = request.body as CreateAudience;
    const space = findSpace(request, workspace);
    checkName(rest.name, space.audiences.all);
    checkDefinition(rest.definition, rest.audienceType);
    return {
      ...rest,
      id: `aud_${workspace.ids.next()}`,
      spaceId: space.id,
      key: deriveKey(rest.name, space.audiences.all),
      enabled,
      options: checkedOptions({ filterByExternalIds: [], includeHistoricalData: false }, options),
      ...stampCreation(request, workspace),
    };
  },
  update(audience, request, workspace) {
    const { definition = {}, options, ...changes } = request.body as UpdateAudience;
    const others = findSpace(request, workspace).audiences.all.filter(
      ({ id }) => id !== audience.id,
    );
    if (changes.name !== undefined) checkName(changes.name, others);
    const merged = { ...audience.definition, ...definition };
    checkDefinition(merged, audience.audienceType);
    return {
      ...audience,
      ...changes,
      definition: merged,
      options: checkedOptions(audience.options, options),
      ...stampUpdate(request, workspace),
    };
  },
  removed: ({ id }, workspace, request) => findSpace(request, workspace).removeAudience(id),
});

/** The audiences of a space, their runs and their consumers. */
export const audiences: Handlers = {
  ...basics,
  getAudience: (request, workspace) => ({
    audience: detailView(findAudience(request, workspace), workspace, request),
  }),
  listAudienceConsumersFromSpaceAndAudience(request, workspace) {
    const { id, key } = findAudience(request, workspace);
    const sees = searchFilter(request.query.search as Search | undefined);
    const mention = new RegExp(`(?<!\\w)${key}(?!\\w)`);
    const consumers = findSpace(request, workspace).audiences.all.filter(
      (other) => other.id !== id && mention.test(other.definition.query) && sees(other),
    );
    const { field, direction } = (request.query.sort ?? DEFAULT_SORT) as Sort;
    const inTurn = sortBy(consumers, SORTED[field], direction === "ASC");
    return listData(request, "audiences", inTurn, summary);
  },
  forceExecuteAudienceRun(request, workspace) {
    const { id, enabled } = findAudience(request, workspace, "audienceId");
    if (!enabled) throw invalid("audienceId", `audience ${id} is disabled and does not run`);
    return { run: { id: `run_${workspace.ids.next()}` } };
  },
};

const DEFAULT_SORT: Sort = { field: "CREATED_AT", direction: "ASC" };

function searchFilter(search: Search | undefined): (audience: Audience) => boolean {
  if (search === undefined) return () => true;
  const text = SEARCHED[search.type];
  const wanted = search.query.toLowerCase();
  return (audience) => text(audience).toLowerCase().includes(wanted);
}

function summary(audience: Audience): Record<string, unknown> {
  return { ...audience, status: computationStatus(audience) };
}

function detailView(audience: Audience, workspace: Workspace, request: ApiRequest): unknown {
  const { audienceType, definition, enabled, id } = audience;
  const schedules = workspace.spaces
    .get(audience.spaceId)
    ?.schedules.all.filter(({ audienceId }) => audienceId === id);
  const batch = audienceType === "LINKED" || (schedules ?? []).length > 0;
  return {
    ...summary(audience),
    computeCadence: { type: batch ? "BATCH" : "REALTIME" },
    ...(enabled ? { size: audienceSize(audienceType, definition) } : {}),
    ...(request.query.include === "schedules"
      ? { schedules: (schedules ?? []).map((one) => scheduleView(one, workspace, request)) }
      : {}),
  };
}

/** Throws 422 for a definition that is invalid for the type of audience. */
export function checkDefinition(
  { query, targetEntity }: Audience["definition"],
  type: AudienceType,
): void {
  const field = "definition.targetEntity";
  requireText("definition.query", query);
  if (targetEntity === undefined || targetEntity === null) return;
  if (type !== "LINKED") throw invalid(field, `${field} is for audiences of type LINKED only`);
  if (!entities.some(({ slug }) => slug === targetEntity)) {
    throw invalid(field, `${field} ${targetEntity} is not an entity of this space`);
  }
}

/** Merges changes into options. Throws 422 for an invalid number of days. */
export function checkedOptions(
  current: AudienceOptions,
  changes: Partial<AudienceOptions> = {},
): AudienceOptions {
  const { backfillEventDataDays: days = 0 } = changes;
  const field = "options.backfillEventDataDays";
  if (!Number.isInteger(days) || days < 0) throw invalid(field, `${field} must be a whole number`);
  return { ...current, ...changes };
}
