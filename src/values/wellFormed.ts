import { inputError } from "./inputError";
import { isRecord } from "./record";

/** Returns the path of text in a value that is not well-formed Unicode: half of a surrogate pair. */
export function illFormedIn(value: unknown, path: string): string | undefined {
  if (typeof value === "string") return value.isWellFormed() ? undefined : path;
  if (!isRecord(value) && !Array.isArray(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (!key.isWellFormed()) return path === "" ? "." : path;
    const found = illFormedIn(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

/**
 * Refuses text that an address cannot contain, at any depth: half of a surrogate pair.
 * @param labelOf returns the label of the input for a key of the query.
 */
export function refuseIllFormed(query: object = {}, labelOf: (key: string) => string): void {
  for (const [key, value] of Object.entries(query)) {
    const path = illFormedIn(value, labelOf(key));
    if (path) throw inputError(path, "well-formed Unicode", "half of a surrogate pair");
  }
}
