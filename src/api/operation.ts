import type { Client } from "../client";
import {
  entryShape,
  findMissingInEntry,
  findMissingPart,
  requiredParts,
  returnsSuccessOnly,
} from "../contract/missingParts";
import type { OperationName, Operations } from "../contract/operations";
import { mediaType, operationContract, resolveModel } from "../contract/runtimeContract";
import {
  type Placeholder,
  type RequestPlan,
  type Route,
  type SegmentRequest,
  toRequest,
} from "../http/request";
import { type Envelope, MalformedResponse, type ReadBody, readEnvelope } from "../http/response";
import { describeValue } from "../values/clean";
import { allPages, checkEntries, type Page, type PagedList, type Pagination } from "./pages";

/** What a declaration says of how its operation is asked. */
export interface OperationPlan {
  route: Route;
  /** A POST that changes nothing in Segment. */
  readOnly?: boolean;
  /** Moves the values to where the API expects them, if the inputs differ. */
  toArgs?: RequestPlan["toArgs"];
  /** The list, or the lists, of the answer that come in pages. */
  pages?: string | readonly string[];
  /** The parts that every entry of the lists must have; entries are not checked without it. */
  entryNeeds?: readonly string[];
}

/** One operation of the Public API, ready to be asked. */
export interface Operation {
  /** The lists of the answer that come in pages. */
  lists: readonly PagedList[];
  /** The request for these values and, by the list's name, these pages. */
  request(
    values: Record<string, unknown>,
    pages?: Readonly<Record<string, Pagination>>,
  ): SegmentRequest;
  /**
   * Follows every page of every list, and answers all of them whole in one envelope.
   * @param envelope reads each page's envelope, with all digits unless given.
   */
  all(
    client: Client,
    values: Record<string, unknown>,
    envelope?: ReadBody<Envelope>,
  ): Promise<Page>;
}

function listsOf(name: OperationName, { pages, entryNeeds }: OperationPlan): PagedList[] {
  const { paging, answer } = operationContract(name);
  const names = [pages ?? []].flat();
  return names.map((items) => ({
    // Without paging the whole list is one page, whose size is not asked for.
    ...(paging ?? { most: 0 }),
    items,
    // Of two lists each has a pagination that is called after it.
    pagination: names.length === 1 ? "pagination" : `${items}Pagination`,
    optional: Object.hasOwn(resolveModel(answer) as object, `${items}?`),
    ...(entryNeeds && {
      lacks: (entry: unknown) => findMissingInEntry(entryShape(name, items), entry, entryNeeds),
    }),
  }));
}

/** How an operation of the contract is asked. */
export function createOperation(name: OperationName, plan: OperationPlan): Operation {
  const lists = listsOf(name, plan);
  const { route, readOnly, toArgs } = plan;
  const requestPlan = { route, readOnly, toArgs, mediaType: mediaType(name) };
  const argumentsFor = (pages: Readonly<Record<string, Pagination>>): Record<string, unknown> =>
    Object.assign(
      {},
      ...lists
        .filter(({ items, most }) => pages[items] && most > 0)
        .map(({ items, pagination, flat }) =>
          flat ? pages[items] : { [pagination]: pages[items] },
        ),
    );
  const request: Operation["request"] = (values, pages = {}) => {
    const asked = toRequest(requestPlan, values);
    return lists.length === 0
      ? asked
      : { ...asked, query: { ...asked.query, ...argumentsFor(pages) } };
  };
  return {
    lists,
    request,
    async all(client, values, envelope) {
      let data: Page["data"] = {};
      const whole: Page["data"] = {};
      for (const list of lists) {
        const { items, pagination } = list;
        const page = await allPages(
          (asked, read) => client.read(request(values, { [items]: asked }), read),
          list,
          envelope,
        );
        data = { ...data, ...page.data };
        whole[items] = page.data[items];
        if (page.data[pagination] !== undefined) whole[pagination] = page.data[pagination];
      }
      return { data: { ...data, ...whole } };
    },
  };
}

/** What an operation takes: its arguments, and a text for every placeholder of its route. */
export type Values<Name extends OperationName, Path extends Route> = Operations[Name]["args"] & {
  [Place in Placeholder<Path>]: string;
};

/** The dotted paths to the parts of an object. They lead through no list, and `Deep` bounds their length. */
export type PathIn<Whole, Deep extends 0[] = [0, 0, 0]> = Deep extends [
  0,
  ...infer Rest extends 0[],
]
  ? Whole extends readonly unknown[]
    ? never
    : Whole extends object
      ? {
          [Name in keyof Whole & string]-?:
            | Name
            | `${Name}.${PathIn<NonNullable<Whole[Name]>, Rest>}`;
        }[keyof Whole & string]
      : never
  : never;

