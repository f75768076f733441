import { invalid } from "../contract/errors";
import type { Transformation } from "../state/destinations";
import type { Workspace } from "../state/workspace";
import { crud } from "./crud";
import type { Handlers } from "./handler";
import { requireMetadata } from "./lookup";

type Body = Omit<Transformation, "id">;

/** Returns a transformation as responses show it. */
export const transformationView = (one: Transformation, { id }: Workspace) => ({
  ...one,
  workspaceId: id,
});

/** Transformations, each of one source. */
export const transformations: Handlers = crud<Transformation>({
  operations: {
    list: "listTransformations",
    get: "getTransformation",
    create: "createTransformation",
    update: "updateTransformation",
    remove: "deleteTransformation",
  },
  label: "transformation",
  param: "transformationId",
  item: "transformation",
  items: "transformations",
  collection: (workspace) => workspace.transformations,
  view: transformationView,
  create({ body }, workspace) {
    checkTransformation(body as Body, workspace);
    return { ...(body as Transformation), id: workspace.ids.next() };
  },
  update(current, { body }, workspace) {
    checkTransformation(body as Partial<Body>, workspace);
    return { ...current, ...(body as Partial<Body>) };
  },
});

function checkTransformation(body: Partial<Body>, workspace: Workspace): void {
  if (body.if !== undefined && body.if.trim() === "") throw invalid("if", "if must not be blank");
  if (body.sourceId !== undefined && workspace.sources.get(body.sourceId) === undefined) {
    throw invalid("sourceId", `sourceId ${body.sourceId} is not a source of this workspace`);
  }
  if (body.destinationMetadataId !== undefined) {
    requireMetadata("destinations", body.destinationMetadataId, "destinationMetadataId");
  }
}
