import type { Operation } from "./contract";

/** A name and a value of a query, decoded. */
export type Pair = [name: string, value: string];

/** The expected request, by the contract alone. */
export interface ExpectedRequest {
  method: string;
  path: string;
  query: Pair[];
  /** Absent if the contract has none. */
  body?: Record<string, unknown>;
}

/**
 * The request that carries these values to an operation: the parameters of the path and of the query
 * take theirs by name, and what is left makes the body.
 * @throws for a value that an operation without a body has no place for.
 */
export function expectedRequest(
  operation: Operation,
  sent: Record<string, unknown>,
): ExpectedRequest {
  const { parameters } = operation;
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const names = new Set(parameters.map(({ name }) => name));
  const fields = Object.fromEntries(Object.entries(sent).filter(([name]) => !names.has(name)));
  if (!operation.body && Object.keys(fields).length > 0) {
    throw new Error(`${operation.operationId} has no place for ${Object.keys(fields)}`);
  }
  return {
    method: operation.method,
    path: inPath.reduce(
      (path, { name }) => path.replace(`{${name}}`, encodeURIComponent(String(sent[name]))),
      operation.path,
    ),
    query: inQuery.flatMap(({ name }) => pairsOf(name, sent[name])),
    ...(operation.body && { body: fields }),
  };
}

/** The pairs a value of a query is written as: `name`, `name[0]`, `name[key]`, and so on inwards. */
export function pairsOf(name: string, value: unknown): Pair[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, entry]) => pairsOf(`${name}[${key}]`, entry));
}

/** The pairs of a query as sent, decoded, in the order of their names. */
export const decodedQuery = (raw: string): Pair[] =>
  // Rebuilt, because jest compares prototypes and URLSearchParams makes arrays of another realm.
  sorted([...new URLSearchParams(raw)].map(([name, value]) => [name, value]));

/** Pairs in the order of their names, for comparing. */
export const sorted = (pairs: Pair[]): Pair[] =>
  [...pairs].sort(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1));
