import toPath from "lodash/toPath";
import type { ComplexItem, Condition, Input, Inputs } from "./integration";

/** The output of a step for later steps. */
interface StepOutput {
  results?: unknown;
  /** Of a loop that is running. */
  currentItem?: unknown;
  /** Of a loop that is running, from 0. */
  index?: number;
}

/** The values that inputs can refer to. */
export interface Scope {
  /** By reference name. */
  steps: Record<string, StepOutput>;
  /** By name. A connection is the whole connection. */
  configVars: Record<string, unknown>;
}

/** A row of a list of keys and values, as a step receives it. */
interface KeyValue {
  key: unknown;
  value: unknown;
}

/** Reads an own property. Inherited properties, such as `constructor`, are undefined. */
const readOwn = (value: unknown, name: string): unknown =>
  value !== undefined && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** Reads the value at a path such as `list.results[0].id`, by own properties only. */
const readPath = (value: unknown, path: string): unknown => toPath(path).reduce(readOwn, value);

/**
 * Resolves an input to the value that a step receives: literal text unchanged, a reference with the
 * type of its value (undefined if there is none), a template as text.
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

/** Resolves the inputs of a step, by key. */
export const resolveInputs = (inputs: Inputs, scope: Scope): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(inputs).map(([key, input]) => [key, resolveInput(input, scope)]),
  );

/** Resolves the terms of a condition, for `evaluate` of spectral. */
export function resolveCondition(condition: Condition, scope: Scope): unknown[] {
  const [operator, ...terms] = condition;
  const values = terms.map((term) =>
    Array.isArray(term) ? resolveCondition(term, scope) : resolveInput(term, scope),
  );
  return [operator, ...values];
}

function resolveItem(item: ComplexItem, scope: Scope): unknown {
  // The branch of a condition resolves it.
  const value = resolveInput(item as Input, scope);
  if (item.name === undefined) return value;
  const key = typeof item.name === "string" ? item.name : resolveInput(item.name, scope);
  return { key, value } satisfies KeyValue;
}

/** Matches `{{$step.results.path}}` and `{{#Config Variable}}`. */
export const TEMPLATE = /\{\{\s*([$#])([^{}]*?)\s*\}\}/g;

const fillIn = (template: string, scope: Scope): string =>
  template.replace(TEMPLATE, (_all, mark: string, name: string) =>
    toText(mark === "$" ? readPath(scope.steps, name) : readOwn(scope.configVars, name)),
  );

function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
