import toPath from "lodash/toPath";
import type { ComplexItem, Condition, Input, Inputs } from "./integration";

/** What a step leaves behind for those after it. */
interface StepOutput {
  results?: unknown;
  /** Of a loop that is running. */
  currentItem?: unknown;
  /** Of a loop that is running, from 0. */
  index?: number;
}

/** What inputs can refer to. */
export interface Scope {
  /** By reference name. */
  steps: Record<string, StepOutput>;
  /** By name; a connection is the whole connection. */
  configVars: Record<string, unknown>;
}

/** A row of a keys-and-values list, as the platform hands it to a step. */
interface KeyValue {
  key: unknown;
  value: unknown;
}

/** A value's own property; undefined for what every object inherits, such as `constructor`. */
const readOwn = (value: unknown, name: string): unknown =>
  value !== undefined && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** The value at a path such as `list.results[0].id`, by own properties alone. */
const readPath = (value: unknown, path: string): unknown => toPath(path).reduce(readOwn, value);

/**
 * The value of an input, as the platform hands it to a step: text as it is, a reference as whatever
 * type it has (undefined where nothing is), a template as text.
 */
export function resolveInput(input: Input, scope: Scope): unknown {
  switch (input.type) {
    case "value":
      return input.value;
    case "reference":
      return readPath(scope.steps, input.value);
    case "configVar":
      return readOwn(scope.configVars, input.value);
    case "template":
      return fillIn(input.value, scope);
    case "complex":
      return input.value.map((item) => resolveItem(item, scope));
  }
}

/** The values of a step's inputs, by key. */
export const resolveInputs = (inputs: Inputs, scope: Scope): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(inputs).map(([key, input]) => [key, resolveInput(input, scope)]),
  );

/** A condition with its terms' values in it, for spectral's `evaluate`. */
export function resolveCondition(condition: Condition, scope: Scope): unknown[] {
  const [operator, ...terms] = condition;
  const values = terms.map((term) =>
    Array.isArray(term) ? resolveCondition(term, scope) : resolveInput(term, scope),
  );
  return [operator, ...values];
}

function resolveItem(item: ComplexItem, scope: Scope): unknown {
  // Conditions are resolved by the branch they belong to.
  const value = resolveInput(item as Input, scope);
  if (item.name === undefined) return value;
  const key = typeof item.name === "string" ? item.name : resolveInput(item.name, scope);
  return { key, value } satisfies KeyValue;
}

/** `{{$step.results.path}}` or `{{#Config Variable}}`. */
export const TEMPLATE = /\{\{\s*([$#])([^{}]*?)\s*\}\}/g;

const fillIn = (template: string, scope: Scope): string =>
  template.replace(TEMPLATE, (_all, mark: string, name: string) =>
    toText(mark === "$" ? readPath(scope.steps, name) : readOwn(scope.configVars, name)),
  );

function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
