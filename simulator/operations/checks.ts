import { invalid } from "../contract/errors";

/** Throws 422 for a text without anything to read. */
export function requireText(field: string, text: string): string {
  if (text.trim() === "") throw invalid(field, `${field} must not be blank`);
  return text;
}

/** Throws 422 for a list with nothing in it. */
export function requireEntries<T>(field: string, list: T[]): T[] {
  if (list.length === 0) throw invalid(field, `${field} must have at least one entry`);
  return list;
}

/** Throws 422 for a list with more entries than a request may have. */
export function requireAtMost<T>(field: string, most: number, list: T[]): T[] {
  if (list.length <= most) return list;
  throw invalid(field, `${field} has ${list.length} entries, ${most} is the most`);
}
