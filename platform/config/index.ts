import { Refusal } from "../../cli/errors";
import { nearHint } from "../../cli/near";
import { flawIn } from "../../src/values/flaw";
import { type BuiltComponent, type BuiltInput, type BuiltStep, callStep } from "../component";
import type { ConfigVar, Integration } from "../format/integration";
import { resolveInput, resolveInputs } from "../format/resolve";
import { formatCount } from "../run/summary";
import { initialFieldMap, toFieldMapResult } from "./fieldMap";
import { describeVariable } from "./storedValue";
import { findConnectionRegions, findRegionVariables } from "./uses";
import { toStoredValue } from "./values";

/** A choice of a picklist. */
export interface Choice {
  label: string;
  key: string;
}

/** Thrown if the value of a config variable is wrong or missing. */
export class ConfigurationError extends Error {
  override name = "ConfigurationError";
  constructor(
    message: string,
    /** The choices that the variable offers. */
    readonly choices: readonly Choice[] = [],
  ) {
    super(message);
  }
}

/** The input of a configuration. */
export interface ConfigurationRequest {
  integration: Integration;
  component: BuiltComponent;
  /**
   * Values by the name of the variable: text, booleans, numbers, lists and objects; for a
   * connection, an object of its fields.
   */
  given: Readonly<Record<string, unknown>>;
  /** The region for every variable that holds one and has no given value. */
  region?: string;
  /** The fields of a connection that has no given value; undefined if they are unknown. */
  connectionFields(name: string, region: string): Record<string, unknown> | undefined;
  /** Asks for a missing choice. Without it a missing choice is an error. */
  choose?(variable: ConfigVar, choices: readonly Choice[]): Promise<string>;
  /** The context of data sources. */
  context: object;
  /** Reports a choice, or a value that a form starts with. */
  say(line: string): void;
}

/**
 * Fills in the config variables in the order of their declaration. A picklist runs its data source,
 * and a value that is not among its choices is refused.
 * @throws ConfigurationError that names the variable; Refusal if its data source fails.
 */
export async function fillInConfiguration(
  request: ConfigurationRequest,
): Promise<Record<string, unknown>> {
  const { integration, component, given, region } = request;
  const variables = integration.requiredConfigVars ?? [];
  const names = variables.map(({ key }) => key);
  for (const [name, value] of Object.entries(given)) {
    if (!names.includes(name)) {
      throw new ConfigurationError(
        `${name}: no config variable of that name${nearHint(name, names)}`,
      );
    }
    // A message about it would quote it.
    refuseFlaw(name, value, { exact: true });
  }
  const regions = findRegionVariables(integration, component);
  if (region !== undefined && regions.size === 0) {
    throw new ConfigurationError("--region: no step takes its region from a config variable");
  }
  // Without a prototype, a variable with the name `constructor` has no value until it gets one.
  const values: Record<string, unknown> = Object.create(null);
  const preset: Record<string, unknown> = Object.assign(Object.create(null), given);
  for (const name of regions) preset[name] ??= region;
  // The region of a connection may be declared after the connection.
  for (const variable of variables.filter(isIndependent)) {
    const read = variable.dataSource ? readOfferedValue : readPlainValue;
    values[variable.key] = await read(request, variable, preset, values);
  }
  for (const variable of variables.filter((one) => !isIndependent(one))) {
    const read = variable.dataSource ? readOfferedValue : readConnection;
    values[variable.key] = await read(request, variable, preset, values);
  }
  return { ...values };
}

/** True for a variable whose value needs no other variable: a data source without inputs has no connection. */
const isIndependent = ({ dataType, dataSource, inputs = {} }: ConfigVar): boolean =>
  dataSource ? Object.keys(inputs).length === 0 : dataType !== "connection";

async function readPlainValue(
  request: ConfigurationRequest,
  variable: ConfigVar,
  given: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { key, pickList, defaultValue } = variable;
  const value = given[key] ?? defaultValue;
  if (pickList) {
    return pickChoice(
      request,
      variable,
      value === "" ? undefined : value,
      pickList.map((entry) => ({ key: entry, label: entry })),
    );
  }
  if (value === undefined) {
    throw new ConfigurationError(`${key}: expected ${describeVariable(variable)}, got nothing`);
  }
  return toFittingValue(variable, value);
}

/** Refuses a value that JSON cannot hold, or that is nested too deeply to be shown. */
function refuseFlaw(name: string, value: unknown, options: { exact: boolean }): void {
  const flaw = flawIn(value, options);
  if (!flaw) return;
  const at = flaw.path === "" ? "" : `${flaw.path}: `;
  const came = flaw.came ?? "more digits";
  throw new ConfigurationError(`${name}: ${at}expected ${flaw.expected}, got ${came}`);
}

