import type { ComputedTrait } from "../state/space";
import { notBlank } from "./checks";
import { crud } from "./crud";
import type { Handlers } from "./handler";
import { changed, checkName, keyOf, signed, spaceAt, statusOf } from "./spaceViews";

interface CreateTrait {
  name: string;
  enabled?: boolean;
  description?: string;
  definition: ComputedTrait["definition"];
  options?: ComputedTrait["options"];
}

/** Computed traits of a space. */
export const computedTraits: Handlers = crud<ComputedTrait>({
  operations: {
    list: "listComputedTraits",
    get: "getComputedTrait",
    create: "createComputedTrait",
    update: "updateComputedTraitForSpace",
    remove: "removeComputedTraitFromSpace",
  },
  label: "computed trait",
  param: "id",
  item: "computedTrait",
  items: "computedTraits",
  collection: (workspace, request) => spaceAt(request, workspace).computedTraits,
  view: (trait) => ({ ...trait, status: statusOf(trait) }),
  create(request, workspace) {
    const { enabled = true, options = {}, ...rest } = request.body as CreateTrait;
    const space = spaceAt(request, workspace);
    const others = space.computedTraits.all;
    checkName(rest.name, others);
    notBlank("definition.query", rest.definition.query);
    return {
      ...rest,
      id: `ctr_${workspace.ids.next()}`,
      spaceId: space.id,
      key: keyOf(rest.name, others),
      enabled,
      options: { includeHistoricalData: false, includeAnonymousUsers: false, ...options },
      ...signed(request, workspace),
    };
  },
  update(trait, request, workspace) {
    const changes = request.body as Partial<CreateTrait>;
    const others = spaceAt(request, workspace).computedTraits.all;
    if (changes.name !== undefined) {
      checkName(
        changes.name,
        others.filter(({ id }) => id !== trait.id),
      );
    }
    if (changes.definition !== undefined) {
      notBlank("definition.query", changes.definition.query);
    }
    return { ...trait, ...changes, ...changed(request, workspace) };
  },
});
