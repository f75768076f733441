import { type ActionDefinition, action, type Inputs } from "@prismatic-io/spectral";
import { createClient } from "./client";
import { factsOf, withStability } from "./contract/facts";
import { jsonSchema } from "./contract/jsonSchema";
import { type Placeholder, placeholdersOf, type Route } from "./http/request";
import { connection } from "./inputs/connection";
import { toggle } from "./inputs/fields";
import { chosenPages, pagingInputs } from "./inputs/paging";
import { type Region, region } from "./inputs/region";
import { type OperationPlan, operationOf } from "./operation";
import type { OperationName, Operations } from "./types/operations";

/** A field whose cleaner gives this value. */
export type Cleans<Value> = { clean: (raw: never) => Value };

/** What the cleaners of fields give, by the fields' names. */
export type Cleaned<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends Cleans<infer Value> ? Value : never;
};

/** Inputs that are named or arranged otherwise than the API has it. */
export interface Rearranged<Fields, Args> {
  fields: Fields;
  toArgs: (values: Cleaned<Fields>) => Args;
}

/**
 * Inputs whose keys differ from the API's names, or that the API wants in another arrangement.
 * @param toArgs gets the cleaned values, without those of the route's placeholders.
 */
export const rearranged = <const Fields extends object, Args>(
  fields: Fields,
  toArgs: (values: Cleaned<Fields>) => Args,
): Rearranged<Fields, Args> => ({ fields, toArgs });

/**
 * What the inputs of an operation must be: a text for every placeholder of the route, a value of the
 * contract's type for every argument, and nothing else.
 */
export type Fit<Args, Path extends string, Fields> = Places<Path> & {
  [Name in Exclude<keyof Args, Placeholder<Path>>]-?: Cleans<Args[Name]>;
} & {
  [Name in Exclude<keyof Fields, keyof Args | Placeholder<Path>>]: never;
};

/** Inputs that fit as they are, or what they are rearranged to. */
type Suits<Args, Path extends string, Given> =
  Given extends Rearranged<infer Fields, infer _Made>
    ? { fields: Fields & Places<Path>; toArgs: (values: never) => Args }
    : Fit<Args, Path, Given>;

/** A text for every placeholder of the route. */
type Places<Path extends string> = { [Name in Placeholder<Path>]: Cleans<string> };

/** The names of the lists in an answer. */
export type ListOf<Data> = {
  [Name in keyof Data & string]-?: NonNullable<Data[Name]> extends readonly unknown[]
    ? Name
    : never;
}[keyof Data & string];

/** Which lists of the answer come in pages; asked for exactly where the operation pages. */
type Pages<Name extends OperationName> = Operations[Name]["paged"] extends "one"
  ? { pages: ListOf<Operations[Name]["data"]> }
  : Operations[Name]["paged"] extends "several"
    ? { pages: readonly ListOf<Operations[Name]["data"]>[] }
    : { pages?: never };

/** Says of a POST that it changes nothing in Segment, such as a preview: it may be sent twice. */
type ReadOnly<Path extends Route> = Path extends `POST ${string}`
  ? { readOnly?: true }
  : { readOnly?: never };

/** One action, as data. */
export type Declaration<Name extends OperationName, Path extends Route, Given> = {
  /** In Title Case; errors begin with it. */
  label: string;
  /** One imperative sentence; what the contract says of the operation's stability is added. */
  description: string;
  route: Path;
  /** Declared as constants above their use; connection, region and paging are added. */
  inputs: Given & Suits<Operations[Name]["args"], Path, Given>;
  /** What Segment answers in `data`. */
  example: Operations[Name]["data"];
} & Pages<Name> &
  ReadOnly<Path>;

/** Offered where the path alone says what is deleted; several at once can fail for one of them. */
const succeedWhenGone = toggle({
  label: "Succeed When Gone",
  comments: "When true, what is already gone counts as deleted instead of failing the step.",
});

/** The inputs of a declaration, and how they are rearranged if they are. */
function taken(given: object): { inputs: Inputs; toArgs?: OperationPlan["toArgs"] } {
  const isRearranged = "toArgs" in given && typeof given.toArgs === "function";
  if (!isRearranged) return { inputs: given as Inputs };
  const { fields, toArgs } = given as Rearranged<Inputs, object>;
  return { inputs: fields, toArgs };
}

/**
 * Makes the spectral action of one operation of the Public API. It answers `{ data: <Segment's
 * answer> }`; errors begin with the label. What it refuses to compile: an unknown operation, a
 * placeholder or an argument without an input, a stray input, a cleaner of the wrong type, a wrong
 * enum name, an example that is not the response model, a paged operation without `pages`.
 * @param name the operationId of the contract, which also says the media type and the answer's shape.
 */
export function segmentAction<
  const Name extends OperationName,
  const Path extends Route,
  const Given extends object,
>(name: Name, declaration: Declaration<Name, Path, Given>): ActionDefinition<Inputs> {
  const { label, description, route, example, readOnly } = declaration;
  const { inputs, toArgs } = taken(declaration.inputs);
  const names = Object.keys(inputs);
  const operation = operationOf(name, {
    route,
    readOnly,
    toArgs,
    pages: declaration.pages as string | readonly string[] | undefined,
  });
  const deletes = route.startsWith("DELETE");
  const deletesOne = deletes && names.length === placeholdersOf(route).length;
  // All that a DELETE answers is that it was done: what its example says.
  const gone = deletes ? { data: example } : undefined;
  // The cast: spectral infers parameters from literal inputs and cannot see through this spread.
  return action({
    display: { label, description: withStability(name, description) },
    performSafety: route.startsWith("GET") || readOnly ? "safe" : "notAllowed",
    inputs: {
      connectionInput: connection,
      region,
      ...pagingInputs(operation.lists),
      ...inputs,
      ...(deletesOne && { succeedWhenGone }),
    },
    perform: async (context, params: Record<string, unknown>) => {
      const client = createClient({
        connection: params.connectionInput,
        region: params.region as Region,
        label,
        logger: context.logger,
        debug: context.debug.enabled,
      });
      const values = Object.fromEntries(names.map((one) => [one, params[one]]));
      if (params.fetchAll) return { data: await operation.all(client, values) };
      const request = operation.request(values, chosenPages(operation.lists, params));
      const goneAtOnce = params.succeedWhenGone === true;
      return { data: await client.send(request, { gone, goneAtOnce }) };
    },
    examplePayload: { data: { data: example as Record<string, unknown> } },
    outputSchema: {
      type: "actionOutput",
      schema: jsonSchema({ data: factsOf(name).answer }) as object,
    },
  }) as unknown as ActionDefinition<Inputs>;
}
