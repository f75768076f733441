import type { Client } from "../client";
import { requiredParts } from "../contract/missingParts";
import type { OperationName, Operations } from "../contract/operations";
import type { Placeholder, Route } from "../http/request";
import { createOperation } from "./operation";
import { readComplete } from "./readResponse";

/** The values of an operation: its arguments, and a text for every placeholder of its route. */
export type Values<Name extends OperationName, Path extends Route> = Operations[Name]["args"] & {
  [Place in Placeholder<Path>]: string;
};

/**
 * The dotted paths to the parts of an object. A path never enters a list, and has at most as many
 * names as `Deep` has entries. After an object that may be absent stands a `?`.
 */
export type PathIn<Whole, Deep extends 0[] = [0, 0, 0]> = Deep extends [
  0,
  ...infer Rest extends 0[],
]
  ? Whole extends readonly unknown[]
    ? never
    : Whole extends object
      ? {
          [Name in keyof Whole & string]-?:
            | Name
            | `${Name}${"" | "?"}.${PathIn<NonNullable<Whole[Name]>, Rest>}`;
        }[keyof Whole & string]
      : never
  : never;

/**
 * Makes a function that calls an operation with its arguments and returns `data` of the response.
 *
 * A response without the required parts is malformed, as is one without `data`: a read is retried, and
 * a change fails with the outcome `unknown`.
 * @param needs the parts of `data` that the caller uses; if left out, all that the contract requires
 * at the top level. A part listed here is required even if the contract lets it be null or absent.
 */
export function callOperation<const Name extends OperationName, const Path extends Route>(
  name: Name,
  route: Path,
  needs: readonly PathIn<Operations[Name]["data"]>[] = requiredParts(name) as never,
) {
  const operation = createOperation(name, { route });
  const read = readComplete(name, needs);
  return async (client: Client, values: Values<Name, Path>) =>
    (await client.read(operation.request(values as Record<string, unknown>), read))
      .data as Operations[Name]["data"];
}
