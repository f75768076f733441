import {
  type CompactSchema,
  isOneOf,
  type OperationContract,
  type RuntimeContract,
} from "./compactSchema";
import { readNotation } from "./notation";
import type { OperationName } from "./operations";
import json from "./runtimeContract.json";

// The cast: the compiler reads the JSON as one type for each of its hundreds of objects.
const { models, operations } = json as unknown as RuntimeContract;
const read = new Map<string, CompactSchema>();

/** Reads a schema from its text, once. */
function readOnce(text: string): CompactSchema {
  const schema = read.get(text) ?? readNotation(text);
  read.set(text, schema);
  return schema;
}

const pagingIn = (text: string): OperationContract["paging"] => ({
  most: Number.parseInt(text, 10),
  ...(text.includes("f") && { flat: true }),
  ...(text.includes("n") && { numeric: true }),
});

/** Returns the contract of an operation, whose schemas are read when needed. Throws for an unknown one. */
export function operationContract(operation: string): OperationContract {
  const found = operations[operation];
  if (!found) throw new Error(`the contract has no operation ${operation}`);
  const [response = "", args, body, paging, marks] = found.split(" ");
  return {
    get response() {
      return readOnce(response);
    },
    get args() {
      return args ? (readOnce(args) as OperationContract["args"]) : undefined;
    },
    body: body || undefined,
    paging: paging ? pagingIn(paging) : undefined,
    marks: marks || undefined,
  };
}

/** Returns the schema of a model by its number. Throws for an unknown one. */
export function operationModel(number: string): CompactSchema {
  const text = models[Number(number)];
  if (text === undefined) throw new Error(`the contract has no model ${number}`);
  return readOnce(text);
}

/** Finds a part of a schema. Of several forms that have the part, the last one counts. */
function partOf(whole: CompactSchema, path: string): CompactSchema | undefined {
  let shape: CompactSchema | undefined = whole;
  for (const name of path.split(".")) {
    const whole: CompactSchema = resolveModel(shape);
    const forms: readonly CompactSchema[] = isOneOf(whole) ? whole["|"] : [whole];
    shape = forms
      .map((form) => {
        const fields = resolveModel(form) as { readonly [name: string]: CompactSchema };
        return fields[name] ?? fields[`${name}?`];
      })
      .findLast((part) => part !== undefined);
    if (shape === undefined) return undefined;
  }
  return shape;
}

/**
 * Returns the schema of a JSON argument. Throws if the operation has none.
 * @param path the name of the argument, or the dotted path to it.
 */
export function argumentShape(operation: string, path: string): CompactSchema {
  const found = partOf(operationContract(operation).args ?? {}, path);
  if (found === undefined) throw new Error(`${operation} takes no JSON as ${path}`);
  return found;
}

/**
 * Returns the schema of a part of an operation's `data`. Throws if it has no such part.
 * @param path the name of the part, or the dotted path to it.
 */
export function responseShape(operation: OperationName, path: string): CompactSchema {
  const found = partOf(operationContract(operation).response, path);
  if (found === undefined) throw new Error(`${operation} returns no ${path}`);
  return found;
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

/** The words for the marks of an operation that Segment may still change or has not released. */
const STABILITY: Readonly<Record<string, string>> = {
  a: "alpha",
  b: "beta",
  p: "alpha, only in pre-releases of Segment's SDKs",
};

/** Adds the marks of an operation to its description: "(beta)", "(alpha, at most 25 requests a minute)". */
export function withMarks(operation: string, description: string): string {
  const { marks } = operationContract(operation);
  const words = marks
    ?.match(/\D|\d+/g)
    ?.map((mark) => STABILITY[mark] ?? `at most ${mark} requests a minute`);
  return words ? description.replace(/\.$/, ` (${words.join(", ")}).`) : description;
}
