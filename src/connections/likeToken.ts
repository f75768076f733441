/** Characters from which on a text may be a token rather than a slug. */
const SHORTEST_TOKEN = 16;
/** Characters of a stretch of letters and digits that no word of a slug has. */
const LONGEST_WORD = 24;
/** Characters of a stretch that mixes letters with digits, or capitals with small letters. */
const LONGEST_MIXED = 8;

const isMixed = (text: string): boolean =>
  [/\d/, /[a-z]/, /[A-Z]/].filter((kind) => kind.test(text)).length > 1 &&
  !/^[A-Z][a-z]+$/.test(text);

/** True for text that says of itself that it is an API key. */
export const isMarkedToken = (text: string): boolean =>
  /^sgp_/i.test(text) || /\bbearer\s/i.test(text);

/**
 * True for text that may be an API key, whole or in part, and so is never shown: what begins as
 * Segment's do today (`sgp_`), what an API key is sent with (`Bearer`), and what is long and has no words
 * in it, as older ones are.
 */
export function isLikeToken(text: string): boolean {
  if (isMarkedToken(text) || /sgp_/i.test(text)) return true;
  if (text.length < SHORTEST_TOKEN) return false;
  return text
    .split(/[^A-Za-z\d]+/)
    .some((word) => word.length > LONGEST_WORD || (word.length >= LONGEST_MIXED && isMixed(word)));
}