/** Refuses another status than SUCCESS of an operation that returns nothing else. */
function checkStatus(name: OperationName, status: unknown): void {
  if (status === "SUCCESS" || !returnsSuccessOnly(name)) return;
  throw new MalformedResponse(`the response's status is ${describeValue(status)}, not SUCCESS`);
}

/**
 * Reads a response that must have these parts of `data`, and the status SUCCESS if the operation
 * returns nothing else.
 * @param needs the parts; if left out, all that the contract requires at its top.
 */
export function readComplete(
  name: OperationName,
  needs: readonly string[] = requiredParts(name),
): ReadBody<NonNullable<Envelope>> {
  return (body, status, contentType) => {
    const answer = readEnvelope(body, status, contentType);
    const missing = findMissingPart(operationContract(name).answer, answer?.data, needs);
    if (answer === null || missing !== undefined) {
      throw new MalformedResponse(`the response has no usable ${missing ?? "content"}`);
    }
    if (needs.includes("status")) checkStatus(name, answer.data.status);
    return answer;
  };
}

/**
 * Reads the response of a single operation as it is. A response without content (204, 205) is a success.
 * Refuses a status other than SUCCESS of an operation that returns nothing else.
 */
export const readLenient =
  (name: OperationName, envelope: ReadBody<Envelope>): ReadBody<Envelope> =>
  (body, status, contentType) => {
    const answer = envelope(body, status, contentType);
    if (answer?.data.status !== undefined) checkStatus(name, answer.data.status);
    return answer;
  };

/**
 * Asks an operation from code: its arguments in, `data` of its answer out.
 *
 * A response without what it is asked for is malformed, as one without `data` is: a read is retried,
 * and a change ends with the outcome `unknown`.
 * @param needs the parts of `data` that the caller uses; if left out, all that the contract requires
 * at its top. A part that the contract lets be null or absent is demanded if it is named here.
 */
export function callOperation<const Name extends OperationName, const Path extends Route>(
  name: Name,
  route: Path,
  needs: readonly PathIn<Operations[Name]["data"]>[] = requiredParts(name) as never,
) {
  const operation = createOperation(name, { route });
  const read = readComplete(name, needs);
  return async (client: Client, values: Values<Name, Path>) =>
    (await client.read(operation.request(values as Record<string, unknown>), read))
      .data as Operations[Name]["data"];
}

type ItemOf<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

/**
 * Lists an operation's whole list from code.
 * @param needs the parts of every entry that the caller uses: an entry without them, or of another
 * kind, makes the page malformed. If left out, entries come as they are.
 */
export function listAll<
  const Name extends OperationName,
  const Path extends Route,
  const List extends keyof Operations[Name]["data"] & string,
>(
  name: Name,
  route: Path,
  items: List,
  needs?: readonly PathIn<ItemOf<Operations[Name]["data"][List]>>[],
) {
  const operation = createOperation(name, { route, pages: items, entryNeeds: needs });
  return async (client: Client, values: Values<Name, Path>) => {
    const { data } = await operation.all(client, values as Record<string, unknown>);
    return data[items] as ItemOf<Operations[Name]["data"][List]>[];
  };
}

/**
 * Reads the first page of an operation's list from code.
 * @param needs the parts of every entry that the caller uses; see {@link listAll}.
 * @returns a function that takes the number of entries on the page.
 */
export function listFirstPage<
  const Name extends OperationName,
  const Path extends Route,
  const List extends keyof Operations[Name]["data"] & string,
>(
  name: Name,
  route: Path,
  items: List,
  needs: readonly PathIn<ItemOf<Operations[Name]["data"][List]>>[],
) {
  const operation = createOperation(name, { route, pages: items, entryNeeds: needs });
  type Items = ItemOf<Operations[Name]["data"][List]>[];
  const readPage = readComplete(name, [items]);
  const read: ReadBody<Items> = (body, status, contentType) => {
    const data = readPage(body, status, contentType).data as Record<List, Items>;
    for (const list of operation.lists) checkEntries(list, data[items]);
    return data[items];
  };
  return (client: Client, values: Values<Name, Path>, count: number): Promise<Items> =>
    client.read(operation.request(values as Record<string, unknown>, { [items]: { count } }), read);
}
