import { configureApis } from "@segment/public-api-sdk-typescript";
import type { Call } from "./calls";
import type { Operation } from "./contract";
import { expectedRequest } from "./expected";

type Method = (...values: unknown[]) => Promise<unknown>;

/** The group of the SDK that has an operation, if any has. */
function groupWith(operationId: string, token: string): Record<string, Method> | undefined {
  const groups = Object.values(configureApis(token)) as unknown as Record<string, Method>[];
  return groups.find((group) => typeof group[operationId] === "function");
}

/** Whether the SDK has an operation. */
export const isInSdk = ({ operationId }: Operation): boolean =>
  groupWith(operationId, "") !== undefined;

/**
 * Makes a call with Segment's own SDK: its methods take the parameters of the path, those of the
 * query and the body, each in the contract's order, which is the SDK's too.
 */
export async function callWithSdk({ operation, sent }: Call, token: string): Promise<void> {
  const { operationId, parameters } = operation;
  const group = groupWith(operationId, token);
  const values = ["path", "query"].flatMap((place) =>
    parameters.filter((one) => one.in === place).map(({ name }) => sent[name]),
  );
  const { body } = expectedRequest(operation, sent);
  await group?.[operationId]?.(...values, ...(body ? [body] : []));
}
