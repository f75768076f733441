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

/** One entry of a dropdown: what it shows, and the id it stands for. */
export interface Choice {
  label: string;
  key: string;
}

type ListOperation = {
  [Name in OperationName]: Operations[Name]["paged"] extends "several" ? never : Name;
}[OperationName];

type ItemOf<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

type Each<Name extends ListOperation> = readonly Partial<Operations[Name]["args"]>[];

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
  /** The list's name in the answer, whether it comes in pages or at once. */
  items: List;
  /** The ids above this one, under the keys the actions give them. */
  inputs: Fields & { [Placed in Placeholder<Path>]: CleanField<string> };
  /** Inputs that choose among the entries listed, where Segment lists no fewer. */
  among?: {
    inputs: object;
    holds: (
      item: ItemOf<Operations[Name]["data"][List]>,
      given: Record<string, unknown>,
    ) => boolean;
  };
  /**
   * Arguments to list with, one list after the other, or how to find them; one list without any
   * where left out.
   */
  each?: Each<Name> | ((client: Client) => Promise<Each<Name>>);
  example: Choice;
} & Naming<ItemOf<Operations[Name]["data"][List]>>;

/** How an entry becomes a choice. */
interface Naming<Item> {
  /** The id an entry stands for. */
  key: (item: Item) => string | undefined;
  /** What it may be called, the best first; blanks are passed over. */
  names: (item: Item) => (string | undefined)[];
}

/** Reads of an entry what may not be there: a part that is missing gives undefined. */
function readOf<Item, Value>(item: Item, read: (item: Item) => Value): Value | undefined {
  try {
    return read(item);
  } catch (error) {
    // What a null in place of an object throws; anything else is a defect of ours.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const isText = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "";

/**
 * The choice of one entry. An odd entry does not take the others along: without an id as text there
 * is no choice, and an entry without a name that is text goes by its id.
 */
export function createChoice<Item>(item: Item, { key, names }: Naming<Item>): Choice | undefined {
  const value = readOf(item, key);
  if (!isText(value)) return undefined;
  const shown = [...(readOf(item, names) ?? []), value].filter(isText).map(oneLine);
  return { label: shown.find(isText)?.trim() ?? value, key: value };
}

/** The ids of listed entries, without the entries that have none. */
export const readIds = (items: readonly { id?: string }[]): string[] =>
  items.map((item) => readOf(item, ({ id }) => id)).filter(isText);

/**
 * Adds the id to labels that more than one choice has, until none has another's. Takes time in
 * proportion to what the labels come to, however many times one has to be told apart.
 */
function toldApart(choices: readonly Choice[]): Choice[] {
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
  // What is added meanwhile has its turn after the others.
  for (const label of repeated) {
    const alike = byLabel.get(label) ?? [];
    byLabel.delete(label);
    repeated.delete(label);
    for (const { key } of alike) put({ label: `${label} (${key})`, key });
  }
  return [...byLabel.values()].flat();
}

/** Sorts choices by labels that tell them apart; of several with one id the last counts. */
export function distinctChoices(choices: readonly Choice[]): Choice[] {
  // Not a constant of the module: to make one takes milliseconds that every load would pay.
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const distinct = new Map(choices.map((choice) => [choice.key, choice]));
  return toldApart([...distinct.values()]).sort(
    (a, b) => collator.compare(a.label, b.label) || collator.compare(a.key, b.key),
  );
}

/**
 * Makes the picklist of a list operation: every page, sorted by label, each entry told apart.
 * @param operation the operationId of the contract.
 */
export function picklist<
  const Name extends ListOperation,
  const Path extends Route,
  const Fields extends object,
  const List extends ListOf<Operations[Name]["data"]>,
>(
  name: Name,
  declaration: PicklistDeclaration<Name, Path, Fields, List>,
): DataSourceDefinition<Inputs, ConfigVarResultCollection, "picklist"> {
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
        for (const args of typeof each === "function" ? await each(client) : each) {
          const { data } = await operation.all(client, { ...given, ...args });
          for (const item of data[items] as ItemOf<Operations[Name]["data"][List]>[]) {
            if (among && !readOf(item, (one) => among.holds(one, params))) continue;
            const choice = createChoice(item, { key, names });
            if (choice) choices.push(choice);
          }
        }
        return { result: distinctChoices([...choices.values()]) };
      },
    ),
    examplePayload: { result: [declaration.example] },
  }) as unknown as DataSourceDefinition<Inputs, ConfigVarResultCollection, "picklist">;
}
