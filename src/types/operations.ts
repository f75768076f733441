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

/**
 * Segment's Public API restated by operationId (source: `contract/openapi.json`):
 * - `args`: what the query or the JSON body takes, without the cursor pagination;
 * - `mediaType`: the content types its body may have, `never` without a body;
 * - `paged`: whether it answers in pages (`pagination` in the query);
 * - `data`: what a successful answer carries in `data`.
 */
export type Operations = {
  [Name in keyof operations]: {
    args: Omit<OrNothing<Query<operations[Name]>>, "pagination"> &
      OrNothing<Content<operations[Name]>[keyof Content<operations[Name]>]>;
    mediaType: keyof Content<operations[Name]> & string;
    paged: "pagination" extends keyof OrNothing<Query<operations[Name]>> ? true : false;
    data: Answer<operations[Name]> extends { data?: infer D } ? NonNullable<D> : never;
  };
};

/** An operationId of the Public API. */
export type OperationName = keyof Operations;
