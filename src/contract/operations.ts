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

type ResponseBody<Operation> = Operation extends {
  responses: { [Status in 200 | 201]?: { content: { "application/json": infer A } } };
}
  ? A
  : never;

type NameInAny<Form> = Form extends unknown ? keyof Form : never;

type ValueIn<Form, Name> = Form extends unknown
  ? Name extends keyof Form
    ? Form[Name]
    : undefined
  : never;

/** A body; if it has several forms, the names of all of them, each with its values in any form. */
type OneForm<Body> = [NameInAny<Body>] extends [keyof Body]
  ? Body
  : { [Name in NameInAny<Body>]: ValueIn<Body, Name> };

type OrNothing<T> = [T] extends [never] ? unknown : T;

/** The names of page parameters in a query. */
type PageName = "pagination" | `${string}Pagination` | "cursor" | "count";

/** The number of paged lists in a response: none, one or several. */
type Paged<Query> = "pagination" extends keyof Query
  ? "one"
  : "cursor" extends keyof Query
    ? "one"
    : Extract<keyof Query, `${string}Pagination`> extends never
      ? "none"
      : "several";

/**
 * Segment's Public API restated by operationId (source: `contract/openapi.json`):
 * - `args`: the arguments in the query or the JSON body, without page parameters;
 * - `paged`: the number of its paged lists;
 * - `data`: the type of `data` in a successful response.
 */
export type Operations = {
  [Name in keyof operations]: {
    args: Omit<OrNothing<Query<operations[Name]>>, PageName> &
      OneForm<OrNothing<Content<operations[Name]>[keyof Content<operations[Name]>]>>;
    paged: Paged<OrNothing<Query<operations[Name]>>>;
    data: ResponseBody<operations[Name]> extends { data?: infer D } ? NonNullable<D> : never;
  };
};

/** An operationId of the Public API. */
export type OperationName = keyof Operations;
