import { type BuiltInput, builtAction } from "./component";
import type { Operation } from "./contract";
import { operationOf } from "./operationOf";
import { sampleOf } from "./samples";

/** Which inputs of an action are set: all, or only those it requires. */
export type Fullness = "full" | "minimal";

/** One call of an action, and what its request must say. */
export interface Call {
  action: string;
  operation: Operation;
  /** The inputs, without connection and region. */
  inputs: Record<string, unknown>;
  /** What Segment must be sent, by the names of the contract: path, query and body together. */
  sent: Record<string, unknown>;
}

/** The inputs that say where a request goes and are not part of it. */
const NOT_SENT = new Set(["connectionInput", "region", "fetchAll"]);
/** The contract's names of the inputs that have another. */
const API_NAMES: Record<string, string> = { ifInput: "if", subscriptionId: "id" };
/** What a paged action asks for when its count is left as it is. */
const DEFAULT_COUNT = 50;

/** The inputs of an action that carry a value of the operation. */
export const apiInputs = (action: string): BuiltInput[] =>
  builtAction(action).inputs.filter(({ key }) => !NOT_SENT.has(key) && !isPaging(key));

/** The contract's name of what an input sets. */
export const apiName = (input: string): string => API_NAMES[input] ?? input;

const isPaging = (key: string): boolean => key === "count" || key === "cursor";

/** The call of one action. A minimal one leaves the count out, which is prefilled. */
export function callOf(action: string, fullness: Fullness): Call {
  const { inputs } = builtAction(action);
  const isSet = (input: BuiltInput) =>
    input.type !== "connection" &&
    input.key !== "region" &&
    (fullness === "full" || (input.required && input.key !== "count"));
  const samples = inputs
    .filter(isSet)
    .map((input) => ({ key: input.key, ...sampleOf(action, input) }));
  const sent = new Map(samples.map(({ key, sent }) => [apiName(key), sent]));
  const pagination = {
    count: sent.get("count") ?? DEFAULT_COUNT,
    ...(sent.has("cursor") && { cursor: sent.get("cursor") }),
  };
  for (const key of ["fetchAll", "count", "cursor"]) sent.delete(key);
  return {
    action,
    operation: operationOf(action),
    inputs: Object.fromEntries(samples.map(({ key, given }) => [key, given])),
    sent: {
      ...Object.fromEntries(sent),
      ...(inputs.some(({ key }) => key === "count") && { pagination }),
    },
  };
}
