import type { Client } from "./client";
import { factsOf, inModel, mediaTypeOf } from "./contract/facts";
import type { Answer, ReadBody } from "./http/answer";
import { allPages, type Page, type PagedList, type Pagination } from "./http/pages";
import { type Placeholder, type Route, type SegmentRequest, toRequest } from "./http/request";
import type { OperationName, Operations } from "./types/operations";

/** What a declaration says of how its operation is asked. */
export interface OperationPlan {
  route: Route;
  /** A POST that changes nothing in Segment. */
  readOnly?: boolean;
  /** Names or wraps the values as the API wants them, where the inputs differ. */
  toArgs?: (values: never) => object;
  /** The list, or the lists, of the answer that come in pages. */
  pages?: string | readonly string[];
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
  all(client: Client, values: Record<string, unknown>, envelope?: ReadBody<Answer>): Promise<Page>;
}

function listsOf(name: OperationName, pages: OperationPlan["pages"]): PagedList[] {
  const { paging, answer } = factsOf(name);
  const names = [pages ?? []].flat();
  return names.map((items) => ({
    // Without paging the whole list is one page, whose size is not asked for.
    ...(paging ?? { most: 0 }),
    items,
    // Of two lists each has a pagination that is called after it.
    pagination: names.length === 1 ? "pagination" : `${items}Pagination`,
    optional: Object.hasOwn(inModel(answer) as object, `${items}?`),
  }));
}

/** How an operation of the contract is asked. */
export function operationOf(name: OperationName, plan: OperationPlan): Operation {
  const lists = listsOf(name, plan.pages);
  const { route, readOnly } = plan;
  const toArgs = plan.toArgs as ((args: object) => Record<string, unknown>) | undefined;
  const requestPlan = { route, readOnly, toArgs, mediaType: mediaTypeOf(name) };
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

/** Asks an operation from code: its arguments in, `data` of its answer out. */
export function endpoint<const Name extends OperationName, const Path extends Route>(
  name: Name,
  route: Path,
) {
  const operation = operationOf(name, { route });
  return async (client: Client, values: Values<Name, Path>) => {
    const answer = await client.send(operation.request(values as Record<string, unknown>));
    return answer?.data as Operations[Name]["data"];
  };
}

type ItemOf<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

/** Lists an operation's whole list from code. */
export function listing<
  const Name extends OperationName,
  const Path extends Route,
  const List extends keyof Operations[Name]["data"] & string,
>(name: Name, route: Path, items: List) {
  const operation = operationOf(name, { route, pages: items });
  return async (client: Client, values: Values<Name, Path>) => {
    const { data } = await operation.all(client, values as Record<string, unknown>);
    return data[items] as ItemOf<Operations[Name]["data"][List]>[];
  };
}
