import { inputError } from "../values/inputError";

/** A group whose every field is set. */
type Whole<Group> = { [Name in keyof Group]-?: NonNullable<Group[Name]> };

/**
 * Fields of one object that only make sense together: the object, or undefined where none is set.
 * @param labels what the fields' inputs are called; each is required once another is set.
 * @throws an input error naming the input that is missing.
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

/** An object of the fields that are set, or undefined where none is. */
export function anyOf<Group extends Record<string, unknown>>(group: Group): Group | undefined {
  return Object.values(group).some((value) => value !== undefined) ? group : undefined;
}
