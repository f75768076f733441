import { type ActionDefinition, action, type Inputs } from "@prismatic-io/spectral";
import { createClient } from "./client";
import { allPages, type LoadPage } from "./http/pages";
import { type Placeholder, placeholdersOf, type Route, toRequest } from "./http/request";
import { connection } from "./inputs/connection";
import { LARGEST_PAGE, paging } from "./inputs/paging";
import { type Region, region } from "./inputs/region";
import type { OperationName, Operations } from "./types/operations";

/** A field whose cleaner gives this value. */
export type Cleans<Value> = { clean: (raw: never) => Value };

/**
 * What the inputs of an operation must be: a text for every placeholder of the route, a value of the
 * contract's type for every argument, and nothing else.
 */
export type Fit<Args, Path extends string, Fields> = {
  [Name in Placeholder<Path>]: Cleans<string>;
} & {
  [Name in Exclude<keyof Args, Placeholder<Path>>]-?: Cleans<Args[Name]>;
} & {
  [Name in Exclude<keyof Fields, keyof Args | Placeholder<Path>>]: never;
};

/** The names of the lists in an answer. */
type ListOf<Data> = {
  [Name in keyof Data]-?: NonNullable<Data[Name]> extends readonly unknown[] ? Name : never;
}[keyof Data];

/** Which list of the answer comes in pages; asked for exactly where the operation pages. */
type Pages<Name extends OperationName> = Operations[Name]["paged"] extends true
  ? { pages: ListOf<Operations[Name]["data"]> }
  : { pages?: never };

/** The media type of the body; to be named where the contract does not take plain JSON. */
type Media<Name extends OperationName> = [Operations[Name]["mediaType"]] extends [never]
  ? { mediaType?: never }
  : "application/json" extends Operations[Name]["mediaType"]
    ? { mediaType?: never }
    : { mediaType: Operations[Name]["mediaType"] };

/** Says of a POST that it changes nothing in Segment, such as a preview: it may be sent twice. */
type ReadOnly<Path extends Route> = Path extends `POST ${string}`
  ? { readOnly?: true }
  : { readOnly?: never };

/** One action, as data. */
export type Declaration<Name extends OperationName, Path extends Route, Fields, Args> = {
  /** In Title Case; errors begin with it. */
  label: string;
  /** One imperative sentence. */
  description: string;
  route: Path;
  /** Declared as constants above their use; connection, region and paging are added. */
  inputs: Fields & Fit<NoInfer<Args>, Path, Fields>;
  /** Only where input keys differ from the API's names or the API wraps its body. */
  toArgs?: (args: Args) => Operations[Name]["args"];
  /** What Segment answers in `data`. */
  example: Operations[Name]["data"];
} & Pages<Name> &
  Media<Name> &
  ReadOnly<Path>;

/**
 * Makes the spectral action of one operation of the Public API. It answers `{ data: <Segment's
 * answer> }`; errors begin with the label. What it refuses to compile: an unknown operation, a
 * placeholder or an argument without an input, a stray input, a cleaner of the wrong type, a wrong
 * enum name, an example that is not the response model, a paged operation without `pages`.
 * @param operation the operationId of the contract.
 */
export function segmentAction<
  const Name extends OperationName,
  const Path extends Route,
  const Fields extends object,
  Args = Operations[Name]["args"],
>(_operation: Name, declaration: Declaration<Name, Path, Fields, Args>): ActionDefinition<Inputs> {
  const { label, description, route, pages, example, readOnly } = declaration;
  const inputs = declaration.inputs as Inputs;
  const names = Object.keys(inputs);
  const takesBody = /^(POST|PUT|PATCH)/.test(route) && names.length > placeholdersOf(route).length;
  const plan = {
    route,
    readOnly,
    mediaType: takesBody ? (declaration.mediaType ?? "application/json") : undefined,
    toArgs: declaration.toArgs as ((args: object) => Record<string, unknown>) | undefined,
  };
  // All that a DELETE answers is that it was done: what its example says.
  const answerWhenGone = route.startsWith("DELETE") ? { data: example } : undefined;
  // The cast: spectral infers parameters from literal inputs and cannot see through this spread.
  return action({
    display: { label, description },
    performSafety: route.startsWith("GET") || readOnly ? "safe" : "notAllowed",
    inputs: { connectionInput: connection, region, ...(pages ? paging : {}), ...inputs },
    perform: async (context, params: Record<string, unknown>) => {
      const client = createClient({
        connection: params.connectionInput,
        region: params.region as Region,
        label,
        logger: context.logger,
        debug: context.debug.enabled,
      });
      const values = Object.fromEntries(names.map((name) => [name, params[name]]));
      if (!pages) return { data: await client.send(toRequest(plan, values), answerWhenGone) };
      const request = (pagination: object) => toRequest(plan, { ...values, pagination });
      if (!params.fetchAll) {
        return { data: await client.send(request({ count: params.count, cursor: params.cursor })) };
      }
      const load: LoadPage = (pagination, read) => client.read(request(pagination), read);
      return { data: await allPages(load, String(pages), LARGEST_PAGE) };
    },
    examplePayload: { data: { data: example } },
  }) as unknown as ActionDefinition<Inputs>;
}
