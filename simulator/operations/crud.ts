import { notFound } from "../contract/errors";
import type { Collection } from "../state/collection";
import type { Workspace } from "../state/workspace";
import type { ApiRequest, Handlers } from "./handler";
import { listData } from "./lists";

/** The operations on objects of one kind. */
interface Resource<T extends { id: string }> {
  /** Their operationIds. An absent one is not served. */
  operations: { list?: string; get?: string; create?: string; update?: string; remove?: string };
  /** The noun for one object in an error message. */
  label: string;
  /** The path parameter with the id. */
  param: string;
  /** The name of an object in `data`, and the name of a new one if that differs. */
  item: string;
  createdItem?: string;
  /** The name of the list in `data`. */
  items: string;
  /** Returns the collection of a request. Throws 404 for an unknown parent. */
  collection(workspace: Workspace, request: ApiRequest): Collection<T>;
  /** Builds an object without storing it. Throws 422. */
  create?(request: ApiRequest, workspace: Workspace): T;
  /** Returns the changed object without storing it. Throws 422. */
  update?(current: T, request: ApiRequest, workspace: Workspace): T;
  /** Runs after an object is stored. */
  created?(item: T, request: ApiRequest, workspace: Workspace): void;
  /** Runs after an object is removed, to remove its dependents. */
  removed?(item: T, workspace: Workspace, request: ApiRequest): void;
  /** Returns a filter for the objects that a request can see. Throws 404 for an unknown parent. */
  scope?(request: ApiRequest, workspace: Workspace): (item: T) => boolean;
  /** Returns the response form of an object. By default, the object itself. */
  view?(item: T, workspace: Workspace, request: ApiRequest): unknown;
  /** Returns the response form of an object in a list, if it differs from `view`. */
  listView?(item: T, workspace: Workspace, request: ApiRequest): unknown;
}

/** Builds the handlers for objects of one kind. */
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
      const stored = collection(workspace, request).put(create(request, workspace));
      resource.created?.(stored, request, workspace);
      return { [resource.createdItem ?? item]: view(stored, workspace, request) };
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
