import { nearest } from "./near";

/** `; slug is near it`, or nothing. */
export function nearHint(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  return near === undefined ? "" : `; ${near} is near it`;
}

/** `; slug is near it`, or what there is where that is little, or nothing. */
export function hint(word: string, words: readonly string[]): string {
  const near = nearHint(word, words);
  if (near !== "" || words.length === 0 || words.length > 6) return near;
  return `; there is ${words.join(", ")}`;
}

/** What something is, shortly. */
export function describe(data: unknown): string {
  if (data === null || data === undefined) return "nothing";
  if (Array.isArray(data)) return "a list";
  if (typeof data === "object") return "keys and values";
  if (data === "") return "empty text";
  return typeof data === "string" ? `"${shortened(data)}"` : `the ${typeof data} ${data}`;
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
