import { type DocumentedInput, documented } from "../../contract/documentedComponent";
import {
  actionDifferences,
  connectionDifferences,
  type Difference,
  picklistDifferences,
} from "../../platform/migrate/differences";
import { type BuiltInput, built } from "../oracle/component";
import { ADDED_INPUTS } from "./additions";
import { DEVIATIONS } from "./deviations";

/** The differences of an action, a picklist or a connection that are meant. */
const meant = (owner: string): Difference[] =>
  DEVIATIONS.filter(({ of }) => of.split(".")[0] === owner).map(
    ({ reason: _reason, ...rest }) => rest,
  );

const byPlace = (differences: Difference[]): Difference[] =>
  [...differences].sort((a, b) => (`${a.of} ${a.property}` < `${b.of} ${b.property}` ? -1 : 1));

const keysOf = (items: readonly { key: string }[]): string[] => items.map(({ key }) => key).sort();

test("the component has the documented key and label", () => {
  const { key, display } = built;
  expect({ key, label: display.label }).toEqual(documented.component);
});

test.each(documented.actions.map((action) => [action.key, action] as const))(
  "%s has its documented label, inputs and payload, but for what is meant to differ",
  (key, action) => {
    expect(byPlace(actionDifferences(action, built))).toEqual(byPlace(meant(key)));
  },
);

test.each(documented.dataSources.map((picklist) => [picklist.key, picklist] as const))(
  "the picklist %s has its documented label, type and inputs, but for what is meant to differ",
  (key, picklist) => {
    expect(byPlace(picklistDifferences(picklist, built))).toEqual(byPlace(meant(key)));
  },
);

test("the connection is the documented one, input for input", () => {
  expect(documented.connections.flatMap((one) => connectionDifferences(one, built))).toEqual([]);
  expect(built.connections.map(({ key, inputs }) => [key, keysOf(inputs)])).toEqual(
    documented.connections.map(({ key, inputs }) => [key, keysOf(inputs)]),
  );
});

test("every deviation is of something documented, and gives its reason", () => {
  const owners = new Set([...keysOf(documented.actions), ...keysOf(documented.dataSources)]);
  expect(DEVIATIONS.filter(({ of }) => !owners.has(of.split(".")[0] ?? ""))).toEqual([]);
  expect(DEVIATIONS.filter(({ reason }) => reason.trim() === "")).toEqual([]);
});

test("all 44 actions, 226 inputs, 3 picklists and the connection are accounted for", () => {
  const inputs = documented.actions.flatMap((action) =>
    action.inputs.map(({ key }) => `${action.key}.${key}`),
  );
  const differing = new Set(
    documented.actions.flatMap((action) => actionDifferences(action, built)).map(({ of }) => of),
  );
  const changed = inputs.filter((input) => differing.has(input));
  expect(documented.actions).toHaveLength(44);
  expect(documented.dataSources).toHaveLength(3);
  expect(documented.connections).toHaveLength(1);
  expect(new Set(inputs).size).toBe(226);
  expect({ exact: inputs.length - changed.length, meantToDiffer: changed.length }).toEqual({
    exact: 210,
    meantToDiffer: 16,
  });
});

/** The inputs of ours that the documentation lacks. */
const addedTo = (inputs: readonly DocumentedInput[], ours: readonly BuiltInput[]): BuiltInput[] =>
  ours.filter(({ key }) => !inputs.some((input) => input.key === key));

const ADDED: [string, BuiltInput[]][] = [
  ...documented.actions.map(({ key, inputs }): [string, BuiltInput[]] => [
    key,
    addedTo(inputs, built.actions[key]?.inputs ?? []),
  ]),
  ...documented.dataSources.map(({ key, inputs }): [string, BuiltInput[]] => [
    key,
    addedTo(inputs, built.dataSources[key]?.inputs ?? []),
  ]),
].filter((entry): entry is [string, BuiltInput[]] => entry[1].length > 0);

test("what was added to documented actions and picklists is listed", () => {
  expect(Object.fromEntries(ADDED.map(([key, inputs]) => [key, keysOf(inputs)]))).toEqual(
    ADDED_INPUTS,
  );
});

test("no added input must be filled in: each is optional or prefilled", () => {
  const demanding = ADDED.flatMap(([owner, inputs]) =>
    inputs
      .filter((input) => input.required && (input.default ?? "") === "")
      .map(({ key }) => `${owner}.${key}`),
  );
  expect(demanding).toEqual([]);
});
