import type { ComputedTrait } from "../state/space";
import { requireText } from "./checks";
import { checkName, computationStatus, deriveKey } from "./computations";
import { crud } from "./crud";
import type { Handlers } from "./handler";
import { findSpace } from "./lookup";
import { stampCreation, stampUpdate } from "./stamps";

interface CreateTrait {
  name: string;
  enabled?: boolean;
  description?: string;
  definition: ComputedTrait["definition"];
  options?: ComputedTrait["options"];
}

/** The computed traits of a space. */
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
  collection: (workspace, request) => findSpace(request, workspace).computedTraits,
  view: (trait) => ({ ...trait, status: computationStatus(trait) }),
  create(request, workspace) {
    const { enabled = true, options = {}, ...rest } = request.body as CreateTrait;
    const space = findSpace(request, workspace);
    const others = space.computedTraits.all;
    checkName(rest.name, others);
    requireText("definition.query", rest.definition.query);
    return {
      ...rest,
      id: `ctr_${workspace.ids.next()}`,
      spaceId: space.id,
      key: deriveKey(rest.name, others),
      enabled,
      options: { includeHistoricalData: false, includeAnonymousUsers: false, ...options },
      ...stampCreation(request, workspace),
    };
  },
  update(trait, request, workspace) {
    const changes = request.body as Partial<CreateTrait>;
    const others = findSpace(request, workspace).computedTraits.all;
    if (changes.name !== undefined) {
      checkName(
        changes.name,
        others.filter(({ id }) => id !== trait.id),
      );
    }
    if (changes.definition !== undefined) {
      requireText("definition.query", changes.definition.query);
    }
    return { ...trait, ...changes, ...stampUpdate(request, workspace) };
  },
});
