import { type BuiltInput, built, builtAction } from "./component";
import type { Operation } from "./contract";
import { type Field, fieldOf, fieldsOf, pagesOf } from "./fields";
import { operationOf } from "./operationOf";
import { type Fullness, givenFor, sampleOf } from "./samples";

/** One call of an action, and what its request must say. */
export interface Call {
  action: string;
  operation: Operation;
  /** The inputs, without connection and region. */
  inputs: Record<string, unknown>;
  /** The values that Segment must receive, by contract name: path, query and body together. */
  sent: Record<string, unknown>;
}

/**
 * Inputs that are not part of the request: they choose the target, define success, or repeat another
 * input.
 */
const NOT_SENT = new Set([
  "connectionInput",
  "region",
  "fetchAll",
  "succeedWhenGone",
  "settingsJson",
  "fieldMap",
  "settingsAsTheyAre",
  // Create Journey takes its parts in inputs of their own; test/steps/journeys.test.ts sets it.
  "definition",
]);
/** The default page size of a paged action, if Segment allows that many. */
const DEFAULT_COUNT = 50;

/** The inputs of an action that carry a value of the operation, its pages left out. */
export function apiInputs(action: string): BuiltInput[] {
  const paging = pagesOf(operationOf(action)).flatMap(({ count, cursor }) => [count, cursor]);
  return builtAction(action).inputs.filter(
    ({ key }) => !NOT_SENT.has(key) && !paging.includes(key),
  );
}

/** The field of the contract that an input sets. */
export function fieldFor(action: string, { key }: BuiltInput): Field {
  const field = fieldOf(operationOf(action), key);
  if (!field) throw new Error(`${action}.${key} sets nothing that its operation takes`);
  return field;
}

/** Puts a value at a path of an object. */
export function place(
  root: Record<string, unknown>,
  path: readonly string[],
  value: unknown,
): void {
  const [name = "", ...rest] = path;
  if (rest.length === 0) {
    root[name] = value;
    return;
  }
  root[name] ??= {};
  place(root[name] as Record<string, unknown>, rest, value);
}

/** The inputs of a picklist, and those that its operation must receive. */
export function givenTo(
  picklist: string,
  operation: Operation,
): { inputs: Record<string, unknown>; sent: Record<string, unknown> } {
  const inputs: Record<string, unknown> = {};
  const sent: Record<string, unknown> = {};
  for (const input of built.dataSources[picklist]?.inputs ?? []) {
    if (["connection", "connectionInput", "region"].includes(input.key)) continue;
    const field = fieldOf(operation, input.key);
    const value = sampleOf(field?.schema ?? { type: "string" }, "full", input.key);
    inputs[input.key] = givenFor(input, value);
    if (field) place(sent, field.path, value);
  }
  return { inputs, sent };
}

/** The call of one action. A minimal one leaves the counts out, which are prefilled. */
export function callOf(action: string, fullness: Fullness): Call {
  const operation = operationOf(action);
  const inputs: Record<string, unknown> = {};
  const sent: Record<string, unknown> = {};
  // The conversion of settings is tested with the catalog; only the one request counts here.
  if (builtAction(action).inputs.some(({ key }) => key === "settingsAsTheyAre")) {
    inputs.settingsAsTheyAre = "true";
  }
  for (const input of apiInputs(action)) {
    const field = fieldFor(action, input);
    if (fullness === "minimal" && !input.required && !field.required) continue;
    const value = sampleOf(field.schema, fullness, input.key);
    inputs[input.key] = givenFor(input, value);
    place(sent, field.path, value);
  }
  // An object that the contract requires is sent, be it empty.
  for (const { path, schema, required } of fieldsOf(operation)) {
    if (required && schema.properties) sent[String(path[0])] ??= {};
  }
  for (const { count, cursor, parameter, counts, cursors } of pagesOf(operation)) {
    const within = parameter === undefined ? [] : [parameter];
    const most = counts.maximum ?? DEFAULT_COUNT;
    const asked = fullness === "full" ? Math.min(7, most) : Math.min(DEFAULT_COUNT, most);
    place(sent, [...within, "count"], asked);
    if (fullness === "minimal") continue;
    const from = sampleOf(cursors, fullness, cursor);
    place(sent, [...within, "cursor"], from);
    Object.assign(inputs, { fetchAll: "false", [count]: String(asked), [cursor]: String(from) });
  }
  return { action, operation, inputs, sent };
}
