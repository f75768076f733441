import json from "./runtimeContract.json";
import type { Facts, OperationFacts, Shape } from "./shape";

// The cast: the compiler reads the JSON as one type for each of its hundreds of objects.
const facts = json as unknown as Facts;

/** What the contract says of an operation. Throws for one that it does not have. */
export function factsOf(operation: string): OperationFacts {
  const found = facts.operations[operation];
  if (!found) throw new Error(`the contract has no operation ${operation}`);
  return found;
}

/** The shape of the model that a reference names. */
export function modelOf(name: string): Shape {
  const model = facts.models[name];
  if (model === undefined) throw new Error(`the contract has no model ${name}`);
  return model;
}

/**
 * The shape of an argument that is written as JSON.
 * @param path the argument's name, or the path to it.
 */
export function argumentShape(operation: string, path: string): Shape {
  let shape: Shape = factsOf(operation).args ?? {};
  for (const name of path.split(".")) {
    const fields = inModel(shape) as { readonly [name: string]: Shape };
    const found = fields[name] ?? fields[`${name}?`];
    if (found === undefined) throw new Error(`${operation} takes no JSON as ${path}`);
    shape = found;
  }
  return shape;
}

/** The shape that a reference stands for; any other shape as it is. */
export const inModel = (shape: Shape): Shape =>
  typeof shape === "string" && shape.startsWith("#") ? modelOf(shape.slice(1)) : shape;

/** The media type of an operation's body; undefined where it takes none. */
export function mediaTypeOf(operation: string): string | undefined {
  const { body } = factsOf(operation);
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
  const { stability } = factsOf(operation);
  return stability ? description.replace(/\.$/, `${STABILITY[stability]}.`) : description;
}
