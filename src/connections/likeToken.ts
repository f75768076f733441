/** The least characters of a text that may be a token rather than a slug. */
const SHORTEST_TOKEN = 16;
/** The longest run of letters and digits in a slug. */
const LONGEST_WORD = 24;
/** The shortest run of a token that mixes letters with digits, or upper with lower case. */
const LONGEST_MIXED = 8;

const isMixed = (text: string): boolean =>
  [/\d/, /[a-z]/, /[A-Z]/].filter((kind) => kind.test(text)).length > 1 &&
  !/^[A-Z][a-z]+$/.test(text);

/** True for text that is marked as an API key. */
export const isMarkedToken = (text: string): boolean =>
  /^sgp_/i.test(text) || /\bbearer\s/i.test(text);

/**
 * True for text that may contain an API key and must not be shown: text with the prefix of Segment's keys
 * (`sgp_`) or of their header (`Bearer`), and long text without words, as older keys are.
 */
export function isLikeToken(text: string): boolean {
  if (isMarkedToken(text) || /sgp_/i.test(text)) return true;
  if (text.length < SHORTEST_TOKEN) return false;
  return text
    .split(/[^A-Za-z\d]+/)
    .some((word) => word.length > LONGEST_WORD || (word.length >= LONGEST_MIXED && isMixed(word)));
}
