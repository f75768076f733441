import type { Inputs } from "@prismatic-io/spectral";
import type { OperationPlan } from "../api/operation";
import type { StepContext } from "../api/step";
import type { OperationName, Operations } from "../contract/operations";
import type { Placeholder, Route } from "../http/request";
import type { CleanField, InputGroup } from "../inputs/inputGroup";

/** What gives a value of this type: a field, or several inputs together. */
type Gives<Value> = CleanField<Value> | InputGroup<Value>;

/** What fields give, by their names. */
export type CleanedValues<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends Gives<infer Value> ? Value : never;
};

/** Inputs that are named or arranged otherwise than the API has it. */
export interface Rearranged<Fields, Args> {
  fields: Fields;
  toArgs: (values: CleanedValues<Fields>) => Args;
}

/**
 * Inputs whose keys differ from the API's names, or that the API wants in another arrangement.
 * @param toArgs gets the cleaned values, without those of the route's placeholders.
 */
export const rearranged = <const Fields extends object, Args>(
  fields: Fields,
  toArgs: (values: CleanedValues<Fields>) => Args,
): Rearranged<Fields, Args> => ({ fields, toArgs });

/**
 * What the inputs of an operation must be: a text for every placeholder of the route, a value of the
 * contract's type for every argument, and nothing else.
 */
export type Fit<Args, Path extends string, Fields> = Places<Path> & {
  [Name in Exclude<keyof Args, Placeholder<Path>>]-?: Gives<Args[Name]>;
} & {
  [Name in Exclude<keyof Fields, keyof Args | Placeholder<Path>>]: never;
};

/** Inputs that fit as they are, or what they are rearranged to. */
type Suits<Args, Path extends string, Given> =
  Given extends Rearranged<infer Fields, infer _Made>
    ? { fields: Fields & Places<Path>; toArgs: (values: never) => Args }
    : Fit<Args, Path, Given>;

/** A text for every placeholder of the route. */
type Places<Path extends string> = { [Name in Placeholder<Path>]: CleanField<string> };

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

/** Names the list in the query of a DELETE that may be sent in several requests if it is long. */
type Chunked<Name extends OperationName, Path extends Route> = Path extends `DELETE ${string}`
  ? { chunked?: ListOf<Operations[Name]["args"]> }
  : { chunked?: never };

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
  ReadOnly<Path> &
  Chunked<Name, Path>;

/** The inputs of a declaration as spectral takes them, and how they become the operation's values. */
export interface PlannedInputs {
  inputs: Inputs;
  toArgs?: OperationPlan["toArgs"];
  /** The values of the operation, from the cleaned values of the inputs. */
  valuesFrom(step: StepContext, params: Record<string, unknown>): Promise<Record<string, unknown>>;
}

const isGathered = (field: object): field is InputGroup<unknown> => "gather" in field;

/** Takes a declaration's inputs apart. */
export function planInputs(given: object): PlannedInputs {
  const isRearranged = "toArgs" in given && typeof given.toArgs === "function";
  const { fields, toArgs } = (isRearranged ? given : { fields: given }) as Partial<
    Rearranged<Record<string, object>, object>
  >;
  const all = Object.entries(fields ?? {});
  return {
    inputs: Object.assign(
      {},
      ...all.map(([name, field]) => (isGathered(field) ? field.inputs : { [name]: field })),
    ),
    toArgs,
    async valuesFrom(step, params) {
      const values: Record<string, unknown> = {};
      for (const [name, field] of all) {
        values[name] = isGathered(field) ? await field.gather(step, params) : params[name];
      }
      return values;
    },
  };
}
