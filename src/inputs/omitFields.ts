import { isRecord } from "../values/record";

/**
 * Removes fields from an object, or from the items of a list.
 * @param paths the names of the fields; `groups.id` is a field of the objects under `groups`.
 * @returns the rest, and the paths that were found.
 */
export function omitFields(
  value: unknown,
  paths: readonly string[],
): { kept: unknown; dropped: string[] } {
  const dropped = new Set<string>();
  const without = (inner: unknown, names: readonly string[], path: string): unknown => {
    if (Array.isArray(inner)) return inner.map((one) => without(one, names, path));
    const [name = "", ...rest] = names;
    if (!isRecord(inner) || !Object.hasOwn(inner, name)) return inner;
    const { [name]: field, ...others } = inner;
    if (rest.length > 0) return { ...inner, [name]: without(field, rest, path) };
    dropped.add(path);
    return others;
  };
  let kept = value;
  for (const path of paths) kept = without(kept, path.split("."), path);
  return { kept, dropped: paths.filter((path) => dropped.has(path)) };
}
