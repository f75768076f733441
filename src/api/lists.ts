import type { Client } from "../client";
import type { OperationName, Operations } from "../contract/operations";
import type { Route } from "../http/request";
import type { ReadBody } from "../http/response";
import type { PathIn, Values } from "./callOperation";
import { createOperation, type Operation } from "./operation";
import { checkEntries } from "./pages";
import { readComplete } from "./readResponse";

type ItemOf<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

type AnyValues = Record<string, unknown>;

/** Reads a list of an operation; the arguments after the values are the reader's own. */
type ReadList<Rest extends unknown[]> = (
  client: Client,
  values: AnyValues,
  ...rest: Rest
) => Promise<unknown[]>;

/** Types a reader of lists by the contract: its values, its entries, and the parts that they must have. */
const listReader =
  <Rest extends unknown[]>(
    createReader: (operation: Operation, name: OperationName, items: string) => ReadList<Rest>,
  ) =>
  <
    const Name extends OperationName,
    const Path extends Route,
    const List extends keyof Operations[Name]["data"] & string,
  >(
    name: Name,
    route: Path,
    items: List,
    needs?: readonly PathIn<ItemOf<Operations[Name]["data"][List]>>[],
  ) => {
    const operation = createOperation(name, { route, pages: items, entryNeeds: needs });
    const read = createReader(operation, name, items);
    return (client: Client, values: Values<Name, Path>, ...rest: Rest) =>
      read(client, values as AnyValues, ...rest) as Promise<
        ItemOf<Operations[Name]["data"][List]>[]
      >;
  };

/**
 * Makes a function that returns the whole list of an operation, from all its pages.
 * @param needs the parts of every entry that the caller uses. An entry without one, or of another
 * type, makes the page malformed. If left out, entries are not checked.
 */
export const listAll = listReader((operation, _name, items) => async (client, values) => {
  const { data } = await operation.all(client, values);
  return data[items] as unknown[];
});

/**
 * Makes a function that reads an operation's list page by page. Its last argument receives all entries
 * so far after each page, and returns true if no more are needed.
 * @param needs the parts of every entry that the caller uses; see {@link listAll}.
 */
export const listUntil = listReader(
  (operation, _name, items) =>
    async (client, values, isEnough: (entries: readonly unknown[]) => boolean) => {
      const { data } = await operation.all(client, values, undefined, isEnough);
      return data[items] as unknown[];
    },
);

/**
 * Makes a function that returns the first page of an operation's list. Its last argument is the number
 * of entries on the page.
 * @param needs the parts of every entry that the caller uses; see {@link listAll}.
 */
export const listFirstPage = listReader((operation, name, items) => {
  const readPage = readComplete(name, [items]);
  const read: ReadBody<unknown[]> = (body, status, contentType) => {
    const entries = readPage(body, status, contentType).data[items] as unknown[];
    for (const list of operation.lists) checkEntries(list, entries);
    return entries;
  };
  return (client, values, count: number) =>
    client.read(operation.request(values, { [items]: { count } }), read);
});
