import * as sdk from "@segment/public-api-sdk-typescript";
import type { Call } from "./calls";
import type { Operation } from "./contract";
import { expectedRequest } from "./expected";

type Method = (...values: unknown[]) => Promise<unknown>;
type Group = Record<string, Method> & { accessToken: string };

/** Every group of the SDK: `configureApis` leaves some of them out. */
const groups = Object.entries(sdk)
  .filter(([name]) => name.endsWith("Api"))
  .map(([, Api]) => new (Api as unknown as new () => Group)());

const groupWith = ({ operationId }: Operation): Group | undefined =>
  groups.find((group) => typeof group[operationId] === "function");

/** True if the SDK has an operation. */
export const isInSdk = (operation: Operation): boolean => groupWith(operation) !== undefined;

/** The names of a method's parameters, whose order is the SDK's own. */
const parametersOf = (method: Method): string[] =>
  (/\(([^)]*)\)/.exec(String(method))?.[1] ?? "").split(",").map((name) => name.trim());

/** Makes a call with Segment's own SDK. */
export async function callWithSdk({ operation, sent }: Call, token: string): Promise<void> {
  const group = groupWith(operation);
  const method = group?.[operation.operationId];
  if (!group || !method) throw new Error(`the SDK has no ${operation.operationId}`);
  group.accessToken = token;
  const { body } = expectedRequest(operation, sent);
  const values = parametersOf(method).map((name) => (name.endsWith("Input") ? body : sent[name]));
  await method.apply(group, values);
}
