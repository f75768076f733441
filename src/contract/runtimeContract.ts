import type { CompactSchema, OperationContract, RuntimeContract } from "./compactSchema";
import json from "./runtimeContract.json";

// The cast: the compiler reads the JSON as one type for each of its hundreds of objects.
const facts = json as unknown as RuntimeContract;

/** What the contract says of an operation. Throws for one that it does not have. */
export function operationContract(operation: string): OperationContract {
  const found = facts.operations[operation];
  if (!found) throw new Error(`the contract has no operation ${operation}`);
  return found;
}

/** The shape of the model that a reference names. */
export function operationModel(name: string): CompactSchema {
  const model = facts.models[name];
  if (model === undefined) throw new Error(`the contract has no model ${name}`);
  return model;
}

/**
 * The shape of an argument that is written as JSON.
 * @param path the argument's name, or the path to it.
 */
export function argumentShape(operation: string, path: string): CompactSchema {
  let shape: CompactSchema = operationContract(operation).args ?? {};
  for (const name of path.split(".")) {
    const fields = resolveModel(shape) as { readonly [name: string]: CompactSchema };
    const found = fields[name] ?? fields[`${name}?`];
    if (found === undefined) throw new Error(`${operation} takes no JSON as ${path}`);
    shape = found;
  }
  return shape;
}

/** The shape that a reference stands for; any other shape as it is. */
export const resolveModel = (shape: CompactSchema): CompactSchema =>
  typeof shape === "string" && shape.startsWith("#") ? operationModel(shape.slice(1)) : shape;

/** The media type of an operation's body; undefined where it takes none. */
export function mediaType(operation: string): string | undefined {
  const { body } = operationContract(operation);
  if (body === undefined || body === "json") return body && "application/json";
  return `application/vnd.segment.${body}+json`;
}

/** What a description adds of an operation that Segment may still change, or has withdrawn. */
const STABILITY = {
  alpha: " (alpha)",
  beta: " (beta)",
  withdrawn: " (alpha, withdrawn from Segment's documentation)",
} as const;

/** A description that says so where an operation is not settled. */
export function withStability(operation: string, description: string): string {
  const { stability } = operationContract(operation);
  return stability ? description.replace(/\.$/, `${STABILITY[stability]}.`) : description;
}