function toFittingValue(variable: ConfigVar, value: unknown): unknown {
  const kept = toStoredValue(variable, value);
  refuseFlaw(variable.key, kept, { exact: false });
  if (kept !== undefined) return kept;
  const got = JSON.stringify(value);
  throw new ConfigurationError(
    `${variable.key}: expected ${describeVariable(variable)}, got ${got}`,
  );
}

function readConnection(
  request: ConfigurationRequest,
  variable: ConfigVar,
  given: Readonly<Record<string, unknown>>,
  values: Record<string, unknown>,
): object {
  const { key, connection, inputs = {} } = variable;
  const region = findRegion(request, key, values);
  const declared = request.component.connections.find((one) => one.key === connection?.key);
  const fields = {
    ...request.connectionFields(key, region),
    ...checkFields(key, given[key] ?? {}, declared?.inputs ?? []),
  };
  const preset = resolveInputs(inputs, { steps: {}, configVars: {} });
  const all: Record<string, unknown> = { ...preset, ...fields };
  for (const input of declared?.inputs ?? []) {
    if (input.required && !all[input.key]) {
      throw new ConfigurationError(`${key}: expected ${input.label} (${input.key}), got nothing`);
    }
  }
  return { key: connection?.key, configVarKey: key, fields: all };
}

/**
 * Refuses unknown fields, because the default of the misspelled field would be used instead.
 * Messages never quote a value: it may be a secret.
 */
function checkFields(
  connection: string,
  given: unknown,
  declared: readonly BuiltInput[],
): Record<string, unknown> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new ConfigurationError(`${connection}: expected an object of its fields`);
  }
  const names = declared.map(({ key }) => key);
  for (const [name, value] of Object.entries(given)) {
    if (!names.includes(name)) {
      throw new ConfigurationError(`${connection}: no field ${name}${nearHint(name, names)}`);
    }
    if (typeof value !== "string") {
      throw new ConfigurationError(`${connection}: ${name}: expected text`);
    }
  }
  return { ...given };
}

/** Finds the region of the steps that use a connection. */
function findRegion(
  { integration, component }: ConfigurationRequest,
  connection: string,
  values: Record<string, unknown>,
): string {
  const input = findConnectionRegions(integration, component).get(connection);
  const value = input && resolveInput(input, { steps: {}, configVars: values });
  return typeof value === "string" && value !== "" ? value : "api";
}

async function readOfferedValue(
  request: ConfigurationRequest,
  variable: ConfigVar,
  given: Readonly<Record<string, unknown>>,
  values: Record<string, unknown>,
): Promise<unknown> {
  const { key, dataSource, dataType, defaultValue } = variable;
  const source = request.component.dataSources[dataSource?.key ?? ""];
  if (!source) throw new ConfigurationError(`${key}: no data source ${dataSource?.key}`);
  const offered = await runDataSource(request, source, variable, values);
  if (dataType === "picklist") {
    return pickChoice(
      request,
      variable,
      given[key] ?? (defaultValue || undefined),
      offered as Choice[],
    );
  }
  if (given[key] !== undefined) return toFittingValue(variable, given[key]);
  const data = (offered as { data?: unknown }).data ?? offered;
  request.say(`${key}: initial values of the form`);
  return data;
}

async function runDataSource(
  { context }: ConfigurationRequest,
  source: BuiltStep,
  { key, dataType, inputs = {} }: ConfigVar,
  values: Record<string, unknown>,
): Promise<unknown> {
  try {
    const resolved = resolveInputs(inputs, { steps: {}, configVars: values });
    const { result } = await callStep(source, { context, inputs: resolved });
    return dataType === "objectFieldMap" ? initialFieldMap(toFieldMapResult(result)) : result;
  } catch (error) {
    // The reason is not a missing value, so the message of Segment or the component is shown.
    throw new Refusal(`${key}: ${(error as Error).message}`, "nothing was run");
  }
}

/** Picks a choice by its key or its label, and returns its key. */
async function pickChoice(
  { choose, say }: ConfigurationRequest,
  variable: ConfigVar,
  value: unknown,
  choices: readonly Choice[],
): Promise<string> {
  const { key: name } = variable;
  if (value === undefined) {
    if (choices.length === 0)
      throw new ConfigurationError(`${name}: expected a choice, but none is offered`);
    if (!choose) throw new ConfigurationError(`${name}: expected a choice, got nothing`, choices);
    return choose(variable, choices);
  }
  const meant =
    choices.find(({ key }) => key === String(value)) ??
    choices.find(({ label }) => label === value);
  if (!meant) {
    const hint = nearHint(
      String(value),
      choices.map(({ label }) => label),
    );
    throw new ConfigurationError(
      `${name}: ${JSON.stringify(value)} is not offered${hint}`,
      choices,
    );
  }
  if (meant.label !== meant.key) {
    say(`${name}: ${meant.label}, of ${formatCount(choices.length, "choice")}`);
  }
  return meant.key;
}
