import { convertToStored, describeVariable } from "../../../platform/config/storedValue";
import type { ConfigVar, Inputs } from "../../../platform/format/integration";
import { resolveInputs, TEMPLATE } from "../../../platform/format/resolve";
import type { Configuration, ConfigurationPage } from "../../packageProtocol";
import type { Choice, InputDescription } from "../../protocol";

const toStoredValue = (variable: ConfigVar, value: unknown): unknown =>
  convertToStored(variable, value, {
    parse: (text) => JSON.parse(text),
    write: (one) => JSON.stringify(one),
  });

/** A choice of a picklist, with the text that stands for it in a config file. */
export interface ChosenValue {
  label: string;
  key: string;
  /** The label. If another choice has it too, the key. */
  written: string;
}

/** The value of a form, and the fields of it that hold secrets. */
export interface FormValue {
  data: unknown;
  /** The paths of secrets: the names from the root to the field, `*` for each item of a list and each field of an object. */
  secrets: readonly (readonly string[])[];
  /** The messages of the form about its fields. */
  problems: readonly string[];
}

/** The values of a wizard by the name of the variable. A variable that is absent has its default. */
export type WizardValues = Readonly<Record<string, unknown>>;

/** True for a picklist whose choices come from a data source. */
export const isOffered = ({ dataType, dataSource }: ConfigVar): boolean =>
  dataType === "picklist" && dataSource !== undefined;

/** True for a form that a data source describes. */
export const isForm = ({ dataType, dataSource }: ConfigVar): boolean =>
  dataType === "jsonForm" && dataSource !== undefined;

/** True for a field map that a data source describes. */
export const isFieldMap = ({ dataType, dataSource }: ConfigVar): boolean =>
  dataType === "objectFieldMap" && dataSource !== undefined;

/** Describes the variables that are no text for the forms of the workbench. */
const INPUT_TYPES: Partial<Record<ConfigVar["dataType"], string>> = {
  boolean: "boolean",
  code: "code",
  connection: "connection",
  objectFieldMap: "objectFieldMap",
};

/** Types whose value is an object. Without a data source, it is entered as JSON. */
const OBJECTS: readonly ConfigVar["dataType"][] = ["jsonForm", "objectSelection", "objectFieldMap"];

/** Describes a variable as an input of a form. */
export function toInput(variable: ConfigVar): InputDescription {
  const { key, dataType, description, defaultValue, pickList, collectionType, dataSource } =
    variable;
  const isJson = OBJECTS.includes(dataType) && !isFieldMap(variable);
  return {
    key,
    label: key,
    type: isJson ? "code" : (INPUT_TYPES[dataType] ?? "string"),
    collection: collectionType,
    comments: description || undefined,
    required: !(dataType === "string" && !collectionType),
    default: collectionType ? undefined : defaultValue || undefined,
    model: pickList?.map((entry) => ({ label: entry, value: entry })),
    dataSource: dataSource?.key,
    language: isJson ? "json" : variable.codeLanguage,
  };
}

/** The choice that a picklist stores. */
export function chooseFrom(choices: readonly Choice[], { label, value: key }: Choice): ChosenValue {
  const isClear = choices.every(
    (other) => other.value === key || (other.label !== label && other.value !== label),
  );
  return { label, key, written: isClear ? label : key };
}

/** The value of a variable as the platform stores it; undefined if it is missing or does not fit. */
function storedValue(variable: ConfigVar, values: WizardValues): unknown {
  const value = Object.hasOwn(values, variable.key) ? values[variable.key] : variable.defaultValue;
  if (value === undefined) return undefined;
  if (isOffered(variable)) {
    const key = typeof value === "object" ? (value as ChosenValue).key : value;
    return key === "" ? undefined : key;
  }
  if (isForm(variable)) {
    const { data } = value as FormValue;
    return data === undefined ? undefined : toStoredValue(variable, data);
  }
  if (variable.dataType === "picklist") return value === "" ? undefined : value;
  if (variable.collectionType) return toStoredValue(variable, withoutEmptyRows(value));
  return toStoredValue(variable, value);
}

const withoutEmptyRows = (value: unknown): unknown =>
  Array.isArray(value) ? value.filter((row) => row !== "") : value;

/** The inputs of the data source of a variable, with the values of the variables that they refer to. */
export function dataSourceValues(
  { variables }: Configuration,
  { inputs = {} }: ConfigVar,
  values: WizardValues,
): Record<string, unknown> {
  const configVars = Object.fromEntries(
    variables.map((variable) => [variable.key, storedValue(variable, values)]),
  );
  return resolveInputs(inputs, { steps: {}, configVars });
}

/** The names of the variables that inputs refer to. */
function referencesIn(inputs: Inputs): string[] {
  const text = JSON.stringify(inputs);
  const templates = [...text.matchAll(TEMPLATE)].map(([, , name = ""]) => name);
  const names = Object.values(inputs).flatMap((input) =>
    input.type === "configVar" ? [input.value] : [],
  );
  return [...names, ...templates];
}

