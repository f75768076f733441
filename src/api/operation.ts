import type { Client } from "../client";
import { entryShape, findMissingInEntry } from "../contract/missingParts";
import type { OperationName } from "../contract/operations";
import { mediaType, operationContract, resolveModel } from "../contract/runtimeContract";
import { type RequestPlan, type Route, type SegmentRequest, toRequest } from "../http/request";
import type { Envelope, ReadBody } from "../http/response";
import { allPages, type Page, type PagedList, type Pagination } from "./pages";

/** The part of a declaration that turns values into a request and a response into lists. */
export interface OperationPlan {
  route: Route;
  /** A POST that changes nothing in Segment. */
  readOnly?: boolean;
  /** Moves the values to where the API expects them, if the inputs differ. */
  toArgs?: RequestPlan["toArgs"];
  /** The list, or the lists, of the response that come in pages. */
  pages?: string | readonly string[];
  /** The parts that every entry of the lists must have; if left out, entries are not checked. */
  entryNeeds?: readonly string[];
}

/** One operation of the Public API, ready to be called. */
export interface Operation {
  /** The lists of the response that come in pages. */
  lists: readonly PagedList[];
  /** Builds the request for the values; `pages` gives a page for each list, by its name. */
  request(
    values: Record<string, unknown>,
    pages?: Readonly<Record<string, Pagination>>,
  ): SegmentRequest;
  /**
   * Reads every page of every list, and returns all lists in one envelope.
   * @param envelope reads the envelope of each page; by default with all digits of numbers.
   * @param isEnough ends each list early: see {@link allPages}.
   */
  all(
    client: Client,
    values: Record<string, unknown>,
    envelope?: ReadBody<Envelope>,
    isEnough?: (entries: readonly unknown[]) => boolean,
  ): Promise<Page>;
}

function listsOf(name: OperationName, { pages, entryNeeds }: OperationPlan): PagedList[] {
  const contract = operationContract(name);
  const names = [pages ?? []].flat();
  return names.map((items) => ({
    // Without paging, the whole list is one page, and no size is requested.
    ...(contract.paging ?? { most: 0 }),
    items,
    // If there are several lists, the pagination of each is named after it.
    pagination: names.length === 1 ? "pagination" : `${items}Pagination`,
    // A getter, since the contract reads a schema when it is first needed.
    get optional() {
      return Object.hasOwn(resolveModel(contract.response) as object, `${items}?`);
    },
    ...(entryNeeds && {
      lacks: (entry: unknown) => findMissingInEntry(entryShape(name, items), entry, entryNeeds),
    }),
  }));
}

/** Makes an operation of the contract callable. */
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
    const plain = toRequest(requestPlan, values);
    return lists.length === 0
      ? plain
      : { ...plain, query: { ...plain.query, ...argumentsFor(pages) } };
  };
  return {
    lists,
    request,
    async all(client, values, envelope, isEnough) {
      let data: Page["data"] = {};
      const whole: Page["data"] = {};
      for (const list of lists) {
        const { items, pagination: paginationName } = list;
        const page = await allPages(
          (pagination, read) => client.read(request(values, { [items]: pagination }), read),
          list,
          envelope,
          isEnough,
        );
        data = { ...data, ...page.data };
        whole[items] = page.data[items];
        if (page.data[paginationName] !== undefined) {
          whole[paginationName] = page.data[paginationName];
        }
      }
      return { data: { ...data, ...whole } };
    },
  };
}
