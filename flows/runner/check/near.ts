import { nearest } from "../near";

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
