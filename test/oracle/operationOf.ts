import { DOCUMENTED_KEYS } from "../../contract/documentedKeys";
import { type Operation, operations } from "./contract";

/** The operation of the contract that an action calls. */
export function operationOf(action: string): Operation {
  const operation = operations.get(DOCUMENTED_KEYS[action] ?? action);
  if (!operation) throw new Error(`the contract has no operation for ${action}`);
  return operation;
}