/** Finds the variables that the data source of a variable needs and that have no value yet. */
export const findMissingReferences = (
  { variables }: Configuration,
  { inputs = {} }: ConfigVar,
  values: WizardValues,
): string[] => {
  const names = new Set(referencesIn(inputs));
  return variables
    .filter(({ key, dataType }) => names.has(key) && dataType !== "connection")
    .filter((variable) => storedValue(variable, values) === undefined)
    .map(({ key }) => key);
};

/**
 * Sets a value. The values that a data source offered for the value before are removed, because they may not
 * be offered any more.
 */
export function setVariable(
  { variables }: Configuration,
  values: WizardValues,
  name: string,
  value: unknown,
): WizardValues {
  const next: Record<string, unknown> = { ...values, [name]: value };
  if (value === undefined) delete next[name];
  const changed = new Set([name]);
  for (const { key, dataSource, inputs = {} } of variables) {
    if (!dataSource || key === name || !referencesIn(inputs).some((one) => changed.has(one))) {
      continue;
    }
    delete next[key];
    changed.add(key);
  }
  return next;
}

/** Removes the values that data sources offered, for another workspace. Fixed choices have no workspace. */
export const forgetOffered = ({ variables }: Configuration, values: WizardValues): WizardValues =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => {
      const { dataSource, inputs = {} } = variables.find(({ key }) => key === name) ?? {};
      return !dataSource || Object.keys(inputs).length === 0;
    }),
  );

/** Says what a variable still needs; undefined if it is complete. */
function findGap(
  variable: ConfigVar,
  values: WizardValues,
  isConnected: boolean,
): string | undefined {
  const { key, dataType } = variable;
  if (dataType === "connection") {
    return isConnected ? undefined : "Expected a workspace. Connect to one on the Connection page.";
  }
  if (storedValue(variable, values) === undefined) {
    return dataType === "picklist"
      ? "Expected a choice."
      : `Expected ${describeVariable(variable)}.`;
  }
  const problems = isForm(variable) ? (values[key] as FormValue).problems : [];
  return problems.length === 0 ? undefined : problems.join("\n");
}

/** The names of the variables of a page, in order. */
const namesOn = ({ elements }: ConfigurationPage): string[] =>
  elements.flatMap((element) => (element.type === "variable" ? element.name : []));

/** Finds what is missing on a page, by the name of the variable. */
export function findGaps(
  { variables }: Configuration,
  page: ConfigurationPage,
  values: WizardValues,
  isConnected: boolean,
): Record<string, string> {
  const gaps = namesOn(page).flatMap((name) => {
    const variable = variables.find(({ key }) => key === name);
    const gap = variable && findGap(variable, values, isConnected);
    return gap === undefined ? [] : [[name, gap]];
  });
  return Object.fromEntries(gaps);
}

/** Returns a value without its secrets. */
function withoutSecrets(value: unknown, secrets: readonly (readonly string[])[]): unknown {
  if (Array.isArray(value)) {
    const rest = secrets.flatMap(([name, ...more]) => (name === "*" ? [more] : []));
    // An item that is a secret leaves an empty text, so that the others keep their places.
    if (rest.some((path) => path.length === 0)) return value.map(() => "");
    return value.map((item) => withoutSecrets(item, rest));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, entry]) => {
      const below = secrets.flatMap(([first, ...more]) =>
        first === name || first === "*" ? [more] : [],
      );
      const isSecret = below.some((path) => path.length === 0);
      return isSecret ? [] : [[name, withoutSecrets(entry, below)]];
    }),
  );
}

/**
 * The values as the content of a `--config` file. The fields of connections are left out.
 * @param options `keepsSecrets` also keeps the secrets in forms.
 */
export function toConfigFile(
  { variables }: Configuration,
  values: WizardValues,
  { keepsSecrets }: { keepsSecrets: boolean },
): Record<string, unknown> {
  return Object.fromEntries(
    variables.flatMap((variable) => {
      const { key, dataType } = variable;
      if (dataType === "connection") return [];
      const stored = storedValue(variable, values);
      if (stored === undefined) return [];
      if (isOffered(variable)) {
        return [[key, (values[key] as ChosenValue | undefined)?.written ?? stored]];
      }
      if (!isForm(variable) || keepsSecrets) return [[key, stored]];
      return [[key, withoutSecrets(stored, (values[key] as FormValue).secrets)]];
    }),
  );
}

/** True if a `--config` file lacks secrets that the user entered. */
export const leavesOutSecrets = (configuration: Configuration, values: WizardValues): boolean =>
  JSON.stringify(toConfigFile(configuration, values, { keepsSecrets: false })) !==
  JSON.stringify(toConfigFile(configuration, values, { keepsSecrets: true }));
