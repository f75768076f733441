import type { VariableNode } from "./nodes";
import type { Kind } from "./resultSchema";

/** The config variables of an integration, by name. */
export type Variables = ReadonlyMap<string, VariableNode>;

/** Finds the kinds of the value of a config variable; undefined if they are unknown. */
export function findVariableKinds({
  dataType,
  collectionType,
}: VariableNode): readonly Kind[] | undefined {
  return collectionType === undefined ? KINDS.get(dataType) : ["list"];
}

export const isConnection = (variable: VariableNode | undefined): boolean =>
  variable?.dataType === "connection";

/** A map, since a file may name the type `constructor`, which every object has. */
const KINDS: ReadonlyMap<string, readonly Kind[]> = new Map<string, Kind[]>([
  ["string", ["text"]],
  ["boolean", ["text", "boolean"]],
  ["number", ["text", "number"]],
  ["date", ["text"]],
  ["timestamp", ["text"]],
  ["picklist", ["text"]],
  ["schedule", ["text", "object"]],
  ["jsonForm", ["object", "list"]],
  ["objectSelection", ["list"]],
  ["objectFieldMap", ["object", "list"]],
]);
