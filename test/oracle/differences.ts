import { isDeepStrictEqual } from "node:util";
import type { RecordedRequest } from "../../simulator";
import type { Call } from "./calls";
import { violations } from "./contract";
import { decodedQuery, expectedRequest, sorted } from "./expected";
import { readQuery } from "./query";

/** The headers a request may have; nothing of the platform or the machine goes along. */
const HEADERS = new Set([
  "accept",
  "accept-encoding",
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "host",
  "user-agent",
]);

/**
 * The differences of a recorded request from the contract and the values of its call; empty if it
 * matches.
 */
export function differences(call: Call, request: RecordedRequest, token: string): string[] {
  return [
    ...lineDifferences(call, request),
    ...queryDifferences(call, request),
    ...bodyDifferences(call, request),
    ...headerDifferences(request, token),
  ];
}

function lineDifferences({ operation, sent }: Call, request: RecordedRequest): string[] {
  const { method, path } = expectedRequest(operation, sent);
  return [...unequal("method", request.method, method), ...unequal("path", request.path, path)];
}

function queryDifferences({ operation, sent }: Call, request: RecordedRequest): string[] {
  const pairs = decodedQuery(request.query);
  const { values, stray } = readQuery(operation.parameters, pairs);
  const declared = operation.parameters.filter((parameter) => parameter.in === "query");
  return [
    ...stray.map((name) => `query: ${name} is not declared so`),
    ...declared.flatMap(({ name, required, schema }) => {
      if (Object.hasOwn(values, name)) {
        return violations(schema, values[name]).map((text) => `query: ${name} ${text}`);
      }
      return required ? [`query: ${name} is required`] : [];
    }),
    ...unequal("query", pairs, sorted(expectedRequest(operation, sent).query)),
  ];
}

function bodyDifferences({ operation, sent }: Call, request: RecordedRequest): string[] {
  const { body: taken } = operation;
  const { "content-type": type, "content-length": length = "0" } = request.headers;
  if (!taken) {
    return [
      ...unequal("body", request.body, undefined),
      ...unequal("content-type", type, undefined),
      ...unequal("content-length", length, "0"),
    ];
  }
  return [
    ...(type && taken.mediaTypes.includes(type) ? [] : [`content-type: ${type} is not listed`]),
    ...violations(taken.schema, request.body).map((text) => `body: ${text}`),
    ...unequal("body", request.body, expectedRequest(operation, sent).body),
  ];
}

function headerDifferences({ headers }: RecordedRequest, token: string): string[] {
  return [
    ...unequal("accept", headers.accept, "application/json"),
    ...unequal("authorization", headers.authorization, `Bearer ${token}`),
    ...Object.keys(headers)
      .filter((name) => !HEADERS.has(name))
      .map((name) => `header: ${name} was sent`),
  ];
}

function unequal(what: string, came: unknown, wanted: unknown): string[] {
  if (isDeepStrictEqual(came, wanted)) return [];
  return [`${what}: ${JSON.stringify(came)} instead of ${JSON.stringify(wanted)}`];
}
