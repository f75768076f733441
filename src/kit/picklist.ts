import {
  type ConfigVarResultCollection,
  type DataSourceDefinition,
  dataSource,
  type Inputs,
} from "@prismatic-io/spectral";
import { createOperation } from "../api/operation";
import { type PlatformContext, withOwnErrors } from "../api/step";
import type { Client } from "../client";
import type { OperationName, Operations } from "../contract/operations";
import type { Placeholder, Route } from "../http/request";
import type { CleanField } from "../inputs/inputGroup";
import { oneLine } from "../values/oneLine";
import { createDataSourceContext, dataSourceInputs } from "./dataSourceStep";
import type { ListOf } from "./declaration";

/** One entry of a dropdown: the label it shows, and the ID it stands for. */
export interface Choice {
  label: string;
  key: string;
}

type ListOperation = {
  [Name in OperationName]: Operations[Name]["paged"] extends "several" ? never : Name;
}[OperationName];

type ItemOf<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

type Each<Name extends ListOperation, Placed = unknown> = readonly (Partial<
  Operations[Name]["args"]
> &
  Placed)[];

/** Reads the arguments of each list request. */
type ReadEach<Name extends ListOperation, Placed = unknown> = (
  client: Client,
  given: Record<string, unknown>,
) => Promise<Each<Name, Placed>>;

type PicklistDeclaration<
  Name extends ListOperation,
  Path extends Route,
  Fields,
  List extends ListOf<Operations[Name]["data"]>,
> = {
  /** In Title Case; errors begin with it. */
  label: string;
  /** One imperative sentence. */
  description: string;
  route: Path;
  /** The list's name in `data` of the response, paged or not. */
  items: List;
  /** Inputs that filter the listed entries, if Segment cannot filter them. */
  among?: {
    inputs: object;
    holds: (
      item: ItemOf<Operations[Name]["data"][List]>,
      given: Record<string, unknown>,
    ) => boolean;
  };
  example: Choice;
} & Naming<ItemOf<Operations[Name]["data"][List]>> &
  (
    | {
        /** The IDs of the parent resources, under the keys that actions use. */
        inputs: Fields & { [Placed in Placeholder<Path>]: CleanField<string> };
        /**
         * The arguments of each list request, or a function that reads them. The lists are joined. If
         * left out, one list is read without arguments.
         */
        each?: Each<Name> | ReadEach<Name>;
      }
    | {
        /** The inputs that the parents are found by. */
        inputs: Fields;
        /** Reads the parents of each list, among other arguments. */
        each: ReadEach<Name, { [Placed in Placeholder<Path>]: string }>;
      }
  );

/** The functions that turn an entry into a choice. */
interface Naming<Item> {
  /** Returns the ID of an entry. */
  key: (item: Item) => string | undefined;
  /** Returns the possible labels of an entry, best first. Blank ones are ignored. */
  names: (item: Item) => (string | undefined)[];
}

/** Reads a value of an entry; undefined if a part on the way to it is missing. */
function readOf<Item, Value>(item: Item, read: (item: Item) => Value): Value | undefined {
  try {
    return read(item);
  } catch (error) {
    // Thrown by a null in place of an object. Any other error is a defect of this component.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "";

/**
 * Creates the choice of one entry, and tolerates malformed entries. An entry without a name is labeled by
 * its ID.
 * @returns undefined if the entry has no ID, or one that is not text.
 */
export function createChoice<Item>(item: Item, { key, names }: Naming<Item>): Choice | undefined {
  const value = readOf(item, key);
  if (!isText(value)) return undefined;
  for (const name of [...(readOf(item, names) ?? []), value]) {
    const label = isText(name) ? oneLine(name).trim() : "";
    if (label !== "") return { label, key: value };
  }
  return { label: value, key: value };
}

/** Returns the IDs of listed entries. Entries without an ID are left out. */
export const readIds = (items: readonly { id?: string }[]): string[] =>
  items.map((item) => readOf(item, ({ id }) => id)).filter(isText);

/**
 * Adds the ID to labels that several choices share, until all labels differ. Takes time in proportion to
 * the total length of the labels.
 */
function distinguish(choices: readonly Choice[]): Choice[] {
  const byLabel = new Map<string, Choice[]>();
  const repeated = new Set<string>();
  const put = (choice: Choice) => {
    const others = byLabel.get(choice.label);
    if (others) {
      others.push(choice);
      repeated.add(choice.label);
    } else byLabel.set(choice.label, [choice]);
  };
  for (const choice of choices) put(choice);
  // Labels that become repeated meanwhile are visited after the others.
  for (const label of repeated) {
    const alike = byLabel.get(label) ?? [];
    byLabel.delete(label);
    repeated.delete(label);
    for (const { key } of alike) put({ label: `${label} (${key})`, key });
  }
  return [...byLabel.values()].flat();
}

/** Sorts choices by distinct labels. If several choices have one ID, the last one counts. */
export function distinctChoices(choices: readonly Choice[]): Choice[] {
  // Not a constant of the module: creating one takes milliseconds, which every load would pay.
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const distinct = new Map(choices.map((choice) => [choice.key, choice]));
  return distinguish([...distinct.values()]).sort(
    (a, b) => collator.compare(a.label, b.label) || collator.compare(a.key, b.key),
  );
}

/**
 * Makes the picklist of a list operation: all pages, sorted by label, with distinct labels.
 * @param name the operationId of the contract.
 * @returns the function that makes it, called when the data source is first read.
 */
export function picklist<
  const Name extends ListOperation,
  const Path extends Route,
  const Fields extends object,
  const List extends ListOf<Operations[Name]["data"]>,
>(
  name: Name,
  declaration: PicklistDeclaration<Name, Path, Fields, List>,
): () => DataSourceDefinition<Inputs, ConfigVarResultCollection, "picklist"> {
  return () => {
    const { label, description, route, items, among, each = [{}], key, names } = declaration;
    const inputs = declaration.inputs as Inputs;
    const operation = createOperation(name, { route, pages: items });
    return dataSource({
      display: { label, description },
      dataSourceType: "picklist",
      inputs: { ...dataSourceInputs, ...inputs, ...(among?.inputs as Inputs) },
      perform: withOwnErrors(
        label,
        async (context: PlatformContext, params: Record<string, unknown>) => {
          const { client } = createDataSourceContext(context, label, params);
          const given = Object.fromEntries(Object.keys(inputs).map((name) => [name, params[name]]));
          const choices: Choice[] = [];
          for (const args of typeof each === "function" ? await each(client, params) : each) {
            const { data } = await operation.all(client, { ...given, ...args });
            for (const item of data[items] as ItemOf<Operations[Name]["data"][List]>[]) {
              if (among && !readOf(item, (one) => among.holds(one, params))) continue;
              const choice = createChoice(item, { key, names });
              if (choice) choices.push(choice);
            }
          }
          return { result: distinctChoices(choices) };
        },
      ),
      examplePayload: { result: [declaration.example] },
    }) as unknown as DataSourceDefinition<Inputs, ConfigVarResultCollection, "picklist">;
  };
}
