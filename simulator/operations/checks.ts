import { invalid } from "../contract/errors";

/** Returns the text. Throws 422 if it is blank. */
export function requireText(field: string, text: string): string {
  if (text.trim() === "") throw invalid(field, `${field} must not be blank`);
  return text;
}

/** Returns the list. Throws 422 if it is empty. */
export function requireEntries<T>(field: string, list: T[]): T[] {
  if (list.length === 0) throw invalid(field, `${field} must have at least one entry`);
  return list;
}

/** Returns the list. Throws 422 if it has more than `most` entries. */
export function requireAtMost<T>(field: string, most: number, list: T[]): T[] {
  if (list.length <= most) return list;
  throw invalid(field, `${field} has ${list.length} entries, at most ${most} are allowed`);
}
