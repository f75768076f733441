import type { Request } from "../lifeCycle/walk";
import { apiInputs, fieldFor } from "./calls";
import { ACTION_KEYS } from "./component";
import { type Operation, operations } from "./contract";
import { decodedQuery } from "./expected";
import { pagesOf } from "./fields";
import { operationOf } from "./operationOf";
import { readQuery } from "./query";
import { givenFor } from "./samples";

const actions = new Map(ACTION_KEYS.map((action) => [operationOf(action).operationId, action]));

/** The operation of that operationId. */
export function operationNamed(operationId: string): Operation {
  const operation = operations.get(operationId);
  if (!operation) throw new Error(`the contract has no ${operationId}`);
  return operation;
}

/** The action that calls an operation. */
export const actionFor = (operationId: string): string => actions.get(operationId) ?? operationId;

/** The values of a request by the names of the contract: path, query and body together. */
function valuesOf(operation: Operation, { path: url, body }: Request): Record<string, unknown> {
  const [path = "", query = ""] = url.split("?");
  const pattern = operation.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  const inPath = new RegExp(`^${pattern}$`).exec(path)?.groups ?? {};
  return {
    ...Object.fromEntries(
      Object.entries(inPath).map(([name, value]) => [name, decodeURIComponent(value)]),
    ),
    ...readQuery(operation.parameters, decodedQuery(query)).values,
    ...(body as object),
  };
}

const at = (values: unknown, path: readonly string[]): unknown =>
  path.reduce(
    (value, name) => (value as Record<string, unknown> | undefined)?.[name],
    values as unknown,
  );

/** The inputs with which an action makes a request; null and what is not set are left out. */
export function inputsFor(action: string, request: Request): Record<string, unknown> {
  const operation = operationOf(action);
  const values = valuesOf(operation, request);
  const inputs: Record<string, unknown> = {};
  for (const input of apiInputs(action)) {
    const value = at(values, fieldFor(action, input).path);
    if (value !== undefined && value !== null) inputs[input.key] = givenFor(input, value);
  }
  for (const { count, cursor, parameter } of pagesOf(operation)) {
    const page = at(values, parameter === undefined ? [] : [parameter]);
    inputs[count] = at(page, ["count"]);
    inputs[cursor] = at(page, ["cursor"]);
  }
  return inputs;
}
