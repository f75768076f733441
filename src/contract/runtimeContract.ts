import type { CompactSchema, OperationContract, RuntimeContract } from "./compactSchema";
import json from "./runtimeContract.json";

// The cast: the compiler reads the JSON as one type for each of its hundreds of objects.
const runtimeContract = json as unknown as RuntimeContract;

/** Returns the contract of an operation. Throws for an unknown one. */
export function operationContract(operation: string): OperationContract {
  const found = runtimeContract.operations[operation];
  if (!found) throw new Error(`the contract has no operation ${operation}`);
  return found;
}

/** Returns the schema of a model. Throws for an unknown one. */
export function operationModel(name: string): CompactSchema {
  const model = runtimeContract.models[name];
  if (model === undefined) throw new Error(`the contract has no model ${name}`);
  return model;
}

/**
 * Returns the schema of a JSON argument. Throws if the operation has none.
 * @param path the name of the argument, or the dotted path to it.
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

/** Resolves a reference to a model. Any other schema is unchanged. */
export const resolveModel = (shape: CompactSchema): CompactSchema =>
  typeof shape === "string" && shape.startsWith("#") ? operationModel(shape.slice(1)) : shape;

/** Returns the media type of an operation's body; undefined if it has none. */
export function mediaType(operation: string): string | undefined {
  const { body } = operationContract(operation);
  if (body === undefined || body === "json") return body && "application/json";
  return `application/vnd.segment.${body}+json`;
}

/** The suffix of a description, if Segment may still change the operation or has withdrawn it. */
const STABILITY = {
  alpha: " (alpha)",
  beta: " (beta)",
  withdrawn: " (alpha, withdrawn from Segment's documentation)",
} as const;

/** Adds the stability of an operation to its description, if it is not stable. */
export function withStability(operation: string, description: string): string {
  const { stability } = operationContract(operation);
  return stability ? description.replace(/\.$/, `${STABILITY[stability]}.`) : description;
}
