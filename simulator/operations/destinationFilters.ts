import { invalid } from "../contract/errors";
import type { DestinationFilter, FilterAction } from "../state/destinations";
import { requireText } from "./checks";
import { crud } from "./crud";
import { applyActions, checkActions } from "./filterPreview";
import type { Handlers } from "./handler";
import { findDestination } from "./lookup";

type CreateFilter = Pick<
  DestinationFilter,
  "sourceId" | "if" | "actions" | "title" | "description" | "enabled"
>;

type UpdateFilter = Partial<Omit<CreateFilter, "sourceId" | "description">> & {
  description?: string | null;
};

interface Preview {
  filter: { if: string; actions: FilterAction[] };
  payload: Record<string, unknown>;
}

/** Destination filters. Their conditions are stored but not parsed. */
export const destinationFilters: Handlers = {
  ...crud<DestinationFilter>({
    operations: {
      list: "listFiltersFromDestination",
      get: "getFilterInDestination",
      create: "createFilterForDestination",
      update: "updateFilterForDestination",
      remove: "removeFilterFromDestination",
    },
    label: "filter",
    param: "filterId",
    item: "filter",
    items: "filters",
    collection: ({ destinationFilters }) => destinationFilters,
    scope({ params }, workspace) {
      const { id } = findDestination(params.destinationId, workspace);
      return ({ destinationId }) => destinationId === id;
    },
    create({ body, params, now }, workspace) {
      const filter = body as CreateFilter;
      const destination = findDestination(params.destinationId, workspace);
      if (filter.sourceId !== destination.sourceId) {
        throw invalid(
          "sourceId",
          `sourceId ${filter.sourceId} is not the source of ${destination.id}`,
        );
      }
      checkFilter(filter);
      const time = new Date(now).toISOString();
      const id = workspace.ids.next();
      return { id, ...filter, destinationId: destination.id, createdAt: time, updatedAt: time };
    },
    update({ description: was, ...current }, { body, now }) {
      const { description = was, ...changes } = body as UpdateFilter;
      checkFilter(changes);
      return {
        ...current,
        ...changes,
        ...(description === null || description === undefined ? {} : { description }),
        updatedAt: new Date(now).toISOString(),
      };
    },
  }),
  previewDestinationFilter({ body }) {
    const { filter, payload } = body as Preview;
    checkFilter(filter, "filter.");
    return { inputPayload: payload, result: applyActions(filter.actions, payload) };
  },
};

function checkFilter(filter: Partial<CreateFilter>, inside = ""): void {
  if (filter.if !== undefined) requireText(`${inside}if`, filter.if);
  checkActions(filter.actions ?? [], `${inside}actions`);
}
