/** A sequence that moves a terminal's cursor or colors its text, after ESC [ or the CSI of C1. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches them
const TERMINAL_SEQUENCE = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/g;
/** Line breaks, tabs and form feeds: each run of them becomes a space. */
const BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/**
 * Other control characters (C0, DEL, C1), and invisible characters that change how text is shown:
 * marks of direction, byte order marks and tags.
 */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches control characters
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * Makes foreign text one line that is safe to print in a message or a log. Line breaks become spaces.
 * Escape sequences, control characters and marks of direction are removed.
 */
export const oneLine = (text: string): string =>
  text.replace(TERMINAL_SEQUENCE, "").replace(BREAK, " ").replace(UNSEEN, "");
