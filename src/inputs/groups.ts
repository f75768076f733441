import { inputError } from "../values/clean";

/** A group with all fields set. */
type Whole<Group> = { [Name in keyof Group]-?: NonNullable<Group[Name]> };

/**
 * Builds an object from fields that are set together or not at all; undefined if none is set.
 * @param labels the labels of the fields' inputs.
 * @throws an input error that names a missing input if another is set.
 */
export function allOf<Group extends Record<string, unknown>>(
  labels: { readonly [Name in keyof Group]: string },
  group: Group,
): Whole<Group> | undefined {
  const names = Object.keys(labels);
  const set = names.find((name) => group[name] !== undefined);
  const missing = names.find((name) => group[name] === undefined);
  if (set === undefined) return undefined;
  if (missing === undefined) return group as Whole<Group>;
  throw inputError(String(labels[missing]), `a value, since ${labels[set]} is set`, "nothing");
}

/** Returns the group, or undefined if none of its fields is set. */
export function anyOf<Group extends Record<string, unknown>>(group: Group): Group | undefined {
  return Object.values(group).some((value) => value !== undefined) ? group : undefined;
}
