import type { operations } from "./segment";

type Query<Operation> = Operation extends { parameters: { query: infer Q } }
  ? Q
  : Operation extends { parameters: { query?: infer Q } }
    ? NonNullable<Q>
    : never;

type Content<Operation> = Operation extends { requestBody: { content: infer C } }
  ? C
  : Operation extends { requestBody?: { content: infer C } }
    ? C
    : never;

type Answer<Operation> = Operation extends {
  responses: { [Status in 200 | 201]?: { content: { "application/json": infer A } } };
}
  ? A
  : never;

type OrNothing<T> = [T] extends [never] ? unknown : T;

/** What a query says of the page. */
type PageName = "pagination" | `${string}Pagination` | "cursor" | "count";

/** How many lists of an answer come in pages. */
type Paged<Query> = "pagination" extends keyof Query
  ? "one"
  : "cursor" extends keyof Query
    ? "one"
    : Extract<keyof Query, `${string}Pagination`> extends never
      ? "none"
      : "several";

/**
 * Segment's Public API restated by operationId (source: `contract/openapi.json`):
 * - `args`: what the query or the JSON body takes, without the page;
 * - `paged`: how many of its lists come in pages;
 * - `data`: what a successful answer carries in `data`.
 */
export type Operations = {
  [Name in keyof operations]: {
    args: Omit<OrNothing<Query<operations[Name]>>, PageName> &
      OrNothing<Content<operations[Name]>[keyof Content<operations[Name]>]>;
    paged: Paged<OrNothing<Query<operations[Name]>>>;
    data: Answer<operations[Name]> extends { data?: infer D } ? NonNullable<D> : never;
  };
};

/** An operationId of the Public API. */
export type OperationName = keyof Operations;
