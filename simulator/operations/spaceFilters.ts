import { invalid, notFound } from "../contract/errors";
import type { SpaceFilter } from "../state/space";
import type { Workspace } from "../state/workspace";
import { requireText } from "./checks";
import { crud } from "./crud";
import type { Handlers } from "./handler";

type Body = Partial<Omit<SpaceFilter, "id" | "createdAt" | "updatedAt">> & {
  integrationId: string;
};

const DEFAULT_COUNT = 10;

/** Filters of a space, a source or a destination. Their conditions are stored but not parsed. */
export const spaceFilters: Handlers = {
  ...crud<SpaceFilter>({
    operations: {
      get: "getFilterById",
      create: "createFilterForSpace",
      update: "updateFilterById",
    },
    label: "filter",
    param: "id",
    item: "filter",
    items: "filters",
    collection: ({ spaceFilters }) => spaceFilters,
    view,
    create({ body, now }, workspace) {
      // The contract requires both for a new filter.
      const { enabled = true, drop = false, ...filter } = body as SpaceFilter;
      checkFilter(filter, workspace);
      const time = new Date(now).toISOString();
      const id = workspace.ids.next();
      return { ...filter, id, enabled, drop, createdAt: time, updatedAt: time };
    },
    update(current, { body, now }, workspace) {
      checkFilter(body as Body, workspace);
      return { ...current, ...(body as Body), updatedAt: new Date(now).toISOString() };
    },
  }),
  deleteFilterById({ params }, workspace) {
    const id = params.id ?? "";
    if (!workspace.spaceFilters.delete(id)) throw notFound("filter", id);
    return { deleted: true };
  },
  listFiltersForSpace({ query }, workspace) {
    const { integrationId, pagination = {} } = query as {
      integrationId: string;
      pagination?: { cursor?: number; count?: number };
    };
    checkFilter({ integrationId }, workspace);
    const all = workspace.spaceFilters.all.filter((one) => one.integrationId === integrationId);
    const current = parseCount("pagination.cursor", pagination.cursor ?? 0);
    const next = current + parseCount("pagination.count", pagination.count ?? DEFAULT_COUNT);
    return {
      filters: all.slice(current, next).map((one) => view(one, workspace)),
      pagination: {
        current,
        ...(next < all.length ? { next } : {}),
        totalEntries: all.length,
      },
    };
  },
};

function view(filter: SpaceFilter, workspace: Workspace): unknown {
  return { ...filter, workspaceId: workspace.id };
}

function checkFilter({ integrationId, ...filter }: Body, workspace: Workspace): void {
  const { spaces, sources, destinations } = workspace;
  if (![spaces, sources, destinations].some((all) => all.get(integrationId) !== undefined)) {
    throw invalid(
      "integrationId",
      `integrationId ${integrationId} is not a space, source or destination of this workspace`,
    );
  }
  if (filter.if !== undefined) requireText("if", filter.if);
}

function parseCount(field: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw invalid(field, `${field} must be a whole number, 0 or more`);
  }
  return value;
}
