import { notFound } from "../contract/errors";
import type { Collection } from "../state/collection";
import type { Workspace } from "../state/workspace";
import type { ApiRequest, Handlers } from "./handler";
import { listData } from "./lists";

/** How objects of one kind are created, read, updated, deleted and listed. */
interface Resource<T extends { id: string }> {
  /** operationIds; those left out are not served. */
  operations: { list?: string; get?: string; create?: string; update?: string; remove?: string };
  /** What to call one in a message. */
  label: string;
  /** The path parameter with the id. */
  param: string;
  /** The name of one in `data`, and where it differs that of one just created. */
  item: string;
  createdItem?: string;
  /** The name of the list in `data`. */
  items: string;
  /** Where they are kept. Throws 404 when the request's path leads nowhere. */
  collection(workspace: Workspace, request: ApiRequest): Collection<T>;
  /** Makes one that is not stored yet. Throws 422. */
  create?(request: ApiRequest, workspace: Workspace): T;
  /** Makes the changed object; the one given stays as it is. Throws 422. */
  update?(current: T, request: ApiRequest, workspace: Workspace): T;
  /** Runs after one was stored. */
  created?(item: T, request: ApiRequest, workspace: Workspace): void;
  /** Runs after one was removed: for what hangs on it. */
  removed?(item: T, workspace: Workspace, request: ApiRequest): void;
  /** Which objects a request can see. Throws 404 when its parent does not exist. */
  scope?(request: ApiRequest, workspace: Workspace): (item: T) => boolean;
  /** What an answer shows of one; all of it unless given. */
  view?(item: T, workspace: Workspace, request: ApiRequest): unknown;
  /** What a list shows of one, where that is less. */
  listView?(item: T, workspace: Workspace, request: ApiRequest): unknown;
}

/** The handlers of one kind of object. */
export function crud<T extends { id: string }>(resource: Resource<T>): Handlers {
  const { operations, item, items, collection } = resource;
  const view = resource.view ?? ((one: T) => one);
  const visible = (request: ApiRequest, workspace: Workspace) =>
    resource.scope?.(request, workspace) ?? (() => true);

  function find(request: ApiRequest, workspace: Workspace): T {
    const sees = visible(request, workspace);
    const id = request.params[resource.param] ?? "";
    const found = collection(workspace, request).get(id);
    if (found === undefined || !sees(found)) throw notFound(resource.label, id);
    return found;
  }

  const handlers: Handlers = {};
  if (operations.list !== undefined) {
    handlers[operations.list] = (request, workspace) => {
      const show = resource.listView ?? view;
      const all = collection(workspace, request).all.filter(visible(request, workspace));
      return listData(request, items, all, (one) => show(one, workspace, request));
    };
  }
  if (operations.get !== undefined) {
    handlers[operations.get] = (request, workspace) => ({
      [item]: view(find(request, workspace), workspace, request),
    });
  }
  const { create, update } = resource;
  if (operations.create !== undefined && create !== undefined) {
    handlers[operations.create] = (request, workspace) => {
      visible(request, workspace);
      const made = collection(workspace, request).put(create(request, workspace));
      resource.created?.(made, request, workspace);
      return { [resource.createdItem ?? item]: view(made, workspace, request) };
    };
  }
  if (operations.update !== undefined && update !== undefined) {
    handlers[operations.update] = (request, workspace) => {
      const changed = update(find(request, workspace), request, workspace);
      const stored = collection(workspace, request).put(changed);
      return { [item]: view(stored, workspace, request) };
    };
  }
  if (operations.remove !== undefined) {
    handlers[operations.remove] = (request, workspace) => {
      const found = find(request, workspace);
      collection(workspace, request).delete(found.id);
      resource.removed?.(found, workspace, request);
      return { status: "SUCCESS" };
    };
  }
  return handlers;
}
