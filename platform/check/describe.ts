import { nearHint } from "../../cli/near";

/** The most names that a message lists. */
const SHOWN_NAMES = 6;

/** The end of a message about a name that does not exist: the nearest name, or a short list of all. */
export function hint(name: string, names: readonly string[]): string {
  const near = nearHint(name, names);
  if (near !== "" || names.length === 0 || names.length > SHOWN_NAMES) return near;
  return `; known: ${names.join(", ")}`;
}

/** Describes a value in a few words. */
export function describe(data: unknown): string {
  if (data === null || data === undefined) return "nothing";
  if (Array.isArray(data)) return "a list";
  if (typeof data === "object") return "keys and values";
  if (data === "") return "empty text";
  return typeof data === "string" ? `"${shortened(data)}"` : `the ${typeof data} ${data}`;
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
