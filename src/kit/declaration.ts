import type { Inputs } from "@prismatic-io/spectral";
import type { OperationPlan } from "../api/operation";
import type { StepContext } from "../api/step";
import type { OperationName, Operations } from "../contract/operations";
import { operationContract } from "../contract/runtimeContract";
import type { Placeholder, Route } from "../http/request";
import type { CleanField, InputGroup } from "../inputs/inputGroup";
import { isPlaced, type PlacedField } from "./at";
import { placeValues } from "./placeValues";

/** Supplies a value of this type: one field, or a group of inputs. */
type ValueField<Value> = CleanField<Value> | InputGroup<Value>;

/** The cleaned values of fields, by name. */
export type CleanedValues<Fields> = {
  [Name in keyof Fields]: Fields[Name] extends ValueField<infer Value> ? Value : never;
};

/** The path of the argument that a field sets: its own from `at`, otherwise its key. */
type PathOf<Fields, Key extends keyof Fields> =
  Fields[Key] extends PlacedField<infer Path, unknown> ? Path : Key & string;

/** The paths of the arguments that these fields set. */
type PathsOf<Fields> = { [Key in keyof Fields]: PathOf<Fields, Key> }[keyof Fields];

/** The rest of each path that leads into the argument of this name. */
type Below<Paths, Name extends string> = Paths extends `${Name}.${infer Rest}` ? Rest : never;

/** The paths of all arguments. An object that a path leads into counts as its parts. */
type ArgumentPaths<Args, Paths> = {
  [Name in keyof Args & string]-?: [Below<Paths, Name>] extends [never]
    ? Name
    : NonNullable<Args[Name]> extends readonly unknown[]
      ? Name
      : `${Name}.${ArgumentPaths<NonNullable<Args[Name]>, Below<Paths, Name>>}`;
}[keyof Args & string];

/** The type of the argument at a path; undefined is part of it if an object around it is optional. */
type ArgumentAt<Args, Path> = Path extends keyof Args
  ? Args[Path]
  : Path extends `${infer Name}.${infer Rest}`
    ? Name extends keyof Args
      ? ArgumentAt<NonNullable<Args[Name]>, Rest> | Extract<Args[Name], undefined>
      : never
    : never;

/** A field, in its place if it has a path of its own, that supplies this value. */
type FieldFor<Field, Value> =
  Field extends PlacedField<infer Path, unknown>
    ? PlacedField<Path, ValueField<Value>>
    : ValueField<Value>;

/** A text for every placeholder of the route. */
type Places<Path extends string> = { [Name in Placeholder<Path>]: CleanField<string> };

/**
 * The inputs that an operation requires: text for every placeholder of the route, a value of the
 * contract's type for every argument, and nothing else. No two fields set one argument.
 */
export type Fit<Args, Path extends string, Fields> = Places<Path> & {
  [Key in Exclude<keyof Fields, Placeholder<Path>>]: PathOf<Fields, Key> extends Exclude<
    ArgumentPaths<Args, PathsOf<Fields>>,
    PathsOf<Omit<Fields, Key>>
  >
    ? FieldFor<Fields[Key], ArgumentAt<Args, PathOf<Fields, Key>>>
    : never;
} & {
  [Missing in Exclude<
    ArgumentPaths<Args, PathsOf<Fields>>,
    PathsOf<Fields> | Placeholder<Path>
  >]: ValueField<ArgumentAt<Args, Missing>>;
};

/** The names of the lists in a response. */
export type ListOf<Data> = {
  [Name in keyof Data & string]-?: NonNullable<Data[Name]> extends readonly unknown[]
    ? Name
    : never;
}[keyof Data & string];

/** The lists of the response that come in pages; declared if the operation pages, and only then. */
type Pages<Name extends OperationName> = Operations[Name]["paged"] extends "one"
  ? { pages: ListOf<Operations[Name]["data"]> }
  : Operations[Name]["paged"] extends "several"
    ? { pages: readonly ListOf<Operations[Name]["data"]>[] }
    : { pages?: never };

/** Marks a POST that changes nothing in Segment, such as a preview: a retry does no harm. */
type ReadOnly<Path extends Route> = Path extends `POST ${string}`
  ? { readOnly?: true }
  : { readOnly?: never };

/** Names the list in the query of a DELETE. A long list is sent in several requests. */
type Chunked<Name extends OperationName, Path extends Route> = Path extends `DELETE ${string}`
  ? { chunked?: ListOf<Operations[Name]["args"]> }
  : { chunked?: never };

/** One action, as data. */
export type Declaration<Name extends OperationName, Path extends Route, Fields> = {
  /** In Title Case; errors begin with it. Left out if it is the operationId in words, as it mostly is. */
  label?: string;
  /** One imperative sentence. Stability and rate limit are added, such as "(beta, at most 5 requests a minute)". */
  description: string;
  /** Set for the few steps that the designer shows before others. */
  important?: true;
  route: Path;
  /** Declared as constants above their use. Connection, region and paging are added. */
  inputs: Fields & Fit<Operations[Name]["args"], Path, Fields>;
  /** An example of the response's `data`. */
  example: Operations[Name]["data"];
} & Pages<Name> &
  ReadOnly<Path> &
  Chunked<Name, Path>;

/** The inputs of a declaration as spectral expects them, and the operation's values from them. */
export interface PlannedInputs {
  inputs: Inputs;
  /** Moves values to their paths; absent if every value goes to the argument of its key. */
  toArgs?: OperationPlan["toArgs"];
  /** Collects the operation's values, by key, from the cleaned values of the inputs. */
  valuesFrom(step: StepContext, params: Record<string, unknown>): Promise<Record<string, unknown>>;
}

const isGroup = (field: object): field is InputGroup<unknown> => "gather" in field;

/** A field of a declaration, without its path. */
function readField(key: string, declared: object) {
  const field = isPlaced(declared) ? declared.field : declared;
  const inputs = (isGroup(field) ? field.inputs : { [key]: field }) as Inputs;
  const path = isPlaced(declared) ? declared.at.split(".") : [key];
  return { key, field, inputs, path, label: String(inputs[key]?.label ?? key) };
}

/**
 * Separates the inputs of a declaration from the places of their values.
 * @param operation the operationId; its contract says which objects around a value are optional.
 */
export function planInputs(operation: OperationName, declared: object): PlannedInputs {
  const fields = Object.entries(declared).map(([key, field]) => readField(key, field));
  const placeAll = (values: Record<string, unknown>) =>
    placeValues(
      operationContract(operation).args ?? {},
      fields.map(({ key, label, path }) => ({ label, path, value: values[key] })),
    );
  return {
    inputs: Object.assign({}, ...fields.map(({ inputs }) => inputs)),
    toArgs: Object.values(declared).some(isPlaced) ? placeAll : undefined,
    async valuesFrom(step, params) {
      const values: Record<string, unknown> = {};
      for (const { key, field } of fields) {
        values[key] = isGroup(field) ? await field.gather(step, params) : params[key];
      }
      return values;
    },
  };
}
